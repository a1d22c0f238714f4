package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Lines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which insight an agenda comes to wait in, and what becomes of it there. */
class BoundAgendasTest {
  private static final String INSIGHTS = "/v1/insights";
  private static final String WHY = "{\"reason\":\"b is faster\"}";
  private static final String LARGE = "x".repeat(9_000);

  private final HomeStack home = new HomeStack();

  @Test
  void waitInTheBuiltInInsightWhereNoPoolWorksForTheCustomer() {
    home.operator("POST", "/v1/customers", "{\"id\":\"globex\",\"title\":\"G\"}");

    for (String customer : List.of("acme", "globex")) {
      var accepted = home.submit(customer, agenda("log", "{}"));
      assertThat(accepted.text("insight")).isEqualTo("default");
      assertThat(accepted.text("binding")).isEqualTo("no resource pool works for the customer");
    }
  }

  @Test
  @Tag("F053")
  void areBoundByMappersAndRun() {
    site();
    insight("a", "\"mappers\":{\"operationName\":[\"ENCODE\"]}", true);
    insight("b", "\"mappers\":{\"operationType\":[\"shell\"]}", true);
    insight("c", "\"mappers\":{\"paramMap\":[\"tier=Gold=plus\"]},\"rank\":-1", true);

    var byName = home.submit("acme", agenda("encode", "{}"));
    var byParam = home.submit("acme", agenda("encode", "{\"tier\":\"gold=Plus\"}"));
    var again = home.submit("acme", agenda("encode", "{}"), "key");
    var before = home.submit("acme", agenda("encode", "{}"), "key");

    assertThat(byName.text("insight")).isEqualTo("a");
    assertThat(byName.text("binding"))
        .isEqualTo("operationName 'ENCODE' fits, alone of 3 insights");
    assertThat(byParam.text("insight")).isEqualTo("c");
    assertThat(byParam.text("binding")).endsWith("rank -1 is the lowest");
    assertThat(before.json()).isEqualTo(again.json());
    home.settle();
    for (Answer accepted : List.of(byName, byParam, again)) {
      var run = home.get("acme", "/v1/agendas/" + accepted.text("id")).object();
      assertThat(run.text("outcome")).contains("succeeded");
      assertThat(run.text("insight")).contains(accepted.text("insight"));
      assertThat(run.text("binding")).contains(accepted.text("binding"));
    }
  }

  @Test
  @Tag("F055")
  void areRefusedAndNotStoredWhereNoInsightTakesThem() {
    site();
    var first = home.submit("acme", agenda("log", "{}"));
    insight("a", "\"mappers\":{\"operationName\":[\"encode\"]}", true);
    var second = home.submit("acme", agenda(LARGE.substring(0, 64), "{\"p\":\"" + LARGE + "\"}"));
    var batch =
        home.post(
            "acme",
            "/v1/agendas/bulk",
            "{\"agendas\":[{\"document\":" + agenda("log", "{}") + "}]}");

    assertThat(first.status()).isEqualTo(404);
    assertThat(first.text("code")).isEqualTo("NO_INSIGHT");
    assertThat(first.text("detail"))
        .isEqualTo(
            "No available insights take this agenda: the customer's resource pool has no insight"
                + " that the customer may use.");
    assertThat(second.text("code")).isEqualTo("NO_INSIGHT");
    assertThat(second.text("detail")).contains("none of 1 insight has a mapper that fits");
    assertThat(batch.items("items").getFirst().text("code")).contains("NO_INSIGHT");
    assertThat(home.get("acme", "/v1/agendas").items("agendas")).isEmpty();
  }

  @Test
  @Tag("F056")
  void areNotBoundToWhatTheCustomerDoesNotSee() {
    site();
    insight("a", "\"mappers\":{\"operationType\":[\"log\"]}", false);
    assertThat(home.submit("acme", agenda("x", "{}")).status()).isEqualTo(404);

    home.operator("PATCH", INSIGHTS + "/a", "{\"allowedCustomerIds\":[\"acme\"]}");
    assertThat(home.submit("acme", agenda("x", "{}")).text("insight")).isEqualTo("a");
    home.operator("PATCH", INSIGHTS + "/a", "{\"allowedCustomerIds\":[]}");
    assertThat(home.submit("acme", agenda("x", "{}")).status()).isEqualTo(404);
  }

  @Test
  @Tag("F054")
  void areBoundToWhatTheyAskForIfItFits() {
    site();
    var log = "\"mappers\":{\"operationType\":[\"log\"]}";
    insight("a", log, true);
    insight("b", log, true);

    assertThat(
            home.submit("acme", agenda("x", "{\"defaultInsight\":\"TITLE OF B\"}")).text("insight"))
        .isEqualTo("b");
    assertThat(home.submit("acme", agenda("x", "{\"defaultInsight\":\"z\"}")).text("insight"))
        .isEqualTo("a");
  }

  @Test
  void staysAcceptedWhenItIsSentAgainThoughNothingTakesItAnyMore() {
    site();
    insight("a", "\"mappers\":{\"operationType\":[\"log\"]}", true);
    var accepted = home.submit("acme", agenda("x", "{}"), "key");
    home.settle();
    assertThat(home.operator("DELETE", INSIGHTS + "/a", "").status()).isEqualTo(200);

    var again = home.submit("acme", agenda("x", "{}"), "key");
    var other = home.submit("acme", agenda("y", "{}"), "key");
    home.clock.advance(Duration.ofDays(8));
    var forgotten = home.submit("acme", agenda("x", "{}"), "key");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(accepted.json());
    assertThat(other.text("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(forgotten.text("code")).isEqualTo("NO_INSIGHT");
  }

  @Test
  void keepTheirInsightFromBeingDeletedUntilTheyAreClaimed() {
    site();
    insight("a", "\"mappers\":{\"operationType\":[\"log\"]},\"queueSize\":0", true);
    home.submit("acme", agenda("x", "{}"));
    home.submit("acme", agenda("x", "{}"));

    var refused = home.operator("DELETE", INSIGHTS + "/a", "");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("IN_USE");
    assertThat(refused.text("detail"))
        .isEqualTo("The insight a still has 2 waiting and 0 dispatched agendas.");
    // It takes more all the same.
    assertThat(home.submit("acme", agenda("x", "{}")).text("insight")).isEqualTo("a");
    home.operator("PATCH", INSIGHTS + "/a", "{\"queueSize\":9}");
    home.pass(Duration.ofMinutes(1), 2);
    assertThat(home.operator("DELETE", INSIGHTS + "/a", "").status()).isEqualTo(200);
    assertThat(home.submit("acme", agenda("x", "{}")).status()).isEqualTo(404);
  }

  @Test
  void areBoundAnewWhenTheyAreDoneAgainAndTheirInsightIsGone() {
    site();
    var log = "\"mappers\":{\"operationType\":[\"log\"]}";
    insight("a", log, true);
    insight("b", log, true);
    var id = home.submit("acme", agenda("x", "{}")).text("id");
    home.settle();
    var rerun = "/v1/agendas/" + id + "/rerun";
    assertThat(home.operator("DELETE", INSIGHTS + "/a", "").status()).isEqualTo(200);

    var again = home.post("acme", rerun, "{\"which\":\"all\"}");
    var lines = new Lines(home.ports.items());
    assertThat(again.status()).isEqualTo(200);
    assertThat(lines.oldest("b", 10)).hasSize(1);
    home.settle();
    assertThat(home.get("acme", "/v1/agendas/" + id).text("outcome")).isEqualTo("succeeded");

    assertThat(home.operator("DELETE", INSIGHTS + "/b", "").status()).isEqualTo(200);
    assertThat(home.post("acme", rerun, "{\"which\":\"all\"}").text("code"))
        .isEqualTo("NO_INSIGHT");
    assertThat(home.get("acme", "/v1/agendas/" + id).text("state")).isEqualTo("COMPLETE");
  }

  @Test
  void areBoundAnewWhenSomebodyWantsThatAndKeepTheirAge() {
    site();
    insight("a", "\"mappers\":{\"operationType\":[\"log\"]},\"queueSize\":0", true);
    var ids = new ArrayList<String>();
    for (int i = 0; i < 53; i++) {
      ids.add(home.submit("acme", agenda("x", "{}")).text("id"));
      home.clock.advance(Duration.ofSeconds(1));
    }
    var other = home.submit("acme", agenda("stay", "{}")).text("id");
    home.settle();
    insight("b", "\"mappers\":{\"operationName\":[\"x\"]},\"rank\":-1,\"queueSize\":0", true);

    var one = home.post("acme", "/v1/agendas/" + ids.getFirst() + "/rebind", WHY);
    var again = home.post("acme", "/v1/agendas/" + ids.getFirst() + "/rebind", WHY);
    var page = home.operator("POST", INSIGHTS + "/a/rebind", WHY);
    var rest =
        home.operator(
            "POST",
            INSIGHTS + "/a/rebind",
            WHY.replaceFirst("\\}", ",\"after\":\"" + page.text("next") + "\"}"));

    assertThat(one.text("from")).isEqualTo("a");
    assertThat(one.text("insight")).isEqualTo("b");
    assertThat(one.text("binding")).contains("rank -1 is the lowest");
    assertThat(one.object().field("isNew")).contains(Json.of(true));
    assertThat(again.object().field("isNew")).contains(Json.of(false));
    assertThat(page.object().whole("moved")).contains(50L);
    assertThat(rest.object().whole("moved")).contains(2L);
    assertThat(rest.object().whole("stayed")).contains(1L);
    assertThat(rest.object().field("next")).isEmpty();
    var lines = new Lines(home.ports.items());
    assertThat(lines.oldest("b", 100))
        .extracting(entry -> entry.agenda().agenda().value())
        .containsExactlyElementsOf(ids);
    assertThat(lines.oldest("a", 100))
        .extracting(entry -> entry.agenda().agenda().value())
        .containsExactly(other);
    var run = "/v1/agendas/" + ids.getLast();
    assertThat(home.get("acme", run).text("insight")).isEqualTo("b");
    assertThat(home.get("acme", run + "/events").items("events").getFirst().text("message"))
        .contains("Moved from insight a to b by an operator: b is faster");
    home.operator("PATCH", INSIGHTS + "/b", "{\"queueSize\":99}");
    home.pass(Duration.ofMinutes(1), 3);
    assertThat(home.get("acme", run).text("outcome")).isEqualTo("succeeded");
    assertThat(home.get("acme", run).text("insight")).isEqualTo("b");
    assertThat(home.post("acme", run + "/rebind", WHY).text("code"))
        .isEqualTo("AGENDA_NOT_WAITING");
  }

  @Test
  void stayWhereTheyAreIfNoInsightTakesThemAnyMoreOrTheRequestIsBad() {
    site();
    insight("a", "\"mappers\":{\"operationType\":[\"log\"]},\"queueSize\":0", true);
    var rebind = "/v1/agendas/" + home.submit("acme", agenda("x", "{}")).text("id") + "/rebind";
    home.operator("PATCH", INSIGHTS + "/a", "{\"mappers\":null}");

    var refused = home.post("acme", rebind, WHY);
    var bad = home.post("acme", rebind, "{\"reason\":\" \",\"after\":\"x\",\"why\":1}");
    var all = home.operator("POST", INSIGHTS + "/a/rebind", WHY);

    assertThat(refused.text("code")).isEqualTo("NO_INSIGHT");
    assertThat(bad.items("problems"))
        .extracting(problem -> problem.text("path").orElseThrow())
        .containsExactlyInAnyOrder("/reason", "/after", "/why");
    assertThat(all.object().whole("stayed")).contains(1L);
    assertThat(new Lines(home.ports.items()).oldest("a", 10)).hasSize(1);
    assertThat(home.tenant("acme", "POST", INSIGHTS + "/default/rebind", WHY, Map.of()).status())
        .isEqualTo(403);
  }

  @Test
  void areNotBoundToWhatIsDrained() {
    site();
    insight("a", "\"mappers\":{\"operationType\":[\"log\"]}", true);
    insight("b", "\"mappers\":{\"operationType\":[\"log\"]}", true);

    home.operator("POST", INSIGHTS + "/a/drain", WHY);
    assertThat(home.submit("acme", agenda("x", "{}")).text("insight")).isEqualTo("b");
    home.operator("POST", INSIGHTS + "/a/release", WHY);
    assertThat(home.submit("acme", agenda("x", "{}")).text("insight")).isEqualTo("a");
    home.clock.advance(Duration.ofMinutes(1));
    home.operator("POST", "/v1/resourcepools/site/drain", WHY);
    assertThat(home.submit("acme", agenda("x", "{}")).text("detail")).contains("is drained");
  }

  @Test
  void areBoundAnewWhereTheirParentsInsightIsGone() {
    site();
    insight("a", "\"mappers\":{\"operationType\":[\"agenda\"]}", true);
    insight("b", "\"mappers\":{\"operationName\":[\"inner\"]},\"rank\":-1", true);
    var parent =
        """
        {"onFailure": "continue", "operations": [
          {"name": "first", "type": "simulate", "payload": {"seconds": 30}},
          {"name": "outer", "type": "agenda", "dependsOn": ["first"], "payload":
            {"operations": [{"name": "inner", "type": "log", "payload": {"message": "x"}}]}},
          {"name": "lost", "type": "agenda", "dependsOn": ["first"], "payload":
            {"operations": [{"name": "nobody", "type": "log", "payload": {"message": "x"}}]}}]}
        """;
    var accepted = home.submit("acme", parent);
    home.settle();
    assertThat(home.operator("DELETE", INSIGHTS + "/a", "").status()).isEqualTo(200);
    home.pass(Duration.ofMinutes(1), 3);

    assertThat(accepted.text("insight")).isEqualTo("a");
    var run = home.get("acme", "/v1/agendas/" + accepted.text("id"));
    var operations = run.items("operations");
    var child = operations.get(1).text("agendaId").orElseThrow();
    assertThat(operations.get(1).text("outcome")).contains("succeeded");
    assertThat(home.get("acme", "/v1/agendas/" + child).text("insight")).isEqualTo("b");
    assertThat(operations.get(2).text("outcome")).contains("failed");
    assertThat(run.json().toString()).contains("no-insight");
  }

  @Test
  void areInTheLineOfTheirInsightAndNoOther() {
    site();
    insight("a", "\"mappers\":{\"operationType\":[\"log\"]}", true);

    var id = home.submit("acme", agenda("x", "{}")).text("id");

    var key = new AgendaKey(new CustomerId("acme"), new AgendaId(id));
    var lines = new Lines(home.ports.items());
    assertThat(lines.oldest("a", 10)).extracting(waiting -> waiting.agenda()).containsExactly(key);
    assertThat(lines.oldest("default", 10)).isEmpty();
    assertThat(new AgendaRows(home.ports.items(), home.ports.blobs()).header(key)).isPresent();
  }

  private void site() {
    home.operator("POST", "/v1/resourcepools", "{\"id\":\"site\",\"title\":\"Site\"}");
    home.operator(
        "POST",
        "/v1/customers",
        "{\"id\":\"acme\",\"title\":\"Acme\",\"resourcePoolId\":\"site\"}");
  }

  private void insight(String id, String fields, boolean isGlobal) {
    var made =
        home.operator(
            "POST",
            INSIGHTS,
            "{\"id\":\"%s\",\"title\":\"Title of %s\",\"resourcePoolId\":\"site\",\"isGlobal\":%s,%s}"
                .formatted(id, id, isGlobal, fields));
    assertThat(made.status()).isEqualTo(201);
  }

  private static String agenda(String name, String params) {
    return """
    {"params": %s, "operations": [
      {"name": "%s", "type": "log", "payload": {"message": "x"}}]}\
    """
        .formatted(params, name);
  }
}
