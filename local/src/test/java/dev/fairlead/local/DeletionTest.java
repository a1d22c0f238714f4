package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Query;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.local.PortCalls.Crash;
import dev.fairlead.local.PortCalls.Seen;
import dev.fairlead.store.Sha256;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Agendas that are deleted, on request or because they are old. */
class DeletionTest {
  /** More than 8 KiB each: the document, the result. */
  private static final String LARGE = "x".repeat(9_000);

  private static final String DOCUMENT =
      """
      {"linkId": "episode 12", "externalId": "job 1", "operations": [
         {"name": "make", "type": "simulate", "payload": {"seconds": 0, "result": "%s"}}]}
      """
          .formatted(LARGE);

  private static final String LASTS =
      """
      {"operations": [{"name": "rest", "type": "wait", "payload": {"seconds": 10368000}}]}
      """;

  private static final Duration RETENTION = Duration.ofDays(90);

  private final HomeStack home = new HomeStack();

  @Test
  @Tag("F026")
  void deletesAnAgendaThatIsOverWithAllThatItHas() {
    String gone = ended(home);
    String stays = ended(home);

    Answer answer = delete(home, gone);

    assertThat(answer.status()).isEqualTo(200);
    assertGone(home, gone);
    assertWhole(home, stays);
    assertThat(delete(home, gone).status()).isEqualTo(404);
  }

  @Test
  @Tag("F026")
  void deletesOneThatIsInLineAndItNeverRuns() {
    String id = home.submit("acme", DOCUMENT).text("id");

    Answer answer = delete(home, id);
    home.settle();
    home.pass(Duration.ofMinutes(1), 3);

    assertThat(answer.status()).isEqualTo(200);
    assertGone(home, id);
    String next = ended(home);
    assertWhole(home, next);
  }

  @Test
  void leavesOneAloneThatRuns() {
    String id = home.submit("acme", LASTS).text("id");
    home.settle();

    Answer answer = delete(home, id);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("AGENDA_NOT_OVER");
    assertThat(run(home, id).text("state")).isEqualTo("EXECUTING");
  }

  @Test
  void isNotDeletedByAnotherCustomer() {
    String id = ended(home);

    assertThat(home.delete("globex", "/v1/agendas/" + id).status()).isEqualTo(404);

    assertWhole(home, id);
  }

  @Test
  void ofADeletionAndARerunAtOnceOneIsDone() {
    String id = ended(home);
    Ports racing =
        new Ports(
            new RacingItems(
                home.ports.items(),
                () -> {
                  home.restartedOver(home.ports);
                  assertThat(rerun(home, id).status()).isEqualTo(200);
                }),
            home.ports.queues(),
            home.ports.blobs(),
            home.ports.secrets());

    Answer answer = delete(home.restartedOver(racing), id);

    assertThat(answer.status()).isEqualTo(409);
    home.settle();
    assertWhole(home, id);
  }

  @Test
  void isWhollyThereOrWhollyGoneWhereverItCrashes() {
    int calls = callsOfADeletion();
    assertThat(calls).isGreaterThan(8);
    for (int call = 0; call < calls; call++) {
      crashes(new PortCalls().crashBefore(call));
      crashes(new PortCalls().crashAfter(call));
    }
  }

  @Test
  @Tag("F099")
  void deletesWhatEndedLongAgoAndNothingElse() {
    String old = ended(home);
    String runs = home.submit("acme", LASTS).text("id");
    home.settle();
    home.pass(RETENTION.minusDays(1), 1);
    String young = ended(home);
    assertWhole(home, old);

    home.pass(Duration.ofDays(2), 1);

    assertGone(home, old);
    assertWhole(home, young);
    assertThat(run(home, runs).text("state")).isEqualTo("EXECUTING");
    home.pass(RETENTION, 1);
    assertThat(run(home, runs).text("outcome")).isEqualTo("succeeded");
    assertGone(home, young);
  }

  @Test
  void countsFromTheLastEndOfAnAgendaThatWasDoneAgain() {
    String id = ended(home);
    home.pass(RETENTION.minusDays(1), 1);
    assertThat(rerun(home, id).status()).isEqualTo(200);
    home.settle();

    home.pass(Duration.ofDays(2), 2);
    assertWhole(home, id);

    home.pass(RETENTION, 1);
    assertGone(home, id);
  }

  @Test
  void deletesWhatWasCancelledBeforeItBegan() {
    String id = home.submit("acme", DOCUMENT).text("id");
    home.post("acme", "/v1/agendas/" + id + "/cancel", "");
    home.pass(Duration.ofDays(1), 2);
    assertThat(run(home, id).text("outcome")).isEqualTo("cancelled");

    home.pass(RETENTION, 1);

    assertGone(home, id);
  }

  @Test
  void leavesNothingOfASubmitThatHadBeenMadeBefore() {
    home.submit("acme", DOCUMENT, "key");
    home.settle();
    var calls = new PortCalls();
    home.restartedOver(calls.of(home.ports));

    assertThat(home.submit("acme", DOCUMENT, "key").status()).isEqualTo(200);

    home.restartedOver(home.ports);
    home.pass(RETENTION.plusDays(2), 2);
    assertThat(blobs(calls)).isNotEmpty().noneMatch(blob -> isThere(home, blob));
  }

  @Test
  void leavesNothingOfASubmitThatWasNeverAccepted() {
    for (int call = 0; call < 3; call++) {
      leavesNothingOfASubmit(new PortCalls().crashBefore(call));
      leavesNothingOfASubmit(new PortCalls().crashAfter(call));
    }
  }

  private static void leavesNothingOfASubmit(PortCalls calls) {
    var stack = new HomeStack();
    stack.restartedOver(calls.of(stack.ports));
    assertThatThrownBy(() -> stack.submit("acme", DOCUMENT)).isInstanceOf(Crash.class);
    stack.restartedOver(stack.ports);
    stack.settle();

    stack.pass(RETENTION.plusDays(2), 3);

    assertThat(blobs(calls)).noneMatch(blob -> isThere(stack, blob));
    assertThat(ids(stack, "")).isEmpty();
  }

  /** Owner and hash of what was put. */
  private static List<List<String>> blobs(PortCalls calls) {
    return calls.seen().stream()
        .filter(call -> call.method().equals("put"))
        .map(Seen::arguments)
        .filter(arguments -> arguments.getLast() instanceof byte[])
        .map(put -> List.of((String) put.getFirst(), Sha256.hex((byte[]) put.getLast())))
        .toList();
  }

  private static boolean isThere(HomeStack stack, List<String> blob) {
    return stack.ports.blobs().get(blob.getFirst(), blob.getLast()).isPresent();
  }

  private static int callsOfADeletion() {
    var stack = new HomeStack();
    String id = ended(stack);
    var calls = new PortCalls();
    stack.restartedOver(calls.of(stack.ports));
    delete(stack, id);
    return calls.seen().size();
  }

  private static void crashes(PortCalls calls) {
    var stack = new HomeStack();
    String id = ended(stack);
    stack.restartedOver(calls.of(stack.ports));
    assertThatThrownBy(() -> delete(stack, id)).isInstanceOf(Crash.class);
    stack.restartedOver(stack.ports);
    boolean isFound = stack.get("acme", "/v1/agendas/" + id).status() == 200;
    if (isFound) {
      assertWhole(stack, id);
      assertThat(delete(stack, id).status()).isEqualTo(200);
    } else {
      stack.pass(RETENTION, 2);
    }
    assertGone(stack, id);
  }

  /**
   * One that has a large document, a large result, marks, a log; and its alarm has been seen to.
   */
  private static String ended(HomeStack stack) {
    String id = stack.submit("acme", DOCUMENT).text("id");
    stack.settle();
    stack.pass(Duration.ofMinutes(1), 1);
    assertThat(run(stack, id).text("outcome")).isEqualTo("succeeded");
    return id;
  }

  private static Answer delete(HomeStack stack, String id) {
    return stack.delete("acme", "/v1/agendas/" + id);
  }

  private static Answer rerun(HomeStack stack, String id) {
    return stack.post("acme", "/v1/agendas/" + id + "/rerun", "{\"which\": \"all\"}");
  }

  private static Answer run(HomeStack stack, String id) {
    return stack.get("acme", "/v1/agendas/" + id);
  }

  private static void assertWhole(HomeStack stack, String id) {
    assertThat(run(stack, id).text("outcome")).isEqualTo("succeeded");
    assertThat(stack.get("acme", "/v1/agendas/" + id + "/document").text("externalId"))
        .isEqualTo("job 1");
    assertThat(ids(stack, "?linkId=episode 12")).contains(id);
    assertThat(blob(stack, id)).isTrue();
  }

  private static void assertGone(HomeStack stack, String id) {
    assertThat(run(stack, id).status()).isEqualTo(404);
    for (String list : List.of("", "?linkId=episode 12", "?externalId=job 1")) {
      assertThat(ids(stack, list)).doesNotContain(id);
    }
    var rows = Query.of(TableSpec.AGENDAS.tableName(), "acme/" + id, 10);
    assertThat(stack.ports.items().query(rows).items()).isEmpty();
    assertThat(blob(stack, id)).isFalse();
  }

  private static boolean blob(HomeStack stack, String id) {
    String sha256 = Sha256.hex(JsonText.canonical(Json.of(LARGE)));
    return stack.ports.blobs().get("acme/" + id, sha256).isPresent();
  }

  private static List<String> ids(HomeStack stack, String query) {
    return stack.get("acme", "/v1/agendas" + query).items("agendas").stream()
        .map(agenda -> agenda.text("id").orElseThrow())
        .toList();
  }
}
