package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.Ports;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.local.PortCalls.Crash;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A batch: each agenda for itself. */
class BatchTest {
  private static final String PATH = "/v1/agendas/bulk";

  private final HomeStack home = new HomeStack();

  @Test
  void acceptsTheGoodOnesAroundTheBadOnes() {
    var answer =
        home.post(
            "acme",
            PATH,
            batch(
                HomeStack.chain(1),
                "{\"operations\": [{\"name\": \"a\", \"type\": \"lag\"}, {\"type\": 3}]}",
                "{\"customerId\": \"globex\", \"operations\": [{\"name\": \"a\", \"type\":"
                    + " \"log\"}]}",
                "7",
                HomeStack.chain(2)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(told(answer))
        .containsExactly(
            "0 201 accepted",
            "1 400 INVALID_DOCUMENT /operations/0/type /operations/1/name /operations/1/type",
            "2 403 FORBIDDEN /customerId",
            "3 400 INVALID_DOCUMENT ",
            "4 201 accepted");
    assertThat(answer.object().whole("accepted")).contains(2L);
    assertThat(answer.object().whole("refused")).contains(3L);
    home.settle();
    home.pass(Duration.ofSeconds(5), 3);
    assertThat(home.get("acme", "/v1/agendas").items("agendas"))
        .extracting(agenda -> agenda.text("outcome").orElse(""))
        .containsExactly("succeeded", "succeeded");
    assertThat(home.get("globex", "/v1/agendas").items("agendas")).isEmpty();
  }

  @Test
  void sentAgainAnswersTheSameAndTakesInWhatWasMissing() {
    var first = home.post("acme", PATH, batch(HomeStack.chain(1), "{}"), "key");
    var again = home.post("acme", PATH, batch(HomeStack.chain(1), HomeStack.chain(2)), "key");
    var other = home.post("acme", PATH, batch(HomeStack.chain(3), HomeStack.chain(2)), "key");

    assertThat(told(first)).containsExactly("0 201 accepted", "1 400 INVALID_DOCUMENT /operations");
    assertThat(told(again)).containsExactly("0 200 accepted", "1 201 accepted");
    assertThat(id(again, 0)).isEqualTo(id(first, 0));
    assertThat(told(other)).containsExactly("0 409 IDEMPOTENCY_KEY_REUSED ", "1 200 accepted");
    assertThat(home.get("acme", "/v1/agendas").items("agendas")).hasSize(2);
  }

  @Test
  void eachAgendaMayHaveItsOwnKey() {
    var single = home.submit("acme", HomeStack.chain(1), "mine").text("id");
    var answer =
        home.post(
            "acme",
            PATH,
            "{\"agendas\": ["
                + item(HomeStack.chain(1), "mine")
                + ","
                + item(HomeStack.chain(2), "twice")
                + ","
                + item(HomeStack.chain(2), "twice")
                + ","
                + item(HomeStack.chain(3), "twice")
                + "]}",
            "key");

    assertThat(told(answer))
        .containsExactly(
            "0 200 accepted", "1 201 accepted", "2 200 accepted", "3 409 IDEMPOTENCY_KEY_REUSED ");
    assertThat(id(answer, 0)).isEqualTo(single);
    assertThat(id(answer, 2)).isEqualTo(id(answer, 1));
  }

  @Test
  void oneThatTheStoreIsTooBusyForIsToldApart() {
    var busyForTheSecond =
        new FaultPlan() {
          private int transactions;

          @Override
          public ItemFault next(ItemCall call) {
            return call == ItemCall.TRANSACT && ++transactions == 2
                ? new ItemFault.Throttled()
                : new ItemFault.None();
          }
        };
    home.restartedOver(
        new Ports(
            new FaultyItemStore(home.ports.items(), busyForTheSecond),
            home.ports.queues(),
            home.ports.blobs(),
            home.ports.secrets()));
    String three = batch(HomeStack.chain(1), HomeStack.chain(2), HomeStack.chain(3));

    var answer = home.post("acme", PATH, three, "key");
    var again = home.post("acme", PATH, three, "key");

    assertThat(told(answer))
        .containsExactly("0 201 accepted", "1 503 DEPENDENCY_UNAVAILABLE ", "2 201 accepted");
    assertThat(told(again)).containsExactly("0 200 accepted", "1 201 accepted", "2 200 accepted");
    assertThat(home.get("acme", "/v1/agendas").items("agendas")).hasSize(3);
  }

  @Test
  void whereverItCrashesSendingItAgainGivesEachAgendaOnce() {
    String three = batch(HomeStack.chain(1), "{}", HomeStack.chain(200));
    var counted = new HomeStack();
    var all = new PortCalls();
    counted.restartedOver(all.of(counted.ports)).post("acme", PATH, three, "key");

    for (int call = 0; call < all.seen().size(); call++) {
      for (var crash :
          List.of(new PortCalls().crashBefore(call), new PortCalls().crashAfter(call))) {
        var crashing = new HomeStack();
        crashing.restartedOver(crash.of(crashing.ports));
        assertThatThrownBy(() -> crashing.post("acme", PATH, three, "key"))
            .isInstanceOf(Crash.class);
        crashing.restartedOver(crashing.ports);

        var again = crashing.post("acme", PATH, three, "key");

        assertThat(again.object().whole("accepted")).contains(2L);
        assertThat(crashing.get("acme", "/v1/agendas").items("agendas"))
            .extracting(agenda -> agenda.text("id").orElse(""))
            .containsExactlyInAnyOrder(id(again, 0), id(again, 2));
      }
    }
  }

  @Test
  void refusesWhatIsNoBatchAndTakesInNothingOfIt() {
    var hundredAndOne =
        batch(IntStream.range(0, 101).mapToObj(_ -> HomeStack.chain(1)).toArray(String[]::new));
    for (String body :
        List.of(
            "[]",
            "{}",
            "{\"agendas\": []}",
            "{\"agendas\": {}}",
            "{\"agendas\": [{\"document\": {}, \"key\": \"x\"}]}",
            "{\"agendas\": [{\"document\": {}, \"idempotencyKey\": \" \"}]}",
            "{\"agendas\": [{}]}",
            "{\"agenda\": []}",
            hundredAndOne)) {
      var answer = home.post("acme", PATH, body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.text("code")).isEqualTo("INVALID_REQUEST");
      assertThat(answer.items("problems")).isNotEmpty();
    }
    assertThat(home.get("acme", "/v1/agendas").items("agendas")).isEmpty();
  }

  @Test
  void showsOfManyProblemsOfOneAgendaTheFirst() {
    var bad =
        IntStream.range(0, 500)
            .mapToObj(i -> "{\"name\": \"o" + i + "\", \"type\": \"teleport\"}")
            .collect(Collectors.joining(",", "{\"operations\": [", "]}"));

    var item = home.post("acme", PATH, batch(bad)).items("items").getFirst();

    assertThat(item.field("problems").orElseThrow().toString()).contains("480 more problems");
  }

  private static String batch(String... documents) {
    return List.of(documents).stream()
        .map(document -> "{\"document\": " + document + "}")
        .collect(Collectors.joining(", ", "{\"agendas\": [", "]}"));
  }

  private static String item(String document, String key) {
    return "{\"idempotencyKey\": \"" + key + "\", \"document\": " + document + "}";
  }

  private static List<String> told(Answer answer) {
    return answer.items("items").stream()
        .map(item ->
            item.whole("index").orElseThrow()
                + " "
                + item.whole("status").orElseThrow()
                + " "
                + item.text("id")
                    .map(_ -> "accepted")
                    .orElseGet(() ->
                        item.text("code").orElseThrow()
                            + " "
                            + new Answer(0, item)
                                .items("problems").stream()
                                    .map(problem -> problem.text("path").orElse(""))
                                    .collect(Collectors.joining(" "))))
        .toList();
  }

  private static String id(Answer answer, int index) {
    return answer.items("items").get(index).text("id").orElseThrow();
  }
}
