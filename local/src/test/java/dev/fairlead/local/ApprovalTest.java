package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.local.HomeStack.Answer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Operations that wait for somebody's answer. */
class ApprovalTest {
  private static final String ASKS =
      """
      {"operations": [
         {"name": "ask", "type": "approval", "timeouts": {"running": "2h"}},
         {"name": "deploy", "type": "simulate",
          "payload": {"seconds": 0, "result": "@<ask.out::/comment>"}}]}
      """;

  private final HomeStack home = new HomeStack();

  @Test
  void goesOnWhenSomebodyApproves() {
    String id = asked();
    assertThat(operation(id, "ask").text("state")).contains("EXECUTING");
    home.pass(Duration.ofMinutes(10), 3);
    assertThat(operation(id, "ask").text("state")).contains("EXECUTING");

    assertThat(answer(id, "ask", true, "go").status()).isEqualTo(200);
    home.settle();

    assertThat(run(id).text("outcome")).isEqualTo("succeeded");
    assertThat(operation(id, "deploy").text("result")).contains("go");
    assertThat(operation(id, "ask").field("result").orElseThrow().toString()).contains("of acme");
    assertThat(operation(id, "ask").whole("commits")).contains(1L);
  }

  @Test
  void failsWhenSomebodyRejects() {
    String id = asked();

    answer(id, "ASK", false, "not today");
    home.settle();

    assertThat(run(id).text("outcome")).isEqualTo("failed");
    assertThat(operation(id, "ask").toString()).contains("Rejected by ada of acme: not today");
  }

  @Test
  void takesOnlyTheFirstAnswer() {
    String id = asked();

    assertThat(answer(id, "ask", true, "").status()).isEqualTo(200);
    assertThat(answer(id, "ask", false, "").text("code")).isEqualTo("NOT_AWAITED");
    home.settle();

    assertThat(run(id).text("outcome")).isEqualTo("succeeded");
  }

  @Test
  void endsWhenNobodyAnswersInTime() {
    String id = asked();

    home.pass(Duration.ofMinutes(30), 4);

    assertThat(operation(id, "ask").text("outcome")).contains("timedOut");
    assertThat(answer(id, "ask", true, "").status()).isEqualTo(409);
  }

  @Test
  void refusesWhatIsNoAnswer() {
    String waiting = home.submit("acme", ASKS).text("id");
    assertThat(answer(waiting, "ask", true, "").status()).as("not asked yet").isEqualTo(409);
    home.settle();

    assertThat(answer(waiting, "deploy", true, "").status()).isEqualTo(409);
    assertThat(answer(waiting, "nobody", true, "").status()).isEqualTo(409);
    assertThat(
            home.post("acme", "/v1/agendas/" + waiting + "/answers", "{\"comment\":3}")
                .items("problems"))
        .hasSize(3);
  }

  private String asked() {
    String id = home.submit("acme", ASKS).text("id");
    home.settle();
    return id;
  }

  private Answer answer(String id, String operation, boolean approved, String comment) {
    return home.post(
        "acme",
        "/v1/agendas/" + id + "/answers",
        "{\"operation\":\""
            + operation
            + "\",\"approved\":"
            + approved
            + ",\"comment\":\""
            + comment
            + "\"}");
  }

  private Answer run(String id) {
    return home.get("acme", "/v1/agendas/" + id);
  }

  private Json.Obj operation(String id, String name) {
    return run(id).items("operations").stream()
        .filter(one -> one.text("name").equals(Optional.of(name)))
        .findFirst()
        .orElseThrow();
  }
}
