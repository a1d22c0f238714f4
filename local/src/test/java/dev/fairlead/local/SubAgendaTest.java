package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Ports;
import dev.fairlead.local.PortCalls.Crash;
import dev.fairlead.wire.JsonText;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operations that are agendas of their own. */
class SubAgendaTest {
  private static final String PARENT =
      """
      {"title": "parent", "operations": [
        {"name": "probe", "type": "simulate", "payload": {"seconds": 0, "result": {"n": 7}}},
        {"name": "child", "type": "agenda", "payload": {
          "title": "child of @<pop.operationName>",
          "operations": [
            {"name": "one", "type": "simulate",
             "payload": {"seconds": SECONDS, "result": {"n": "@<probe.out::/n>"}}},
            {"name": "two", "type": "simulate",
             "payload": {"seconds": 0, "result": "@<one.out::/n> in @<pop.operationName>"}}]}},
        {"name": "use", "type": "simulate",
         "payload": {"seconds": 0, "result": "@<child.out::/results/two>"}}]}
      """;

  private final HomeStack home = new HomeStack();

  @Test
  void lastsUntilItsAgendaIsOverAndTakesItsResults() {
    String id = submitted(PARENT.replace("SECONDS", "60"));
    home.settle();

    String child = operation(id, "child").text("agendaId").orElseThrow();
    assertThat(run(child).text("title")).contains("child of child");
    assertThat(run(child).field("parent"))
        .contains(
            JsonText.parse("{\"agendaId\":\"" + id + "\",\"operation\":\"child\",\"attempt\":1}"));
    assertThat(operation(id, "child").text("state")).contains("EXECUTING");
    home.clock.advance(Duration.ofMinutes(1));
    home.settle();

    assertThat(run(child).text("outcome")).contains("succeeded");
    assertThat(run(id).text("outcome")).contains("succeeded");
    assertThat(operation(id, "use").text("result")).contains("7 in two");
    assertThat(operation(id, "child").field("result"))
        .contains(
            JsonText.parse(
                "{\"agendaId\":\""
                    + child
                    + "\",\"outcome\":\"succeeded\",\"attempt\":1,"
                    + "\"results\":{\"one\":{\"n\":7},\"two\":\"7 in two\"}}"));
  }

  @Test
  void isCancelledWithItsParentWhetherItRunsOrWaits() {
    String id = submitted(PARENT.replace("SECONDS", "600"));
    home.settle();
    String child = operation(id, "child").text("agendaId").orElseThrow();

    home.post("acme", "/v1/agendas/" + id + "/cancel", "");
    home.settle();

    assertThat(run(id).text("outcome")).contains("cancelled");
    assertThat(run(child).text("outcome")).contains("cancelled");
    home.pass(Duration.ofMinutes(15), 2);
    assertThat(events(child, "agenda.completed")).isEqualTo(1);
  }

  @Test
  void isCancelledWhenItsOperationTakesTooLong() {
    String id =
        submitted(
            PARENT
                .replace("SECONDS", "600")
                .replace(
                    "\"type\": \"agenda\",",
                    "\"type\": \"agenda\", \"timeouts\": {\"running\": \"30s\"},"));
    home.settle();
    String child = operation(id, "child").text("agendaId").orElseThrow();

    home.pass(Duration.ofSeconds(30), 2);

    assertThat(operation(id, "child").text("outcome")).contains("timedOut");
    assertThat(run(child).text("outcome")).contains("cancelled");
  }

  @Test
  void failsWithItsAgendaAndIsTriedAgainAsAnother() {
    String id =
        submitted(
            """
            {"operations": [
              {"name": "child", "type": "agenda", "retry": {"maxAttempts": 2, "on": ["agenda:failed"]},
               "payload": {"operations": [
                 {"name": "bad", "type": "simulate", "payload": {"seconds": 0, "fail": "no luck"}}]}}]}
            """);
    home.settle();

    var diagnostic = (Json.Obj) operation(id, "child").field("diagnostic").orElseThrow();
    assertThat(diagnostic.text("code")).contains("agenda:failed");
    assertThat(diagnostic.text("message").orElse("")).contains("operation bad: no luck");
    assertThat(operation(id, "child").whole("attempt")).contains(2L);
    assertThat(agendas()).hasSize(3);
  }

  @Test
  void isNoticedThoughEveryWakeUpIsLost() {
    home.restartedOver(
        new Ports(
            home.ports.items(),
            deaf(home.ports.queues()),
            home.ports.blobs(),
            home.ports.secrets()));
    String id = submitted(PARENT.replace("SECONDS", "30"));
    home.settle();
    assertThat(operation(id, "child").text("state")).contains("EXECUTING");

    // What is left is the alarm that each agenda has.
    home.pass(Duration.ofMinutes(1), 4);

    assertThat(run(id).text("outcome")).contains("succeeded");
  }

  /** Queues that lose every message of the one that wakes agendas. */
  private static MessageQueue deaf(MessageQueue real) {
    return (MessageQueue)
        Proxy.newProxyInstance(
            MessageQueue.class.getClassLoader(),
            new Class<?>[] {MessageQueue.class},
            (_, method, arguments) ->
                method.getName().equals("send") && arguments[0].equals(QueueSpec.ALARMS.queueName())
                    ? null
                    : method.invoke(real, arguments));
  }

  @Test
  void isSubmittedOnceAndToldOnceWhereverItCrashes() {
    int crashes = 0;
    for (int call = 0; call < 400; call++) {
      boolean before = crashed(call, true);
      boolean after = crashed(call, false);
      crashes += before ? 1 : 0;
      if (!before && !after) {
        break;
      }
    }
    assertThat(crashes).isGreaterThan(40);
  }

  private static boolean crashed(int call, boolean before) {
    var stack = new HomeStack();
    String id = stack.submit("acme", PARENT.replace("SECONDS", "0")).text("id");
    var calls = before ? new PortCalls().crashBefore(call) : new PortCalls().crashAfter(call);
    stack.restartedOver(calls.of(stack.ports));
    boolean crashed = false;
    try {
      stack.settle();
    } catch (Crash died) {
      crashed = true;
    }
    stack.restartedOver(stack.ports);
    // Longer than any message is hidden from the others by who died with it.
    stack.pass(Duration.ofMinutes(1), 8);

    assertThat(stack.get("acme", "/v1/agendas/" + id).text("outcome"))
        .as("crash %s call %d", before ? "before" : "after", call)
        .isEqualTo("succeeded");
    assertThat(stack.get("acme", "/v1/agendas").items("agendas"))
        .as("crash %s call %d", before ? "before" : "after", call)
        .hasSize(2);
    return crashed;
  }

  @Test
  void liesOnlySoDeep() {
    String document =
        "{\"operations\":[{\"name\":\"leaf\",\"type\":\"log\",\"payload\":{\"message\":\"x\"}}]}";
    for (int depth = 0; depth < 5; depth++) {
      document =
          "{\"operations\":[{\"name\":\"level%d\",\"type\":\"agenda\",\"payload\":%s}]}"
              .formatted(depth, document);
    }
    String id =
        submitted(
            """
            {"operations": [
              {"name": "plan", "type": "simulate", "payload": {"seconds": 0, "result": DOCUMENT}},
              {"name": "level5", "type": "agenda", "payload": "@<plan.out>"}]}
            """
                .replace("DOCUMENT", document));
    home.pass(Duration.ofSeconds(1), 3);

    assertThat(run(id).text("outcome")).contains("failed");
    assertThat(agendas()).hasSize(6);
    assertThat(JsonText.write(operation(id, "level5"))).contains("at most 5 deep");
  }

  @Test
  void leavesSecretsToItsOperations() {
    home.put("acme", "/v1/secrets/key", "{\"value\":\"swordfish\"}");
    String good =
        submitted(
            """
            {"operations": [
              {"name": "child", "type": "agenda", "payload": {"operations": [
                {"name": "say", "type": "log", "payload": {"message": "@<secret:key>"}}]}}]}
            """);
    home.settle();
    assertThat(run(good).text("outcome")).contains("succeeded");
    String child = operation(good, "child").text("agendaId").orElseThrow();
    assertThat(JsonText.write(home.get("acme", "/v1/agendas/" + child + "/document").json()))
        .contains("@<secret:key>")
        .doesNotContain("swordfish");
  }

  @Test
  void saysWhatIsWrongWithItsDocument() {
    String id =
        submitted(
            """
            {"operations": [
              {"name": "plan", "type": "simulate",
               "payload": {"seconds": 0, "result": [{"name": "a", "type": "lag"}]}},
              {"name": "child", "type": "agenda", "payload": {
                "customerId": "acme", "operations": "@<plan.out>"}}]}
            """);
    home.settle();

    assertThat(JsonText.write(operation(id, "child")))
        .contains("invalid-agenda")
        .contains("/operations/0/type: There is no operation type");
    assertThat(agendas()).hasSize(1);
  }

  @Test
  void isRefusedWithItsParentForAllThatIsWrittenThere() {
    assertThat(
            problems(
                """
                {"inventory": "shop", "operations": [
                  {"name": "probe", "type": "simulate", "payload": {"seconds": 0}},
                  {"name": "a", "type": "agenda", "payload": {"titel": "x", "operations": [
                    {"name": "one", "type": "lag"},
                    {"name": "two", "type": "wordcount", "dependsOn": ["won"],
                     "payload": {"text": "@<secret:key> @<probe.out> @<nobody.out>"}},
                    {"name": "two", "type": "transform", "payload": {"expression": "1 +"}},
                    {"name": "deep", "type": "agenda", "payload": {
                      "inventory": "shop", "params": {"doNotRun": true},
                      "operations": [{"name": "x", "type": "log", "when": "y.out"}]}}]}},
                  {"name": "b", "type": "agenda", "payload": {"operations": [
                    {"name": "one", "type": "@<probe.out::/type>"}]}},
                  {"name": "c", "type": "agenda", "payload": {"operations": "@<probe.out>"}}]}
                """))
        .containsExactlyInAnyOrder(
            "/operations/1/payload/titel unknown-field",
            "/operations/1/payload/operations/0/type unknown-type",
            "/operations/1/payload/operations/1/dependsOn/0 unknown-dependency",
            "/operations/1/payload/operations/1/payload/text not-supported-yet",
            "/operations/1/payload/operations/1/payload/text unknown-reference",
            "/operations/1/payload/operations/2/name duplicate-name",
            "/operations/1/payload/operations/2/payload/expression bad-expression",
            "/operations/1/payload/operations/3/payload/inventory inventory-held",
            "/operations/1/payload/operations/3/payload/params/doNotRun unknown-value",
            "/operations/1/payload/operations/3/payload/operations/0/when unknown-reference");
    String nested = "{\"operations\":[{\"name\":\"leaf\",\"type\":\"log\"}]}";
    String path = "";
    for (int depth = 0; depth < 6; depth++) {
      nested = "{\"operations\":[{\"name\":\"a\",\"type\":\"agenda\",\"payload\":" + nested + "}]}";
      path += "/operations/0/payload";
    }
    assertThat(problems(nested)).containsExactly(path + " too-deep");
  }

  @Test
  void doesNotWaitForAnInventoryThatWaitsForIt() {
    String id =
        submitted(
            """
            {"inventory": "shop", "onFailure": "continue", "operations": [
              {"name": "probe", "type": "simulate", "payload": {"seconds": 0,
                "result": {"mine": "shop", "other": "stock"}}},
              {"name": "child", "type": "agenda", "payload": {
                "inventory": "@<probe.out::/mine>",
                "operations": [{"name": "a", "type": "log", "payload": {"message": "x"}}]}},
              {"name": "grandchild", "type": "agenda", "payload": {"operations": [
                {"name": "name", "type": "simulate", "payload": {"seconds": 0, "result": "shop"}},
                {"name": "inner", "type": "agenda", "payload": {
                  "inventory": "@<name.out>",
                  "operations": [{"name": "a", "type": "log", "payload": {"message": "x"}}]}}]}},
              {"name": "stranger", "type": "agenda", "payload": {
                "inventory": "@<probe.out::/other>",
                "operations": [{"name": "a", "type": "log", "payload": {"message": "x"}}]}}]}
            """);
    home.pass(Duration.ofSeconds(1), 3);

    assertThat(run(id).text("state")).contains("COMPLETE");
    assertThat(JsonText.write(operation(id, "child"))).contains("inventory-held");
    assertThat(JsonText.write(operation(id, "grandchild")))
        .contains("agenda:failed", "has its inventory meanwhile");
    assertThat(operation(id, "stranger").text("outcome")).contains("succeeded");
  }

  @Test
  void isMadeOfATemplateOfItsCustomer() {
    String template =
        """
        {"parameters": {"type": "object", "required": ["who"],
           "properties": {"who": {"type": "string"}}},
         "agenda": {"title": "VERSION for @<pop.payload::/who>", "operations": [
           {"name": "greet", "type": "simulate",
            "payload": {"seconds": 0, "result": "hello @<pop.payload::/who>"}}]}}
        """;
    home.put("acme", "/v1/templates/greeting", template.replace("VERSION", "first"));
    home.put("acme", "/v1/templates/greeting", template.replace("VERSION", "second"));
    String document =
        """
        {"onFailure": "continue", "operations": [
          {"name": "probe", "type": "simulate",
           "payload": {"seconds": 0, "result": {"who": "world", "n": 1}}},
          {"name": "latest", "type": "agenda", "payload": {
            "template": "greeting", "parameters": {"who": "@<probe.out::/who>"}}},
          {"name": "first", "type": "agenda", "payload": {
            "template": "greeting", "version": "@<probe.out::/n>", "parameters": {"who": "me"}}},
          {"name": "bad", "type": "agenda", "payload": {
            "template": "greeting", "parameters": {"who": "@<probe.out::/n>"}}},
          {"name": "missing", "type": "agenda", "payload": {"template": "greetings"}},
          {"name": "use", "type": "simulate",
           "payload": {"seconds": 0, "result": "@<latest.out::/results/greet>"}}]}
        """;
    String id = submitted(document);
    home.pass(Duration.ofSeconds(1), 2);

    assertThat(operation(id, "use").text("result")).contains("hello world");
    String latest = operation(id, "latest").text("agendaId").orElseThrow();
    String first = operation(id, "first").text("agendaId").orElseThrow();
    assertThat(run(latest).text("title")).contains("second for world");
    assertThat(run(first).text("title")).contains("first for me");
    assertThat(JsonText.write(operation(id, "bad"))).contains("invalid-agenda", "/payload/who");
    assertThat(JsonText.write(operation(id, "missing"))).contains("no-template");

    String theirs = home.submit("globex", document).text("id");
    home.pass(Duration.ofSeconds(1), 2);
    assertThat(JsonText.write(home.get("globex", "/v1/agendas/" + theirs).json()))
        .as("another customer has no such template")
        .contains("no-template")
        .doesNotContain("hello world");
  }

  @Test
  void refusesCallsOfTemplatesThatCanNeverBe() {
    assertThat(
            problems(
                """
                {"operations": [{"name": "a", "type": "agenda", "payload": {
                  "template": "a b", "version": 0, "payload": {}, "parameters": {}}}]}
                """))
        .containsExactlyInAnyOrder(
            "/operations/0/payload/payload unknown-field",
            "/operations/0/payload/template invalid-template-name",
            "/operations/0/payload/version invalid-version");
  }

  private List<String> problems(String document) {
    return home.submit("acme", document).items("problems").stream()
        .map(problem -> problem.text("path").orElse("") + " " + problem.text("code").orElse(""))
        .toList();
  }

  private String submitted(String document) {
    return home.submit("acme", document).text("id");
  }

  private Json.Obj run(String id) {
    return home.get("acme", "/v1/agendas/" + id).object();
  }

  private Json.Obj operation(String id, String name) {
    return home.get("acme", "/v1/agendas/" + id).items("operations").stream()
        .filter(operation -> operation.text("name").orElse("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<Json.Obj> agendas() {
    return home.get("acme", "/v1/agendas").items("agendas");
  }

  private long events(String id, String type) {
    return home.get("acme", "/v1/agendas/" + id + "/events").items("events").stream()
        .filter(event -> event.text("type").orElse("").equals(type))
        .count();
  }
}
