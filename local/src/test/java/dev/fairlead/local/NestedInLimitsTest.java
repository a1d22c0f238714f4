package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.store.Lines;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sub-agendas run on what their parents were admitted with, so no limit is in their way. */
class NestedInLimitsTest {
  private static final String LEAF =
      "{\"operations\":[{\"name\":\"leaf\",\"type\":\"simulate\",\"payload\":{\"seconds\":1},"
          + "\"requests\":{\"cpu\":\"1\",\"gpu\":1}}]}";

  private final HomeStack home = new HomeStack();

  @AfterEach
  void close() {
    home.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fifo     | limits         | {\"agendas\":1}",
        "fifo     | limits         | {\"operations\":1}",
        "fifo     | limits         | {\"cpu\":\"1\"}",
        "fifo     | limits         | {\"gpu\":1}",
        "fifo     | customerLimits | {\"agendas\":1,\"cpu\":\"1\"}",
        "fair     | limits         | {\"agendas\":1}",
        "fair     | limits         | {\"cpu\":\"1\",\"gpu\":1,\"operations\":1}",
        "fair     | customerLimits | {\"agendas\":1}",
        "priority | limits         | {\"agendas\":1,\"operations\":1}",
        "priority | customerLimits | {\"gpu\":1}",
      })
  void endThreeDeepWhateverIsLimited(String algorithm, String field, String limits) {
    limited(algorithm, field, limits);
    List<String> ids =
        IntStream.range(0, 4).mapToObj(i -> submitted(i % 2 == 0 ? "acme" : "zoe")).toList();

    home.pass(Duration.ofSeconds(2), 60);

    for (int i = 0; i < ids.size(); i++) {
      assertThat(run(i % 2 == 0 ? "acme" : "zoe", ids.get(i)).text("outcome"))
          .contains("succeeded");
    }
    home.pass(Duration.ofMinutes(1), 2);
    assertThat(new Lines(home.ports.items()).ledger("default").held())
        .as("all is given back")
        .isEqualTo(Amounts.NONE);
  }

  @Test
  void goOnWhileTheirInsightIsHeld() {
    String id =
        home.submit(
                "acme",
                """
                {"operations": [
                  {"name": "first", "type": "simulate", "payload": {"seconds": 30}},
                  {"name": "child", "type": "agenda", "dependsOn": ["first"], "payload": {
                    "operations": [{"name": "a", "type": "log", "payload": {"message": "x"}}]}}]}
                """)
            .text("id");
    home.settle();
    home.operator("POST", "/v1/insights/default/hold", "{\"reason\":\"The disk is full.\"}");

    home.pass(Duration.ofMinutes(1), 3);

    assertThat(run("acme", id).text("outcome")).contains("succeeded");
  }

  @Test
  void waitWhereTheirParentsRunWhateverMappersSay() {
    home.operator("POST", "/v1/resourcepools", "{\"id\":\"site\",\"title\":\"t\"}");
    home.operator(
        "POST", "/v1/customers", "{\"id\":\"acme\",\"title\":\"t\",\"resourcePoolId\":\"site\"}");
    for (String type : List.of("agenda", "log")) {
      home.operator(
          "POST",
          "/v1/insights",
          "{\"id\":\"for-%s\",\"title\":\"t\",\"resourcePoolId\":\"site\",\"isGlobal\":true,"
                  .formatted(type)
              + "\"mappers\":{\"operationType\":[\"%s\"]}}".formatted(type));
    }
    String id =
        home.submit(
                "acme",
                """
                {"operations": [{"name": "child", "type": "agenda", "payload": {
                  "operations": [{"name": "a", "type": "log", "payload": {"message": "x"}}]}}]}
                """)
            .text("id");
    home.settle();

    String child = child(id);
    assertThat(run("acme", id).text("insight")).contains("for-agenda");
    assertThat(run("acme", child).text("insight")).contains("for-agenda");
    assertThat(run("acme", child).text("binding")).contains("its parent runs there");
    assertThat(run("acme", child).text("outcome")).contains("succeeded");
  }

  @Test
  void areRefusedWithTheirParentIfThatKeepsLessForThem() {
    Answer refused =
        home.submit(
            "acme",
            "{\"operations\":[{\"name\":\"child\",\"type\":\"agenda\",\"requests\":{\"cpu\":\"500m\"},"
                + "\"payload\":"
                + LEAF
                + "}]}");

    assertThat(refused.items("problems"))
        .extracting(
            problem -> problem.text("path").orElse("") + " " + problem.text("code").orElse(""))
        .containsExactly("/operations/0/requests/cpu requests-under-child");
  }

  @Test
  void failIfTheyNeedWhatNobodyRequestedWhereThatIsLimited() {
    limited("fifo", "limits", "{\"cpu\":\"4\"}");
    home.put("acme", "/v1/templates/large", "{\"agenda\":" + LEAF + "}");
    String without = call("");
    String with = call(", \"requests\": {\"cpu\": 1}");
    home.pass(Duration.ofSeconds(5), 5);

    assertThat(run("acme", without).text("outcome")).contains("failed");
    assertThat(run("acme", without).toString()).contains("not-requested", "It lacks [cpu 1].");
    assertThat(run("acme", with).text("outcome")).contains("succeeded");
  }

  @Test
  void areDoneAgainAsAnyAgenda() {
    limited("fifo", "limits", "{\"agendas\":1}");
    String id =
        home.submit(
                "acme",
                """
                {"onFailure": "continue", "operations": [
                  {"name": "child", "type": "agenda", "payload": {"operations": [
                    {"name": "bad", "type": "simulate",
                     "payload": {"seconds": 5, "fail": "no luck"}}]}},
                  {"name": "long", "type": "simulate", "payload": {"seconds": 300}}]}
                """)
            .text("id");
    home.settle();
    String child = child(id);
    assertThat(rerun(child).status()).as("it runs").isEqualTo(409);
    home.pass(Duration.ofSeconds(10), 3);

    assertThat(rerun(child).status()).isLessThan(300);
    home.settle();
    // Its parent runs on with what it has, and keeps nothing for it any more.
    assertThat(run("acme", id).text("state")).contains("EXECUTING");
    assertThat(run("acme", child).text("state")).contains("WAITING");
    home.pass(Duration.ofMinutes(3), 3);
    assertThat(run("acme", id).text("state")).contains("COMPLETE");
    assertThat(run("acme", child).text("state")).contains("COMPLETE");
  }

  private Answer rerun(String id) {
    return home.post("acme", "/v1/agendas/" + id + "/rerun", "{\"which\":\"all\"}");
  }

  private String child(String id) {
    return home.get("acme", "/v1/agendas/" + id).items("operations").stream()
        .flatMap(operation -> operation.text("agendaId").stream())
        .findFirst()
        .orElseThrow();
  }

  private String call(String requests) {
    return home.submit(
            "acme",
            "{\"operations\":[{\"name\":\"child\",\"type\":\"agenda\",\"payload\":{\"template\":\"large\"}"
                + requests
                + "}]}")
        .text("id");
  }

  private String submitted(String customer) {
    String document = LEAF;
    for (int depth = 0; depth < 3; depth++) {
      document =
          "{\"operations\":[{\"name\":\"deeper\",\"type\":\"agenda\",\"payload\":"
              + document
              + "}]}";
    }
    Answer accepted = home.submit(customer, document);
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(201);
    return accepted.text("id");
  }

  private Json.Obj run(String customer, String id) {
    return home.get(customer, "/v1/agendas/" + id).object();
  }

  private void limited(String algorithm, String field, String limits) {
    Answer made =
        home.operator(
            "POST",
            "/v1/insights",
            "{\"id\":\"default\",\"title\":\"t\",\"algorithm\":\"%s\",\"%s\":%s}"
                .formatted(algorithm, field, limits));
    assertThat(made.status()).isEqualTo(201);
  }
}
