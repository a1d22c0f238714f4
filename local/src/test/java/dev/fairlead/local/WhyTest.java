package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is answered to whoever asks why something waits. */
class WhyTest {
  private static final String EVERYTHING =
      """
      {"inventory": "shop",
       "operations": [
        {"name": "ask", "type": "approval"},
        {"name": "nap", "type": "wait", "payload": {"seconds": 90}},
        {"name": "count", "type": "wordcount", "payload": {"text": "a b"}},
        {"name": "sub", "type": "agenda", "payload": {"operations": [
          {"name": "inner", "type": "approval"}]}},
        {"name": "flaky", "type": "simulate", "payload": {"seconds": 0, "fail": "No disk."},
         "retry": {"maxAttempts": 2, "backoff": "5m", "jitter": "none"}},
        {"name": "locked", "type": "log", "payload": {"message": "@<secret:gone>"},
         "retry": {"maxAttempts": 2, "backoff": "5m", "jitter": "none"}},
        {"name": "list", "type": "wait", "payload": {"seconds": 60},
         "forEach": {"items": [1, 2, 3], "maxConcurrency": 1}},
        {"name": "one", "type": "wait", "payload": {"seconds": 60}, "sequentialGroup": "g"},
        {"name": "two", "type": "wait", "payload": {"seconds": 60}, "sequentialGroup": "g"},
        {"name": "then", "type": "log", "dependsOn": ["ask", "nap"], "payload": {"message": "x"}}],
       "finally": [{"name": "last", "type": "log", "payload": {"message": "x"}}]}
      """;

  private static final String LASTS =
      "{\"operations\":[{\"name\":\"a\",\"type\":\"wordcount\",\"payload\":{\"text\":\"x\"}}]}";

  private final HomeStack home = new HomeStack();

  @AfterEach
  void close() {
    home.close();
  }

  private Answer why(String customer, String agenda) {
    return home.get(customer, "/v1/agendas/" + agenda + "/why");
  }

  private static Json.Obj reason(Json.Obj of) {
    return (Json.Obj) of.field("reason").orElseThrow();
  }

  private static String code(Answer answer) {
    return reason(answer.object()).text("code").orElseThrow();
  }

  private Json.Obj operation(String agenda, String name) {
    return reason(
        home.get("acme", "/v1/agendas/" + agenda + "/why?operation=" + name)
            .items("operations")
            .getFirst());
  }

  /** Its secret goes before it is run. */
  private String everything() {
    home.put("acme", "/v1/secrets/gone", "{\"value\":\"swordfish\"}");
    String id = home.submit("acme", EVERYTHING).text("id");
    home.delete("acme", "/v1/secrets/gone");
    home.settle();
    return id;
  }

  @Test
  void tellsOfAnAgendaInLineHowMuchIsBeforeItAndNotWhose() {
    home.submit("globex", HomeStack.chain(1));
    home.clock.advance(Duration.ofSeconds(1));
    home.submit("acme", HomeStack.chain(1));
    home.submit("globex", HomeStack.chain(1));
    home.clock.advance(Duration.ofSeconds(1));
    String id = home.submit("acme", HomeStack.chain(1)).text("id");
    home.clock.advance(Duration.ofSeconds(1));
    home.submit("globex", HomeStack.chain(1));

    Answer answer = why("acme", id);

    assertThat(answer.text("state")).isEqualTo("WAITING");
    assertThat(code(answer)).isEqualTo("IN_LINE");
    assertThat(reason(answer.object()).whole("position")).contains(4L);
    assertThat(reason(answer.object()).text("sentence"))
        .contains("3 agendas are before it, 1 of them your own.");
    assertThat(answer.items("operations")).isEmpty();
    assertThat(JsonText.write(answer.json())).doesNotContain("globex");
    assertThat(why("globex", id).status()).isEqualTo(404);
  }

  @Test
  void tellsOfADispatchedAgendaThatItsClaimIsNext() {
    home.submit("acme", HomeStack.chain(1));
    home.clock.advance(Duration.ofSeconds(1));
    String id = home.submit("acme", HomeStack.chain(1)).text("id");
    home.watched((_, _) -> {}).fire(ScheduleSpec.SCHEDULER_TICK);

    Answer answer = why("acme", id);

    assertThat(answer.text("state")).isEqualTo("READY");
    assertThat(code(answer)).isEqualTo("DISPATCHED");
    assertThat(reason(answer.object()).whole("position")).contains(2L);
    home.settle();
    assertThat(code(why("acme", id))).isEqualTo("OVER");
    assertThat(why("acme", id).text("state")).isEqualTo("COMPLETE");
  }

  @Test
  void tellsThatTheQueueIsFull() {
    for (int i = 0; i < 100; i++) {
      home.submit("acme", HomeStack.chain(1));
    }
    home.clock.advance(Duration.ofSeconds(1));
    String id = home.submit("acme", HomeStack.chain(1)).text("id");
    home.watched((_, _) -> {}).fire(ScheduleSpec.SCHEDULER_TICK);

    assertThat(code(why("acme", id))).isEqualTo("QUEUE_FULL");
    assertThat(reason(why("acme", id).object()).whole("position")).contains(101L);
  }

  @Test
  void tellsWhichLimitKeepsItAndWhose() {
    limit("\"limits\":{\"agendas\":1}");
    home.submit("globex", LASTS);
    home.settle();
    String ours = home.submit("acme", LASTS).text("id");
    home.settle();

    assertThat(code(why("acme", ours))).isEqualTo("INSIGHT_LIMITS");
    assertThat(reason(why("acme", ours).object()).text("most")).contains("1");
  }

  @Test
  void tellsWhatWouldLetItStartAndSaysNothingThatWouldNot() {
    limit("\"algorithm\":\"fair\",\"limits\":{\"agendas\":2}");
    home.submit("acme", LASTS);
    home.submit("globex", LASTS);
    home.settle();
    String ours = home.submit("acme", LASTS).text("id");
    home.settle();

    Answer answer = why("acme", ours);

    assertThat(answer.items("whatIfs"))
        .extracting(each -> each.text("sentence").orElseThrow())
        .containsExactly(
            "It would start now if its insight's limits were agendas 3 (now agendas 2).");
    home.operator("PATCH", "/v1/insights/default", "{\"limits\":{\"agendas\":3}}");
    home.clock.advance(Duration.ofSeconds(11));
    home.watched((_, _) -> {}).fire(ScheduleSpec.SCHEDULER_TICK);
    home.settle();
    assertThat(code(why("acme", ours))).isEqualTo("RUNNING");
  }

  @Test
  void countsThoseBeforeItInTheOrderOfSharesAndWhatTheyMayUse() {
    limit("\"algorithm\":\"fair\",\"limits\":{\"agendas\":1}");
    // One ends, so that it is known what they take; then acme has used some, and initech nothing.
    home.submit("acme", HomeStack.chain(1));
    home.settle();
    home.submit("acme", LASTS);
    home.settle();
    String ours = home.submit("acme", LASTS).text("id");
    home.clock.advance(Duration.ofSeconds(1));
    home.submit("initech", LASTS);
    home.settle();

    var reason = reason(why("acme", ours).object());

    assertThat(reason.whole("position")).contains(2L);
    assertThat(((Json.Obj) reason.field("ahead").orElseThrow()).field("slotMinutes")).isPresent();
  }

  @Test
  void tellsThatItsOwnCustomerHasAllThatItMayHave() {
    limit("\"customerLimits\":{\"agendas\":1}");
    home.submit("acme", LASTS);
    home.settle();
    String next = home.submit("acme", LASTS).text("id");
    home.settle();

    assertThat(code(why("acme", next))).isEqualTo("CUSTOMER_CEILING");
    assertThat(reason(why("acme", next).object()).text("sentence"))
        .contains("Your running agendas use 1 of 1 agendas.");
  }

  @Test
  void tellsSoToWhoHasLimitsOfItsOwnWhereNobodyElseIsLimited() {
    home.operator(
        "POST", "/v1/customers", "{\"id\":\"acme\",\"title\":\"t\",\"limits\":{\"agendas\":1}}");
    home.submit("acme", LASTS);
    home.settle();
    String next = home.submit("acme", LASTS).text("id");
    String other = home.submit("globex", LASTS).text("id");
    home.settle();

    assertThat(code(why("globex", other))).as("not overtaken, but let past").isEqualTo("RUNNING");
    assertThat(code(why("acme", next))).isEqualTo("CUSTOMER_CEILING");
    assertThat(reason(why("acme", next).object()).text("sentence"))
        .contains("Your running agendas use 1 of 1 agendas.");
    assertThat(home.operator("GET", "/v1/insights/default/shares", "").status()).isEqualTo(200);
  }

  @Test
  void tellsThatTheLeastItNeedsIsNotFree() {
    limit("\"limits\":{\"cpu\":\"1\"}");
    home.submit("acme", LASTS.replace("}}", "},\"requests\":{\"cpu\":\"600m\"}}"));
    home.settle();
    String next =
        home.submit("acme", LASTS.replace("}}", "},\"requests\":{\"cpu\":\"600m\"}}")).text("id");
    home.settle();

    assertThat(code(why("acme", next))).isEqualTo("FLOOR");
    assertThat(reason(why("acme", next).object()).text("needed")).contains("0.6");
    assertThat(reason(why("acme", next).object()).text("sentence"))
        .contains("It needs 0.6 cpu at the least, and 0.4 are free.");
  }

  @Test
  void tellsThatItsPoolHasNoMore() {
    pool("\"capacity\":{\"operations\":1}");
    limit("\"resourcePoolId\":\"site\"");
    home.submit("globex", LASTS);
    home.settle();
    String next = home.submit("acme", LASTS).text("id");
    home.settle();

    assertThat(code(why("acme", next))).isEqualTo("POOL_FULL");
    assertThat(reason(why("acme", next).object()).text("sentence"))
        .hasValueSatisfying(sentence ->
            assertThat(sentence)
                .startsWith(
                    "It needs 1 operations, and the insights of its resource pool use 1 of 1."));
  }

  @Test
  void tellsThatWhatIsLeftOfItsPoolIsKeptForOthers() {
    pool("\"capacity\":{\"operations\":4},\"reclaimTime\":\"30s\"");
    var owner =
        home.operator(
            "POST",
            "/v1/insights",
            "{\"id\":\"owner\",\"title\":\"t\",\"resourcePoolId\":\"site\","
                + "\"nominal\":{\"operations\":3}}");
    assertThat(owner.status()).isEqualTo(201);
    limit("\"resourcePoolId\":\"site\"");
    home.submit("globex", LASTS);
    home.settle();
    String next = home.submit("acme", LASTS).text("id");
    home.settle();

    assertThat(code(why("acme", next))).isEqualTo("POOL_SHARE");
    assertThat(reason(why("acme", next).object()).text("sentence"))
        .hasValueSatisfying(sentence ->
            assertThat(sentence).contains("uses 1 of its", "known to take at most 30 s"));
  }

  private void pool(String terms) {
    var created =
        home.operator(
            "POST", "/v1/resourcepools", "{\"id\":\"site\",\"title\":\"t\"," + terms + "}");
    assertThat(created.status()).isEqualTo(201);
  }

  private void limit(String terms) {
    var created =
        home.operator("POST", "/v1/insights", "{\"id\":\"default\",\"title\":\"t\"," + terms + "}");
    assertThat(created.status()).isEqualTo(201);
  }

  @Test
  void tellsThatItIsHeldAndByWhat() {
    String held =
        home.submit(
                "acme", HomeStack.chain(1).replace("{\"op", "{\"params\":{\"doNotRun\":true},\"op"))
            .text("id");

    assertThat(code(why("acme", held))).isEqualTo("HELD");
    assertThat(reason(why("acme", held).object()).text("unblock")).contains("Somebody reruns it.");
  }

  @Test
  void givesAReasonForEveryOperationThatIsNotOver() {
    String id = everything();

    Answer answer = why("acme", id);
    Map<String, String> codes = new HashMap<>();
    answer
        .items("operations")
        .forEach(operation ->
            codes.put(
                operation.text("operation").orElseThrow(),
                reason(operation).text("code").orElseThrow()));

    assertThat(code(answer)).isEqualTo("RUNNING");
    assertThat(codes)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("ask", "APPROVAL"),
                Map.entry("nap", "TIMER"),
                Map.entry("count", "FLEET_QUEUE"),
                Map.entry("sub", "SUB_AGENDA"),
                Map.entry("flaky", "BACKOFF"),
                Map.entry("locked", "SECRET"),
                Map.entry("list", "ITEMS"),
                Map.entry("one", "TIMER"),
                Map.entry("two", "TURN"),
                Map.entry("then", "DEPENDENCIES"),
                Map.entry("last", "FINALLY")));
    assertThat(operation(id, "list[1]").text("code")).contains("LIST_CONCURRENCY");
    assertThat(operation(id, "NAP").text("until")).isPresent();
    assertThat(operation(id, "locked").text("sentence").orElseThrow()).contains("gone");
    home.post("acme", "/v1/agendas/" + id + "/pause", "");
    assertThat(code(why("acme", id))).isEqualTo("PAUSED");
    assertThat(operation(id, "then").text("code")).contains("PAUSED");
  }

  @Test
  void tellsWhatASubAgendaWaitsForAndWhoHasTheInventory() {
    String id = everything();
    String other = everything();

    var sub =
        home.get("acme", "/v1/agendas/" + id + "/why?operation=sub").items("operations").getFirst();
    assertThat(((Json.Obj) sub.field("subAgenda").orElseThrow()).text("code")).contains("RUNNING");
    assertThat(code(why("acme", other))).isEqualTo("INVENTORY");
    assertThat(operation(other, "ask").text("agendaId")).contains(id);
  }

  @Test
  void refusesAnOperationThatItDoesNotHave() {
    String id = home.submit("acme", HomeStack.chain(1)).text("id");

    var answer = home.get("acme", "/v1/agendas/" + id + "/why?operation=nope");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("detail")).contains("nope");
  }
}
