package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.local.PortCalls.Crash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Cancel, pause and resume, from the request to the last operation. */
class SignalsTest {
  private static final String LASTS =
      """
      {"operations": [
         {"name": "rest", "type": "wait", "payload": {"seconds": 600}},
         {"name": "then", "type": "log", "dependsOn": ["rest"], "payload": {"message": "x"}}],
       "finally": [{"name": "last", "type": "log", "payload": {"message": "bye"}}]}
      """;

  private final HomeStack home = new HomeStack();

  @Test
  void cancelsWhatRunsAndSkipsTheRestAndStillDoesWhatComesFinally() {
    String id = started();

    Answer answer = signal(id, "cancel");
    home.settle();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("state")).isEqualTo("DRAINING");
    assertThat(run(id).text("state")).isEqualTo("COMPLETE");
    assertThat(run(id).text("outcome")).isEqualTo("cancelled");
    assertThat(outcomes(id))
        .isEqualTo(Map.of("rest", "cancelled", "then", "skipped", "last", "succeeded"));
    assertThat(events(id, "agenda.completed")).hasSize(1);
    assertThat(events(id, "agenda.draining").getFirst()).contains("Cancelled by ada of acme.");
  }

  @Test
  void cancelsAnAgendaThatWaitsInItsLine() {
    String id = home.submit("acme", LASTS).text("id");

    Answer answer = signal(id, "cancel");
    home.settle();
    home.pass(Duration.ofMinutes(1), 3);

    assertThat(answer.text("state")).isEqualTo("COMPLETE");
    assertEndedUnstarted(id);
  }

  @Test
  void cancelsAnAgendaThatIsDispatchedAndNotClaimed() {
    String id = home.submit("acme", LASTS).text("id");
    home.watched((_, _) -> {}).fire(ScheduleSpec.SCHEDULER_TICK);
    assertThat(run(id).text("state")).isEqualTo("READY");

    signal(id, "cancel");
    home.settle();
    home.pass(Duration.ofMinutes(1), 3);

    assertEndedUnstarted(id);
    String next = home.submit("acme", HomeStack.chain(1)).text("id");
    home.settle();
    assertThat(run(next).text("outcome")).isEqualTo("succeeded");
  }

  @Test
  void pausesBetweenOperationsAndGoesOn() {
    String id = started();

    assertThat(signal(id, "pause").text("state")).isEqualTo("PAUSED");
    home.pass(Duration.ofMinutes(5), 4);

    assertThat(run(id).text("state")).isEqualTo("PAUSED");
    assertThat(outcomes(id)).isEqualTo(Map.of("rest", "succeeded", "then", "", "last", ""));

    assertThat(signal(id, "resume").text("state")).isEqualTo("EXECUTING");
    home.settle();

    assertThat(run(id).text("outcome")).isEqualTo("succeeded");
  }

  @Test
  void doesNothingTwice() {
    String id = started();

    assertThat(isNew(signal(id, "resume"))).isFalse();
    assertThat(isNew(signal(id, "pause"))).isTrue();
    assertThat(isNew(signal(id, "pause"))).isFalse();
    assertThat(isNew(signal(id, "cancel"))).isTrue();
    assertThat(isNew(signal(id, "cancel"))).isFalse();
    home.settle();
    assertThat(isNew(signal(id, "cancel"))).isFalse();

    assertThat(events(id, "agenda.paused")).hasSize(1);
    assertThat(events(id, "agenda.draining")).hasSize(1);
    assertThat(events(id, "agenda.completed")).hasSize(1);
  }

  @Test
  void refusesWhatComesTooEarlyOrTooLate() {
    String waiting = home.submit("acme", LASTS).text("id");
    assertThat(signal(waiting, "pause").text("code")).isEqualTo("AGENDA_NOT_STARTED");
    assertThat(isNew(signal(waiting, "resume"))).isFalse();

    String over = home.submit("acme", HomeStack.chain(1)).text("id");
    home.settle();
    for (String signal : List.of("cancel", "pause", "resume")) {
      assertThat(signal(over, signal).status()).isEqualTo(409);
      assertThat(signal(over, signal).text("code")).isEqualTo("AGENDA_OVER");
    }
    assertThat(signal("0".repeat(26), "cancel").status()).isEqualTo(404);
    assertThat(home.post("globex", "/v1/agendas/" + over + "/cancel", "").status()).isEqualTo(404);
  }

  @Test
  void cancelsOrDoesNotWhereverItCrashes() {
    for (boolean isStarted : List.of(false, true)) {
      int calls = callsOfACancel(isStarted);
      assertThat(calls).isGreaterThan(3);
      for (int call = 0; call < calls; call++) {
        cancelsOrDoesNot(isStarted, new PortCalls().crashBefore(call));
        cancelsOrDoesNot(isStarted, new PortCalls().crashAfter(call));
      }
    }
  }

  private static int callsOfACancel(boolean isStarted) {
    var stack = new HomeStack();
    String id = agenda(stack, isStarted);
    var calls = new PortCalls();
    stack.restartedOver(calls.of(stack.ports));
    stack.post("acme", "/v1/agendas/" + id + "/cancel", "");
    return calls.seen().size();
  }

  private static void cancelsOrDoesNot(boolean isStarted, PortCalls calls) {
    var stack = new HomeStack();
    String id = agenda(stack, isStarted);
    stack.restartedOver(calls.of(stack.ports));
    assertThatThrownBy(() -> stack.post("acme", "/v1/agendas/" + id + "/cancel", ""))
        .isInstanceOf(Crash.class);
    stack.restartedOver(stack.ports);

    stack.post("acme", "/v1/agendas/" + id + "/cancel", "");
    stack.pass(Duration.ofMinutes(1), 3);

    assertThat(stack.get("acme", "/v1/agendas/" + id).text("outcome")).isEqualTo("cancelled");
    assertThat(
            stack.get("acme", "/v1/agendas/" + id + "/events").items("events").stream()
                .filter(event -> event.text("type").orElse("").equals("agenda.completed")))
        .hasSize(1);
    String next = stack.submit("acme", HomeStack.chain(1)).text("id");
    stack.settle();
    assertThat(stack.get("acme", "/v1/agendas/" + next).text("outcome")).isEqualTo("succeeded");
  }

  private static String agenda(HomeStack stack, boolean isStarted) {
    String id = stack.submit("acme", LASTS).text("id");
    if (isStarted) {
      stack.settle();
    }
    return id;
  }

  @Test
  void endsAnAgendaWhoseTimeIsOver() {
    String id = home.submit("acme", LASTS.replaceFirst("\\{", "{\"timeout\": \"5m\",")).text("id");
    home.settle();
    home.pass(Duration.ofMinutes(1), 4);
    assertThat(run(id).text("state")).isEqualTo("EXECUTING");

    home.pass(Duration.ofMinutes(1), 1);

    assertThat(run(id).text("outcome")).isEqualTo("timedOut");
    assertThat(outcomes(id))
        .isEqualTo(Map.of("rest", "cancelled", "then", "skipped", "last", "succeeded"));
  }

  private void assertEndedUnstarted(String id) {
    assertThat(run(id).text("outcome")).isEqualTo("cancelled");
    assertThat(outcomes(id))
        .isEqualTo(Map.of("rest", "skipped", "then", "skipped", "last", "skipped"));
    assertThat(events(id, "operation.launched")).isEmpty();
    assertThat(events(id, "agenda.completed")).hasSize(1);
  }

  private String started() {
    String id = agenda(home, true);
    assertThat(run(id).text("state")).isEqualTo("EXECUTING");
    return id;
  }

  private Answer signal(String id, String signal) {
    return home.post("acme", "/v1/agendas/" + id + "/" + signal, "");
  }

  private static boolean isNew(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.object().truth("isNew").orElseThrow();
  }

  private Answer run(String id) {
    return home.get("acme", "/v1/agendas/" + id);
  }

  private Map<String, String> outcomes(String id) {
    return run(id).items("operations").stream()
        .collect(
            Collectors.toMap(
                operation -> operation.text("name").orElseThrow(),
                operation -> operation.text("outcome").orElse("")));
  }

  private List<String> events(String id, String type) {
    return home.get("acme", "/v1/agendas/" + id + "/events").items("events").stream()
        .filter(event -> event.field("type").equals(Optional.of(Json.of(type))))
        .map(event -> event.text("message").orElse(""))
        .toList();
  }
}
