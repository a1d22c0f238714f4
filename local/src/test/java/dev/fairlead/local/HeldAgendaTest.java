package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.local.PortCalls.Crash;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Agendas that are stored and in no line. */
class HeldAgendaTest {
  private static final String STORED =
      """
      {"title": "stored", "params": {"doNotRun": false}, "operations": [
        {"name": "a", "type": "log", "payload": {"message": "x"}}]}
      """;

  private static final String RUN =
      """
      {"operations": [
        {"name": "a", "type": "log", "payload": {"message": "x"}},
        {"name": "b", "type": "log", "dependsOn": ["a"], "payload": {"message": "x"}}]}
      """;

  private final HomeStack home = new HomeStack();

  @Test
  @Tag("F010")
  void isStoredAndNeverScheduled() {
    Answer accepted = home.submit("acme", STORED, "once");
    String id = accepted.text("id");
    home.pass(Duration.ofHours(1), 3);

    assertThat(accepted.status()).isEqualTo(201);
    assertThat(home.submit("acme", STORED, "once").text("id")).isEqualTo(id);
    assertThat(run(id).text("state")).contains("WAITING");
    assertThat(run(id).text("held")).contains("doNotRun");
    assertThat(run(id).whole("attempt")).contains(0L);
    assertThat(home.get("acme", "/v1/agendas").items("agendas").getFirst().text("held"))
        .contains("doNotRun");
    assertThat(home.get("acme", "/v1/agendas/" + id + "/events").text("held"))
        .isEqualTo("doNotRun");
    assertThat(home.post("acme", "/v1/agendas/" + id + "/pause", "").text("code"))
        .isEqualTo("AGENDA_NOT_STARTED");
  }

  @Test
  @Tag("F010")
  void isNotScheduledByARerunEitherUnlessItsDocumentIsChanged() {
    String id = home.submit("acme", STORED).text("id");

    assertThat(rerun(id, "{\"which\":\"all\"}").text("held")).isEqualTo("doNotRun");
    home.settle();
    assertThat(run(id).text("state")).contains("WAITING");

    assertThat(rerun(id, "{\"which\":\"all\",\"set\":{\"/params\":{}}}").object().field("held"))
        .isEmpty();
    home.settle();
    assertThat(run(id).text("outcome")).contains("succeeded");
    assertThat(run(id).field("held")).isEmpty();
  }

  @Test
  void isCancelledWithoutEverHavingBeenInALine() {
    String id = home.submit("acme", STORED).text("id");

    home.post("acme", "/v1/agendas/" + id + "/cancel", "");

    assertThat(run(id).text("outcome")).contains("cancelled");
    assertThat(rerun(id, "{\"which\":\"unfinished\"}").text("held")).isEqualTo("doNotRun");
  }

  @Test
  @Tag("F095")
  void isResetWithoutBeingRun() {
    String id = home.submit("acme", RUN).text("id");
    home.settle();

    Answer reset = rerun(id, "{\"from\":[\"b\"],\"skipExecution\":true}");
    home.pass(Duration.ofMinutes(1), 3);

    assertThat(reset.text("held")).isEqualTo("skipExecution");
    assertThat(run(id).text("state")).contains("WAITING");
    assertThat(run(id).text("held")).contains("skipExecution");
    assertThat(states(id)).isEqualTo("COMPLETE WAITING");

    rerun(id, "{\"which\":\"unfinished\"}");
    home.settle();
    assertThat(run(id).text("outcome")).contains("succeeded");
    assertThat(run(id).whole("attempt")).contains(2L);
    assertThat(attempts(id)).isEqualTo("1 2");
  }

  @Test
  @Tag("F095")
  void refusesABadWordForSkipExecution() {
    String id = home.submit("acme", RUN).text("id");
    home.settle();

    Answer refused = rerun(id, "{\"which\":\"all\",\"skipExecution\":\"yes\"}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.items("problems").getFirst().text("path")).contains("/skipExecution");
  }

  @Test
  void isHeldOrNotWhereverTheResetCrashes() {
    for (int call = 0; call < 6; call++) {
      for (PortCalls calls :
          new PortCalls[] {new PortCalls().crashBefore(call), new PortCalls().crashAfter(call)}) {
        var stack = new HomeStack();
        String id = stack.submit("acme", RUN).text("id");
        stack.settle();
        stack.restartedOver(calls.of(stack.ports));
        boolean crashed = calls(stack, id);
        stack.restartedOver(stack.ports);
        stack.pass(Duration.ofMinutes(1), 2);

        var run = stack.get("acme", "/v1/agendas/" + id).object();
        boolean held = run.text("held").isPresent();
        assertThat(run.text("state")).contains(held ? "WAITING" : "COMPLETE");
        assertThat(crashed || held).isTrue();
      }
    }
  }

  private static boolean calls(HomeStack stack, String id) {
    try {
      stack.post(
          "acme", "/v1/agendas/" + id + "/rerun", "{\"which\":\"all\",\"skipExecution\":true}");
      return false;
    } catch (Crash crash) {
      return true;
    }
  }

  private Answer rerun(String id, String body) {
    return home.post("acme", "/v1/agendas/" + id + "/rerun", body);
  }

  private String states(String id) {
    return operations(id, "state");
  }

  private String attempts(String id) {
    return operations(id, "attempt");
  }

  private String operations(String id, String field) {
    var texts =
        home.get("acme", "/v1/agendas/" + id).items("operations").stream()
            .map(one -> one.text(field).or(() -> one.whole(field).map(String::valueOf)).orElse("?"))
            .toList();
    return String.join(" ", texts);
  }

  private Json.Obj run(String id) {
    return home.get("acme", "/v1/agendas/" + id).object();
  }
}
