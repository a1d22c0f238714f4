package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.Ports;
import dev.fairlead.local.PortCalls.Crash;
import dev.fairlead.local.PortCalls.Seen;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Outbox;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Submit: all of an agenda or nothing, once. */
class SubmitCrashTest {
  private static final Set<String> READS = Set.of("read", "query", "get", "depth");

  @ParameterizedTest
  @Tag("F009")
  @ValueSource(ints = {1, 200})
  void leavesNothingOrEverythingWhereverItCrashes(int operations) {
    String document = HomeStack.chain(operations);
    int calls = callsOfASubmit(document);
    assertThat(calls).isGreaterThanOrEqualTo(operations == 1 ? 3 : 4);

    for (int call = 0; call < calls; call++) {
      leavesNothingOrEverything(document, new PortCalls().crashBefore(call));
      leavesNothingOrEverything(document, new PortCalls().crashAfter(call));
    }
  }

  private static int callsOfASubmit(String document) {
    var home = new HomeStack();
    var calls = new PortCalls();
    assertThat(home.restartedOver(calls.of(home.ports)).submit("acme", document, "key").status())
        .isEqualTo(201);
    return calls.seen().size();
  }

  private static void leavesNothingOrEverything(String document, PortCalls calls) {
    var home = new HomeStack();
    home.restartedOver(calls.of(home.ports));
    assertThatThrownBy(() -> home.submit("acme", document, "key")).isInstanceOf(Crash.class);
    home.restartedOver(home.ports);

    var listed = home.get("acme", "/v1/agendas").items("agendas");
    assertThat(listed).hasSizeLessThanOrEqualTo(1);
    assertThat(waiting(home)).isEqualTo(listed.size());
    if (listed.isEmpty()) {
      assertThat(promises(home)).isZero();
    } else {
      String id = listed.getFirst().text("id").orElseThrow();
      assertThat(home.get("acme", "/v1/agendas/" + id).text("state")).isEqualTo("WAITING");
      assertThat(home.get("acme", "/v1/agendas/" + id + "/document").status()).isEqualTo(200);
      assertThat(home.get("acme", "/v1/agendas/" + id + "/events").items("events")).isEmpty();
    }

    String id = home.submit("acme", document, "key").text("id");
    assertThat(home.submit("acme", document, "key").text("id")).isEqualTo(id);
    home.pass(Duration.ofSeconds(5), 3);

    var agendas = home.get("acme", "/v1/agendas").items("agendas");
    assertThat(agendas).extracting(agenda -> agenda.text("id").orElse("")).containsExactly(id);
    assertThat(home.get("acme", "/v1/agendas/" + id).text("outcome")).isEqualTo("succeeded");
    assertThat(promises(home)).isZero();
  }

  @Test
  void namesEveryProblemAndStoresNothing() {
    var home = new HomeStack();
    var calls = new PortCalls();
    home.restartedOver(calls.of(home.ports));

    var answer =
        home.submit(
            "acme",
            """
            {"operations":[
              {"name":"a","type":"log","dependsOn":["nobody"]},
              {"name":"A","type":"no-such-type"},
              {"type":"log","retry":{"maxAttempts":0}}]}
            """,
            "key");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.items("problems"))
        .extracting(problem -> problem.text("path").orElse(""))
        .contains(
            "/operations/0/dependsOn/0",
            "/operations/1/type",
            "/operations/2/name",
            "/operations/2/retry/maxAttempts");
    assertThat(calls.seen()).extracting(Seen::method).allMatch(READS::contains);
  }

  @Test
  void storesNothingForAnotherCustomersDocument() {
    var home = new HomeStack();
    var calls = new PortCalls();
    home.restartedOver(calls.of(home.ports));

    var answer =
        home.submit(
            "globex",
            "{\"customerId\":\"acme\",\"operations\":[{\"name\":\"a\",\"type\":\"log\"}]}");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(calls.seen()).extracting(Seen::method).allMatch(READS::contains);
  }

  @Test
  void answersTheSameForTheSameKeyAndBodyAndRefusesAnotherBody() {
    var home = new HomeStack();
    String id = home.submit("acme", HomeStack.chain(1), "key").text("id");

    assertThat(home.submit("acme", HomeStack.chain(1), "key").text("id")).isEqualTo(id);
    var other = home.submit("acme", HomeStack.chain(2), "key");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(home.get("acme", "/v1/agendas").items("agendas")).hasSize(1);

    home.clock.advance(Duration.ofDays(7).plusSeconds(1));
    var afterwards = home.submit("acme", HomeStack.chain(2), "key");
    assertThat(afterwards.status()).isEqualTo(201);
    assertThat(afterwards.text("id")).isNotEqualTo(id);
  }

  @Test
  void takesTheSameKeyOfAnotherCustomerForAnother() {
    var home = new HomeStack();
    String id = home.submit("acme", HomeStack.chain(1), "key").text("id");

    var other = home.submit("globex", HomeStack.chain(2), "key");

    assertThat(other.status()).isEqualTo(201);
    assertThat(other.text("id")).isNotEqualTo(id);
    assertThat(home.get("globex", "/v1/agendas").items("agendas")).hasSize(1);
  }

  @Test
  void ofTwoSubmitsAtOnceWithTheSameKeyOneIsTheFirst() {
    for (boolean isSame : new boolean[] {true, false}) {
      var home = new HomeStack();
      var ids = new ArrayList<String>();
      var racing =
          new RacingItems(
              home.ports.items(),
              () -> ids.add(home.submit("acme", HomeStack.chain(1), "key").text("id")));
      home.restartedOver(
          new Ports(racing, home.ports.queues(), home.ports.blobs(), home.ports.secrets()));

      var lost = home.submit("acme", HomeStack.chain(isSame ? 1 : 2), "key");

      assertThat(lost.status()).isEqualTo(isSame ? 200 : 409);
      assertThat(isSame ? lost.text("id") : ids.getFirst()).isEqualTo(ids.getFirst());
      assertThat(home.get("acme", "/v1/agendas").items("agendas"))
          .extracting(agenda -> agenda.text("id").orElse(""))
          .containsExactlyElementsOf(ids);
      assertThat(waiting(home)).isEqualTo(1);
    }
  }

  @Test
  void aSubmitThatWasDoneButNotAnsweredIsAccepted() {
    var home = new HomeStack();
    var script = new FaultScript().then(new ItemFault.TimedOutButDone());
    home.restartedOver(
        new Ports(
            new FaultyItemStore(home.ports.items(), script),
            home.ports.queues(),
            home.ports.blobs(),
            home.ports.secrets()));

    var first = home.submit("acme", HomeStack.chain(1), "key");
    var again = home.submit("acme", HomeStack.chain(1), "key");

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("id")).isEqualTo(first.text("id"));
  }

  @Test
  void aSubmitThatTimedOutAndWasNotDoneIsNotAccepted() {
    var home = new HomeStack();
    var script = new FaultScript().then(new ItemFault.TimedOutAndNotDone());
    home.restartedOver(
        new Ports(
            new FaultyItemStore(home.ports.items(), script),
            home.ports.queues(),
            home.ports.blobs(),
            home.ports.secrets()));

    assertThat(home.submit("acme", HomeStack.chain(1), "key").status()).isEqualTo(503);
    assertThat(home.get("acme", "/v1/agendas").items("agendas")).isEmpty();
    assertThat(home.submit("acme", HomeStack.chain(1), "key").status()).isEqualTo(201);
  }

  private static int waiting(HomeStack home) {
    return new Lines(home.ports.items()).oldest(Insight.DEFAULT.id(), 10).size();
  }

  private static int promises(HomeStack home) {
    var outbox = new Outbox(home.ports.items(), home.ports.queues());
    return IntStream.range(0, Outbox.SHARDS)
        .mapToObj(shard -> outbox.pending(shard, 10))
        .mapToInt(List::size)
        .sum();
  }
}
