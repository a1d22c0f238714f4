package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is answered to whoever asks when something starts and ends. */
class EtaTest {
  private static final String NAP =
      "{\"operations\":[{\"name\":\"a\",\"type\":\"wait\",\"payload\":{\"seconds\":60}}]}";

  private static final String OTHER_NAP = NAP.replace("\"a\"", "\"other\"");

  private final HomeStack home = new HomeStack();

  @AfterEach
  void close() {
    home.close();
  }

  private Answer eta(String agenda) {
    return home.get("acme", "/v1/agendas/" + agenda + "/eta");
  }

  private static Duration until(Answer answer, String what, String when) {
    var interval = (Json.Obj) answer.object().field(what).orElseThrow();
    return Duration.between(
        Instant.parse(answer.text("at")), Instant.parse(interval.text(when).orElseThrow()));
  }

  private void limit(String terms) {
    var insight = "{\"id\":\"default\",\"title\":\"t\"," + terms + "}";
    assertThat(home.operator("POST", "/v1/insights", insight).status()).isEqualTo(201);
  }

  @Test
  void aRunEndsAsSoonAsItsLongestPathIsDone() {
    String id = home.submit("acme", NAP).text("id");
    home.settle();
    home.clock.advance(Duration.ofSeconds(20));

    Answer answer = eta(id);

    assertThat(answer.text("state")).isEqualTo("EXECUTING");
    assertThat(answer.object().field("start")).isEmpty();
    assertThat(until(answer, "end", "expected").toSeconds()).isBetween(39L, 40L);
    assertThat(JsonText.write(answer.json())).contains("the longest path");
  }

  @Test
  void whoWaitsForALimitStartsWhenWhatRunsHasEndedAsSuchDid() {
    limit("\"limits\":{\"agendas\":1}");
    for (int i = 0; i < 6; i++) {
      home.submit("globex", NAP);
      home.settle();
      home.pass(Duration.ofSeconds(10), 7);
    }
    home.submit("globex", NAP);
    home.settle();
    home.clock.advance(Duration.ofSeconds(20));
    String id = home.submit("acme", NAP).text("id");
    home.settle();

    Answer answer = eta(id);

    assertThat(answer.text("state")).isEqualTo("WAITING");
    assertThat(until(answer, "start", "expected").toSeconds()).isBetween(25L, 60L);
    assertThat(until(answer, "start", "low")).isLessThan(until(answer, "start", "high"));
    assertThat(until(answer, "end", "expected").toSeconds()).isBetween(80L, 130L);
    assertThat(JsonText.write(answer.json())).contains("of 6").doesNotContain("globex");
  }

  @Test
  void whoWaitsForItsPoolStartsWhenThePoolsOtherInsightsLeaveRoom() {
    poolOfTwoInsights("1");
    for (int i = 0; i < 6; i++) {
      home.submit("globex", OTHER_NAP);
      home.settle();
      home.pass(Duration.ofSeconds(10), 7);
    }
    home.submit("globex", OTHER_NAP);
    home.settle();
    home.clock.advance(Duration.ofSeconds(20));
    String first = home.submit("acme", NAP).text("id");
    home.settle();

    Answer answer = eta(first);

    assertThat(answer.text("unknown")).isEmpty();
    assertThat(until(answer, "start", "low").isPositive()).isTrue();
    assertThat(until(answer, "start", "expected").toSeconds()).isBetween(25L, 60L);
    assertThat(JsonText.write(answer.json()))
        .contains("So do the other insights of its resource pool", "It is the first in its line")
        .doesNotContain("globex")
        .doesNotContain("other\"");
  }

  @Test
  void whatWaitsLongerInAnotherInsightOfThePoolGoesFirst() {
    poolOfTwoInsights("2");
    for (int i = 0; i < 6; i++) {
      home.submit("acme", NAP);
      home.submit("globex", OTHER_NAP);
      home.settle();
      home.pass(Duration.ofSeconds(10), 7);
    }
    home.submit("acme", NAP);
    home.settle();
    home.clock.advance(Duration.ofSeconds(40));
    home.submit("globex", OTHER_NAP);
    home.submit("globex", OTHER_NAP);
    home.settle();
    String id = home.submit("acme", NAP).text("id");
    home.settle();

    // In 20 s what acme runs is over, and another one of globex takes its place; in 60 s that of
    // globex is.
    assertThat(until(eta(id), "start", "expected").toSeconds()).isBetween(40L, 80L);
  }

  /** What globex sends goes to the other one. */
  private void poolOfTwoInsights(String operations) {
    pool(operations);
    limit("\"resourcePoolId\":\"site\"");
    home.operator(
        "POST", "/v1/customers", "{\"id\":\"globex\",\"title\":\"G\",\"resourcePoolId\":\"site\"}");
    var other =
        "{\"id\":\"other\",\"title\":\"t\",\"resourcePoolId\":\"site\",\"isGlobal\":true,"
            + "\"mappers\":{\"operationName\":[\"other\"]}}";
    assertThat(home.operator("POST", "/v1/insights", other).status()).isEqualTo(201);
    home.clock.advance(Duration.ofSeconds(11));
  }

  private void pool(String operations) {
    var pool = "{\"id\":\"site\",\"title\":\"t\",\"capacity\":{\"operations\":" + operations + "}}";
    assertThat(home.operator("POST", "/v1/resourcepools", pool).status()).isEqualTo(201);
  }

  @Test
  void whatIsHeldHasNoTimeAndWhatIsOverNeedsNone() {
    String over = home.submit("acme", HomeStack.chain(1)).text("id");
    home.settle();
    home.operator("POST", "/v1/insights", "{\"id\":\"default\",\"title\":\"t\"}");
    home.operator("POST", "/v1/insights/default/hold", "{\"reason\":\"The disk is full.\"}");
    home.clock.advance(Duration.ofSeconds(11));
    String held = home.submit("acme", NAP).text("id");
    home.settle();

    assertThat(eta(held).text("unknown")).contains("The disk is full.");
    assertThat(eta(held).object().field("start")).isEmpty();
    assertThat(eta(over).text("unknown")).isEqualTo("It is over: succeeded.");
    assertThat(home.get("globex", "/v1/agendas/" + over + "/eta").status()).isEqualTo(404);
  }

  @Test
  void nobodyKnowsWhenAnApprovalComes() {
    var asking = "{\"operations\":[{\"name\":\"ask\",\"type\":\"approval\"}]}";
    String id = home.submit("acme", asking).text("id");
    home.settle();

    assertThat(eta(id).text("unknown")).contains("ask waits, or will wait, for an approval");
  }
}
