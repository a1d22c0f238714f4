package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.json.Json;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.local.PortCalls.Crash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Agendas that are over, done again. */
class RerunTest {
  private static final String HALF =
      """
      {"operations": [
         {"name": "good", "type": "simulate", "payload": {"seconds": 0, "result": {"n": 1}}},
         {"name": "bad", "type": "simulate", "dependsOn": ["good"],
          "payload": {"seconds": 0, "fail": "no luck", "result": "@<good.out::/n>"}},
         {"name": "then", "type": "log", "dependsOn": ["bad"], "payload": {"message": "x"}}],
       "finally": [{"name": "last", "type": "log", "payload": {"message": "bye"}}]}
      """;

  private final HomeStack home = new HomeStack();

  @Test
  void tellsWhatItWouldDoAndDoesNothing() {
    String id = over(HALF);

    Answer dry = rerun(id, "{\"which\":\"failed\",\"dryRun\":true}");

    assertThat(names(dry, "again")).containsExactly("bad", "last", "then");
    assertThat(names(dry, "kept")).containsExactly("good");
    assertThat(dry.text("state")).isEqualTo("COMPLETE");
    home.settle();
    assertThat(run(id).whole("attempt")).contains(1L);
  }

  @Test
  @Tag("F091")
  @Tag("F096")
  void doesWhatFailedAgainByAChangedDocumentAndKeepsTheRest() {
    String id = over(HALF);

    Answer again =
        rerun(id, "{\"which\":\"failed\",\"set\":{\"/operations/1/payload/fail\":null}}");
    assertThat(again.text("state")).isEqualTo("WAITING");
    assertThat(run(id).text("state")).contains("WAITING");
    assertThat(run(id).text("outcome")).isEmpty();
    home.settle();

    assertThat(run(id).text("outcome")).contains("succeeded");
    assertThat(attempts(id)).isEqualTo(Map.of("good", 1L, "bad", 2L, "then", 1L, "last", 2L));
    assertThat(home.get("acme", "/v1/agendas/" + id).items("operations").get(1).whole("result"))
        .as("taken from what was kept")
        .contains(1L);
    assertThat(events(id, "agenda.completed")).isEqualTo(2);
    assertThat(events(id, "agenda.reset")).isEqualTo(1);
  }

  @Test
  @Tag("F093")
  void waitsForItsTurnLikeAnyOther() {
    String id = over(HALF);
    rerun(id, "{\"which\":\"all\"}");

    // A late look at an agenda that nobody claimed must not start it.
    home.pass(Duration.ZERO, 1);

    assertThat(run(id).whole("attempt")).contains(2L);
    assertThat(run(id).text("outcome")).contains("failed");
  }

  @Test
  @Tag("F092")
  void doesNotDoAgainWhatAGeneratorAddedOnce() {
    String id =
        over(
            """
            {"operations": [
               {"name": "plan", "type": "updateAgenda", "payload": {"operations": [
                  {"name": "added", "type": "log", "payload": {"message": "x"}}]}},
               {"name": "bad", "type": "simulate", "dependsOn": ["plan"],
                "payload": {"seconds": 0, "fail": "no luck"}}]}
            """);

    rerun(id, "{\"which\":\"unfinished\",\"set\":{\"/operations/1/payload/fail\":null}}");
    home.settle();

    assertThat(run(id).text("outcome")).contains("succeeded");
    assertThat(attempts(id)).isEqualTo(Map.of("plan", 1L, "added", 1L, "bad", 2L));
  }

  @Test
  void cancelsARerunBeforeItStarts() {
    String id = over(HALF);
    rerun(id, "{\"which\":\"all\"}");

    home.post("acme", "/v1/agendas/" + id + "/cancel", "");
    home.settle();

    assertThat(run(id).text("outcome")).contains("cancelled");
    rerun(id, "{\"which\":\"unfinished\",\"set\":{\"/operations/1/payload/fail\":null}}");
    home.settle();
    assertThat(run(id).text("outcome")).contains("succeeded");
  }

  @Test
  void refusesWhatCannotBe() {
    String running =
        home.submit(
                "acme",
                "{\"operations\":[{\"name\":\"a\",\"type\":\"wait\",\"payload\":{\"seconds\":60}}]}")
            .text("id");
    home.settle();
    assertThat(rerun(running, "{\"which\":\"all\"}").text("code")).isEqualTo("AGENDA_NOT_OVER");

    String id = over(HALF);
    assertThat(rerun(id, "{}").status()).isEqualTo(400);
    assertThat(rerun(id, "{\"which\":\"some\",\"form\":[]}").items("problems")).hasSize(2);
    assertThat(rerun(id, "{\"from\":[\"good\",\"god\"]}").items("problems"))
        .extracting(problem -> problem.text("path").orElse(""))
        .containsExactly("/from/1");
    assertThat(rerun(id, "{\"which\":\"all\",\"set\":{\"/operations/9/type\":\"log\"}}").status())
        .isEqualTo(400);
    assertThat(
            rerun(id, "{\"which\":\"all\",\"set\":{\"/operations/0/type\":\"lag\"}}").text("code"))
        .isEqualTo("INVALID_DOCUMENT");
    assertThat(rerun(id, "{\"which\":\"all\",\"set\":{\"/operations/2/name\":\"that\"}}").status())
        .isEqualTo(400);
    assertThat(rerun("0".repeat(26), "{\"which\":\"all\"}").status()).isEqualTo(404);
    assertThat(run(id).whole("attempt")).contains(1L);
  }

  @Test
  void holdsAChangedDocumentToTheRulesOfASubmit() {
    String id =
        over(
            HALF.replace(
                "\"type\": \"log\", \"dependsOn\"", "\"type\": \"wordcount\", \"dependsOn\""));

    assertThat(changed(id, "/operations/2/payload/text", "@<secret:key>"))
        .as("a queue worker's message is read by others")
        .containsExactly("/operations/2/payload/text not-supported-yet");
    assertThat(changed(id, "/operations/0/payload/result", "@<secret:kex>"))
        .as("there is none")
        .containsExactly("/operations/0/payload/result unknown-secret");
    assertThat(changed(id, "/customerId", "globex"))
        .containsExactly("/customerId foreign-customer");
    home.put("acme", "/v1/secrets/kex", "{\"value\":\"swordfish\"}");
    assertThat(changed(id, "/operations/0/payload/result", "@<secret:kex>")).isEmpty();
  }

  private List<String> changed(String id, String place, String value) {
    var answer =
        rerun(
            id,
            "{\"which\":\"all\",\"dryRun\":true,\"set\":{\"" + place + "\":\"" + value + "\"}}");
    return answer.items("problems").stream()
        .map(problem -> problem.text("path").orElse("") + " " + problem.text("code").orElse(""))
        .toList();
  }

  @Test
  void isDoneAgainOrNotWhereverItCrashes() {
    int calls = calls();
    assertThat(calls).isGreaterThan(4);
    for (int call = 0; call < calls; call++) {
      isDoneAgainOrNot(new PortCalls().crashBefore(call));
      isDoneAgainOrNot(new PortCalls().crashAfter(call));
    }
  }

  private static int calls() {
    var stack = new HomeStack();
    String id = over(stack, HALF);
    var calls = new PortCalls();
    stack.restartedOver(calls.of(stack.ports));
    stack.post("acme", "/v1/agendas/" + id + "/rerun", "{\"which\":\"all\"}");
    return calls.seen().size();
  }

  private static void isDoneAgainOrNot(PortCalls calls) {
    var stack = new HomeStack();
    String id = over(stack, HALF);
    stack.restartedOver(calls.of(stack.ports));
    assertThatThrownBy(
            () -> stack.post("acme", "/v1/agendas/" + id + "/rerun", "{\"which\":\"all\"}"))
        .isInstanceOf(Crash.class);
    stack.restartedOver(stack.ports);
    stack.pass(Duration.ofMinutes(1), 3);

    Json.Obj run = stack.get("acme", "/v1/agendas/" + id).object();
    assertThat(run.text("outcome")).contains("failed");
    assertThat(run.whole("attempt").orElseThrow()).isBetween(1L, 2L);
  }

  private String over(String document) {
    return over(home, document);
  }

  private static String over(HomeStack stack, String document) {
    String id = stack.submit("acme", document).text("id");
    stack.settle();
    assertThat(stack.get("acme", "/v1/agendas/" + id).text("state")).isEqualTo("COMPLETE");
    return id;
  }

  private Answer rerun(String id, String body) {
    return home.post("acme", "/v1/agendas/" + id + "/rerun", body);
  }

  private Json.Obj run(String id) {
    return home.get("acme", "/v1/agendas/" + id).object();
  }

  private Map<String, Long> attempts(String id) {
    return home.get("acme", "/v1/agendas/" + id).items("operations").stream()
        .collect(
            Collectors.toMap(
                one -> one.text("name").orElseThrow(), one -> one.whole("attempt").orElseThrow()));
  }

  private long events(String id, String type) {
    return home.get("acme", "/v1/agendas/" + id + "/events").items("events").stream()
        .filter(event -> event.text("type").orElse("").equals(type))
        .count();
  }

  private static List<String> names(Answer answer, String field) {
    return answer.object().field(field).orElse(Json.NULL) instanceof Json.Arr(List<Json> items)
        ? items.stream()
            .map(item -> item instanceof Json.Str(String name) ? name : item.toString())
            .toList()
        : List.of();
  }
}
