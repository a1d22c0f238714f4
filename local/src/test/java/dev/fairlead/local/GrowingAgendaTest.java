package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lists and generators, from the document to the results. */
class GrowingAgendaTest {
  private final HomeStack home = new HomeStack();

  @Test
  void doesAnOperationForEachItemOfAResult() {
    String id =
        ran(
            """
            {"operations": [
              {"name": "probe", "type": "simulate",
               "payload": {"seconds": 0, "result": {"sizes": [240, 480, 1080]}}},
              {"name": "encode", "type": "simulate",
               "forEach": {"items": "@<probe.out::/sizes>", "as": "size"},
               "payload": {"seconds": 0, "result": {"height": "@<size>", "by": "@<pop.operationName>"}}},
              {"name": "publish", "type": "simulate",
               "payload": {"seconds": 0, "result": {
                 "count": "@<encode.out::/succeeded>",
                 "second": "@<encode.out::/results/1/height>",
                 "all": "@<encode.out::/results>"}}}]}
            """);

    assertThat(run(id).text("outcome")).contains("succeeded");
    assertThat(operation(id, "encode").field("items"))
        .contains(
            JsonText.parse(
                "{\"total\":3,\"succeeded\":3,\"failed\":0,\"skipped\":0,\"running\":0}"));
    var published = (Json.Obj) operation(id, "publish").field("result").orElseThrow();
    assertThat(published.whole("count")).contains(3L);
    assertThat(published.whole("second")).contains(480L);
    assertThat(published.field("all"))
        .contains(
            JsonText.parse(
                """
                [{"height":240,"by":"encode[0]"},{"height":480,"by":"encode[1]"},
                 {"height":1080,"by":"encode[2]"}]
                """));
  }

  @Test
  void takesListsAndResultsThatAreTooLargeForTheJournal() {
    String items =
        JsonText.write(
            Json.array(
                IntStream.range(0, 200)
                    .mapToObj(i -> Json.of("item " + i + " " + "x".repeat(100)))
                    .toList()));
    String id =
        ran(
            """
            {"operations": [
              {"name": "each", "type": "simulate", "forEach": {"items": ITEMS, "maxConcurrency": 50},
               "payload": {"seconds": 0, "result": "@<item>"}},
              {"name": "last", "type": "simulate",
               "payload": {"seconds": 0, "result": "@<each.out::/results/199>"}}]}
            """
                .replace("ITEMS", items));

    assertThat(run(id).text("outcome")).contains("succeeded");
    assertThat(operation(id, "last").text("result"))
        .hasValueSatisfying(text -> assertThat(text).startsWith("item 199 x"));
  }

  @Test
  void failsOnlyTheOperationWhoseListIsNone() {
    String id =
        ran(
            """
            {"onFailure": "continue", "operations": [
              {"name": "probe", "type": "simulate", "payload": {"seconds": 0, "result": 3}},
              {"name": "each", "type": "log", "forEach": {"items": "@<probe.out>"},
               "payload": {"message": "@<item>"}},
              {"name": "other", "type": "log", "payload": {"message": "x"}}]}
            """);

    assertThat(operation(id, "each").text("outcome")).contains("failed");
    assertThat(operation(id, "other").text("outcome")).contains("succeeded");
  }

  @Test
  @Tag("F048")
  @Tag("F050")
  void runsOperationsThatOperationsList() {
    String id =
        ran(
            """
            {"operations": [
              {"name": "plan", "type": "updateAgenda", "payload": {"operations": [
                 {"name": "deeper", "type": "updateAgenda", "payload": {"operations": [
                    {"name": "deepest", "type": "log", "payload": {"message": "hi"}}]}},
                 {"name": "beside", "type": "log", "dependsOn": ["deeper"],
                  "payload": {"message": "x"}}]}},
              {"name": "made", "type": "simulate",
               "params": {"agenda.operation.generator": {"operationsJsonPointer": "/list"}},
               "payload": {"seconds": 0, "result": {"list": [
                  {"name": "reader", "type": "log", "payload": {"message": "m"}}]}}},
              {"name": "only", "type": "updateAgenda", "payload": {"logOnly": true, "operations": [
                  {"name": "never", "type": "log"}]}}]}
            """);

    assertThat(run(id).text("outcome")).contains("succeeded");
    assertThat(names(id))
        .containsExactlyInAnyOrder("plan", "made", "only", "deeper", "beside", "deepest", "reader");
    assertThat(operation(id, "deepest").text("generatedBy")).contains("deeper");
    assertThat(operation(id, "deepest").text("outcome")).contains("succeeded");
    assertThat(operation(id, "plan").text("generatedBy")).isEmpty();
  }

  @Test
  @Tag("H18")
  void goesOnFromTheJournalAfterARestart() {
    String id =
        home.submit(
                "acme",
                """
                {"operations": [
                  {"name": "plan", "type": "updateAgenda", "payload": {"operations": [
                     {"name": "each", "type": "wait", "forEach": {"items": [1, 2, 3]},
                      "payload": {"seconds": 60}}]}}]}
                """)
            .text("id");
    home.settle();
    assertThat(names(id)).containsExactlyInAnyOrder("plan", "each");

    home.restartedOver(home.ports);
    home.pass(Duration.ofSeconds(30), 4);

    assertThat(run(id).text("outcome")).contains("succeeded");
    assertThat(operation(id, "each").field("items"))
        .contains(
            JsonText.parse(
                "{\"total\":3,\"succeeded\":3,\"failed\":0,\"skipped\":0,\"running\":0}"));
  }

  @Test
  @Tag("F049")
  void keepsWhatWasAddedWithItsParentAndMergesTheParams() {
    String id =
        ran(
            """
            {"params": {"tier": "gold", "n": 1}, "operations": [
              {"name": "plan", "type": "simulate", "payload": {"seconds": 0, "result": {"text": "hi"}}},
              {"name": "grow", "type": "updateAgenda", "payload": {
                "operations": [
                  {"name": "one", "type": "simulate",
                   "payload": {"seconds": 0, "result": {"said": "@<plan.out::/text>"}}},
                  {"name": "two", "type": "simulate",
                   "payload": {"seconds": 0, "result": "@<one.out::/said> by @<pop.operationName>"}}],
                "params": {"n": 2, "by": "@<pop.operationName>"}}},
              {"name": "dry", "type": "updateAgenda", "payload": {
                "logOnly": true, "params": {"n": 3},
                "operations": [{"name": "three", "type": "log", "payload": {"message": "x"}}]}}]}
            """);

    assertThat(run(id).text("outcome")).contains("succeeded");
    assertThat(operation(id, "one").text("generatedBy")).contains("grow");
    assertThat(operation(id, "two").text("result")).contains("hi by two");
    assertThat(operation(id, "two").field("dependsOn")).contains(JsonText.parse("[\"one\"]"));
    assertThat(operation(id, "grow").field("dependsOn")).contains(JsonText.parse("[\"plan\"]"));
    assertThat(run(id).field("params"))
        .contains(JsonText.parse("{\"tier\":\"gold\",\"n\":2,\"by\":\"grow\"}"));
    assertThat(home.get("acme", "/v1/agendas/" + id).items("operations"))
        .extracting(one -> one.text("name").orElse(""))
        .containsExactly("plan", "grow", "dry", "one", "two");
  }

  @Test
  void triesAnAgendaAgainAsItsParamsSay() {
    String id =
        ran(
            """
            {"params": {"maximumAttempts": 3}, "retry": {"backoff": "0s"}, "operations": [
              {"name": "good", "type": "log", "payload": {"message": "x"}},
              {"name": "bad", "type": "simulate", "payload": {"seconds": 0, "fail": "no"}}],
             "finally": [{"name": "last", "type": "log", "payload": {"message": "bye"}}]}
            """);

    assertThat(run(id).text("outcome")).contains("failed");
    assertThat(run(id).whole("attempt")).contains(3L);
    assertThat(operation(id, "good").whole("attempt")).contains(1L);
    assertThat(operation(id, "bad").whole("attempt")).contains(3L);
    assertThat(operation(id, "last").whole("attempt")).contains(1L);
  }

  @Test
  @Tag("H17")
  void doesOnlyWhatItsConditionsAskFor() {
    String id =
        ran(
            """
            {"operations": [
              {"name": "encode", "type": "simulate",
               "payload": {"seconds": 0, "result": {"failed": 0}}},
              {"name": "publish", "type": "log", "when": "encode.out.failed == 0",
               "payload": {"message": "x"}},
              {"name": "complain", "type": "log", "when": "encode.out.failed > 0",
               "forEach": {"items": [1, 2]}, "payload": {"message": "x"}},
              {"name": "call", "type": "log", "dependsOn": ["complain"],
               "payload": {"message": "x"}},
              {"name": "join", "type": "log", "dependsOn": ["publish", "complain"],
               "payload": {"message": "x"}}],
             "finally": [
              {"name": "page-me", "type": "log", "when": "ops['publish'].outcome != 'succeeded'",
               "payload": {"message": "x"}}]}
            """);

    assertThat(run(id).text("outcome")).contains("succeeded");
    assertThat(operation(id, "publish").text("outcome")).contains("succeeded");
    assertThat(operation(id, "complain").text("outcome")).contains("skipped");
    assertThat(operation(id, "call").text("outcome")).contains("skipped");
    assertThat(operation(id, "join").text("outcome")).contains("succeeded");
    assertThat(operation(id, "page-me").text("outcome")).contains("skipped");
    assertThat(operation(id, "complain").whole("starts")).contains(0L);
  }

  @Test
  void failsAnOperationWhoseConditionCannotBeDecided() {
    String id =
        ran(
            """
            {"operations": [
              {"name": "a", "type": "log", "payload": {"message": "x"}},
              {"name": "b", "type": "log", "when": "a.out.missing > 1",
               "payload": {"message": "x"}}]}
            """);

    assertThat(run(id).text("outcome")).contains("failed");
    assertThat(operation(id, "b").toString()).contains("undecidable").contains("missing");
  }

  @Test
  void refusesWhatIsNoCondition() {
    var answer =
        home.submit(
            "acme", "{\"operations\":[{\"name\":\"a\",\"type\":\"log\",\"when\":\"1 +\"}]}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.items("problems"))
        .extracting(problem -> problem.text("code").orElse(""))
        .containsExactly("bad-condition");
  }

  private String ran(String document) {
    var answer = home.submit("acme", document);
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    home.settle();
    return answer.text("id");
  }

  private Json.Obj run(String id) {
    return home.get("acme", "/v1/agendas/" + id).object();
  }

  private Json.Obj operation(String id, String name) {
    return home.get("acme", "/v1/agendas/" + id).items("operations").stream()
        .filter(one -> one.text("name").equals(Optional.of(name)))
        .findFirst()
        .orElseThrow();
  }

  private List<String> names(String id) {
    return home.get("acme", "/v1/agendas/" + id).items("operations").stream()
        .map(one -> one.text("name").orElseThrow())
        .toList();
  }
}
