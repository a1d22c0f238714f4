package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.wire.JsonText;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What ties an agenda, its work and its sub-agendas to the request that they come of. */
class CorrelationTest {
  private static final String ECHO =
      """
      {"operations": [
        {"name": "say", "type": "log", "payload": {"message": "of @<pop.correlationId>"}},
        {"name": "sub", "type": "agenda", "payload": {"operations": [
          {"name": "below", "type": "simulate", "payload": {"seconds": 0}}]}}]}
      """;

  private final HomeStack home = new HomeStack();

  @Test
  @Tag("F013")
  void isTheCallersFromTheAnswerToTheLogsOfTheWork() {
    Answer answer = submit(ECHO, Map.of("X-Correlation-Id", "build-17"));
    home.settle();

    String id = answer.text("id");
    assertThat(answer.header("x-correlation-id")).isEqualTo("build-17");
    assertThat(run(id).text("correlationId")).isEqualTo("build-17");
    assertThat(JsonText.write(home.get("acme", "/v1/agendas/" + id + "/logs").json()))
        .contains("of build-17");
    assertThat(child(id).text("correlationId")).isEqualTo("build-17");
  }

  @Test
  @Tag("F013")
  void isMadeUpOnceWhereTheCallerHasNone() {
    Answer answer = submit(ECHO, Map.of());
    home.settle();

    String id = answer.text("id");
    String madeUp = answer.header("x-correlation-id");
    assertThat(madeUp).isNotBlank();
    assertThat(run(id).text("correlationId")).isEqualTo(madeUp);
    assertThat(child(id).text("correlationId")).isEqualTo(madeUp);
  }

  @Test
  @Tag("F013")
  @Tag("F031")
  void isTheDocumentsOwnWhereThatHasOne() {
    String document = "{\"cid\": \"%s\", \"operations\": [{\"name\": \"a\", \"type\": \"log\"}]}";

    String own = submit(document.formatted("c1"), Map.of("X-Correlation-Id", "call")).text("id");
    String unfit =
        submit(document.formatted("not one"), Map.of("X-Correlation-Id", "call")).text("id");

    assertThat(run(own).text("correlationId")).isEqualTo("c1");
    assertThat(run(unfit).text("correlationId")).isEqualTo("call");
  }

  @Test
  @Tag("F031")
  void isTheRequestsWhereATemplateHasNone() {
    home.put(
        "acme",
        "/v1/templates/plain",
        "{\"agenda\": {\"operations\": [{\"name\": \"a\", \"type\": \"log\"}]}}");

    Answer answer =
        home.post(
            "acme",
            "/v1/templates/plain/run",
            "{\"payload\": {}}",
            Map.of("X-Correlation-Id", "r1"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(run(answer.text("id")).text("correlationId")).isEqualTo("r1");
  }

  private Answer submit(String document, Map<String, String> headers) {
    return home.post("acme", "/v1/agendas", document, headers);
  }

  private Answer run(String id) {
    return home.get("acme", "/v1/agendas/" + id);
  }

  private Answer child(String id) {
    String child =
        run(id).items("operations").stream()
            .flatMap(operation -> operation.text("agendaId").stream())
            .findFirst()
            .orElseThrow();
    return run(child);
  }
}
