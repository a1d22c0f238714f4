package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.wire.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operations that make one value of others. */
class TransformTest {
  private final HomeStack home = new HomeStack();

  @Test
  void givesItsValueWithTheTypesThatItsReferencesHave() {
    String id =
        over(
            """
            {"operations": [
              {"name": "probe", "type": "simulate", "payload": {"seconds": 0,
               "result": {"n": 7, "ok": true, "list": [1, "x", null]}}},
              {"name": "shape", "type": "transform", "payload": {"value": {
               "count": "@<probe.out::/n>", "ok": "@<probe.out::/ok>",
               "all": "@<probe.out::/list>", "text": "n=@<probe.out::/n>", "none": null}}}]}
            """);

    assertThat(operation(id, "shape").field("result"))
        .contains(
            JsonText.parse(
                "{\"count\":7,\"ok\":true,\"all\":[1,\"x\",null],\"text\":\"n=7\",\"none\":null}"));
    assertThat(operation(id, "shape").whole("starts")).contains(1L);
    assertThat(operation(id, "shape").whole("commits")).contains(1L);
  }

  @Test
  void givesWhatItsExpressionMakesOfItsInput() {
    String id =
        over(
            """
            {"operations": [
              {"name": "probe", "type": "simulate", "payload": {"seconds": 0,
               "result": {"rows": [{"h": 720, "ok": true}, {"h": 480, "ok": false}]}}},
              {"name": "good", "type": "transform", "payload": {
               "expression": "input.rows.filter(r, r.ok).map(r, {'height': r.h, 'by': value})",
               "input": "@<probe.out>", "value": "me"}},
              {"name": "each", "type": "transform",
               "forEach": {"items": "@<good.out>", "as": "g"},
               "payload": {"expression": "input + 1", "input": "@<g::/height>"}},
              {"name": "first", "type": "transform", "payload": {"value": "@<each.out::/results/0>"}}]}
            """);

    assertThat(operation(id, "good").field("result"))
        .contains(JsonText.parse("[{\"height\":720,\"by\":\"me\"}]"));
    assertThat(operation(id, "first").field("result")).contains(Json.of(721));
  }

  @Test
  void keepsWhatIsLargerThanAnEntryApart() {
    String id =
        over(
            """
            {"operations": [
              {"name": "big", "type": "transform", "payload": {"value": "TEXT"}},
              {"name": "size", "type": "transform",
               "payload": {"expression": "size(input)", "input": "@<big.out>"}}]}
            """
                .replace("TEXT", "x".repeat(20_000)));

    assertThat(operation(id, "size").field("result")).contains(Json.of(20_000));
  }

  @Test
  void failsByAnExpressionThatGivesNothingAndIsTriedAgainOnlyIfAsked() {
    String id =
        over(
            """
            {"onFailure": "continue", "operations": [
              {"name": "probe", "type": "simulate",
               "payload": {"seconds": 0, "result": {"path": "input.nope"}}},
              {"name": "once", "type": "transform",
               "retry": {"maxAttempts": 3, "on": ["infrastructure", "timeout"]},
               "payload": {"expression": "input.nope", "input": {}}},
              {"name": "twice", "type": "transform", "retry": {"maxAttempts": 2,
               "on": ["expression"]},
               "payload": {"expression": "@<probe.out::/path>", "input": {}}},
              {"name": "neither", "type": "transform", "payload": "@<probe.out>"}]}
            """);

    assertThat(operation(id, "once").whole("attempt")).contains(1L);
    assertThat(diagnostic(id, "once").text("code")).contains("expression");
    assertThat(diagnostic(id, "once").text("message").orElse(""))
        .contains("Its expression gives nothing: at 5:")
        .contains("nope");
    assertThat(operation(id, "twice").whole("attempt")).contains(2L);
    assertThat(diagnostic(id, "neither").text("code")).contains("bad-payload");
  }

  @Test
  void isRefusedWhereItCanNeverBe() {
    Answer refused =
        home.submit(
            "acme",
            """
            {"operations": [
              {"name": "a", "type": "transform", "payload": {"expression": "input. +"}},
              {"name": "b", "type": "transform", "payload": {"expression": "other", "input": 1}},
              {"name": "c", "type": "transform", "payload": {"input": 1}},
              {"name": "d", "type": "transform", "payload": {"values": 1, "value": 1}},
              {"name": "e", "type": "transform", "payload": ["x"]},
              {"name": "f", "type": "transform", "payload": {"value": "@<secret:key>"}}]}
            """);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.items("problems"))
        .extracting(
            problem -> problem.text("path").orElse("") + " " + problem.text("code").orElse(""))
        .containsExactly(
            "/operations/0/payload/expression bad-expression",
            "/operations/1/payload/expression bad-expression",
            "/operations/2/payload missing-field",
            "/operations/3/payload/values unknown-field",
            "/operations/4/payload wrong-type",
            "/operations/5/payload/value not-supported-yet");
  }

  private String over(String document) {
    Answer answer = home.submit("acme", document);
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(201);
    home.settle();
    assertThat(home.get("acme", "/v1/agendas/" + answer.text("id")).text("state"))
        .isEqualTo("COMPLETE");
    return answer.text("id");
  }

  private Json.Obj operation(String id, String name) {
    return operations(id).stream()
        .filter(one -> one.text("name").orElse("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<Json.Obj> operations(String id) {
    return home.get("acme", "/v1/agendas/" + id).items("operations");
  }

  private Json.Obj diagnostic(String id, String name) {
    return (Json.Obj) operation(id, name).field("diagnostic").orElseThrow();
  }
}
