package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.local.HomeStack.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Insights and pools that somebody holds, drains and releases. */
class HaltTest {
  private static final String REASON = "{\"reason\":\"The disk is full.\"}";

  private final HomeStack home = new HomeStack();

  @AfterEach
  void close() {
    home.close();
  }

  private String code(String agenda) {
    return reason(agenda).text("code").orElseThrow();
  }

  private Json.Obj reason(String agenda) {
    var why = home.get("acme", "/v1/agendas/" + agenda + "/why").object();
    return (Json.Obj) why.field("reason").orElseThrow();
  }

  @Test
  void dispatchesNothingFromAHeldInsightUntilItIsReleased() {
    Answer held = home.operator("POST", "/v1/insights/default/hold", REASON);
    String id = home.submit("acme", HomeStack.chain(1)).text("id");
    home.pass(Duration.ofMinutes(1), 3);

    assertThat(held.status()).isEqualTo(200);
    assertThat(held.text("state")).isEqualTo("HELD");
    assertThat(((Json.Obj) held.object().field("halt").orElseThrow()).text("reason"))
        .contains("The disk is full.");
    assertThat(code(id)).isEqualTo("INSIGHT_HELD");
    assertThat(reason(id).text("sentence").orElseThrow()).contains("The disk is full.");

    var released = home.operator("POST", "/v1/insights/default/release", REASON);
    assertThat(released.text("state")).isEqualTo("ACTIVE");
    assertThat(released.object().field("halt")).isEmpty();
    home.settle();
    assertThat(code(id)).isEqualTo("OVER");
  }

  @Test
  void dispatchesNothingFromTheInsightsOfAHeldPool() {
    home.operator("POST", "/v1/resourcepools", "{\"id\":\"site\",\"title\":\"t\"}");
    home.operator(
        "POST", "/v1/insights", "{\"id\":\"default\",\"title\":\"t\",\"resourcePoolId\":\"site\"}");
    home.operator("POST", "/v1/resourcepools/site/hold", REASON);
    String id = home.submit("acme", HomeStack.chain(1)).text("id");
    home.pass(Duration.ofMinutes(1), 2);

    assertThat(code(id)).isEqualTo("POOL_HELD");
    home.operator("POST", "/v1/resourcepools/site/release", REASON);
    home.settle();
    assertThat(code(id)).isEqualTo("OVER");
  }

  @Test
  void keepsAHoldThroughOtherChangesAndLetsNobodySetItAsAField() {
    home.operator("POST", "/v1/resourcepools", "{\"id\":\"site\",\"title\":\"t\"}");
    home.operator("POST", "/v1/resourcepools/site/drain", REASON);

    var changed = patch("{\"title\":\"u\"}");

    assertThat(changed.text("state")).isEqualTo("DRAINING");
    assertThat(changed.text("title")).isEqualTo("u");
    assertThat(patch("{\"state\":\"ACTIVE\"}").text("code")).isEqualTo("INVALID_REQUEST");
    assertThat(patch("{\"halt\":null}").text("code")).isEqualTo("INVALID_REQUEST");
    assertThat(patch("{\"title\":\"v\"}").text("state")).isEqualTo("DRAINING");
    assertThat(home.operator("GET", "/v1/resourcepools", "").items("resourcePools").getFirst())
        .satisfies(pool -> assertThat(pool.text("state")).contains("DRAINING"));
  }

  private Answer patch(String body) {
    return home.operator("PATCH", "/v1/resourcepools/site", body);
  }

  @Test
  void drainsNotWhereWhatNothingElseTakesGoes() {
    var refused = home.operator("POST", "/v1/insights/default/drain", REASON);

    assertThat(refused.text("code")).isEqualTo("IN_USE");
  }

  @Test
  void wantsAReason() {
    for (String body : new String[] {"{}", "{\"reason\":\" \"}", "{\"reason\":7}", "[]"}) {
      var refused = home.operator("POST", "/v1/insights/default/hold", body);
      assertThat(refused.status()).as(body).isEqualTo(400);
    }
    assertThat(home.operator("GET", "/v1/audit", "").items("entries")).isEmpty();
  }

  @Test
  void isTheOwnersAndTheOperatorsBusinessAlone() {
    home.operator("POST", "/v1/resourcepools", "{\"id\":\"site\",\"title\":\"t\"}");
    home.operator(
        "POST",
        "/v1/insights",
        "{\"id\":\"ours\",\"title\":\"t\",\"resourcePoolId\":\"site\",\"isGlobal\":true}");

    var refused = tenant("acme", "POST", "/v1/insights/ours/hold", REASON);
    var builtIn = tenant("acme", "POST", "/v1/insights/default/hold", REASON);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(builtIn.status()).isEqualTo(403);
    assertThat(home.operator("GET", "/v1/audit", "").items("entries")).isEmpty();
  }

  @Test
  void tellsWhoDidWhatToWhomItConcernsAndToNobodyElse() {
    tenant("acme", "POST", "/v1/resourcepools", "{\"title\":\"t\"}");
    String pool =
        tenant("acme", "GET", "/v1/resourcepools", "")
            .items("resourcePools")
            .getFirst()
            .text("id")
            .orElseThrow();
    home.operator("POST", "/v1/resourcepools/" + pool + "/hold", REASON);
    tenant("acme", "POST", "/v1/resourcepools/" + pool + "/release", "{\"reason\":\"Fixed\"}");
    // It is released already: nothing happened.
    tenant("acme", "POST", "/v1/resourcepools/" + pool + "/release", REASON);

    var all = home.operator("GET", "/v1/audit", "").items("entries");
    assertThat(all)
        .extracting(entry -> entry.text("action").orElseThrow())
        .containsExactly("RELEASE", "HOLD");
    assertThat(all.getLast().text("by")).contains("of ops");
    assertThat(all.getLast().text("byName")).contains("ada of ops");
    assertThat(all.getFirst().text("byName")).contains("ada of acme");
    assertThat(all.getLast().text("reason")).contains("The disk is full.");
    var told = tenant("acme", "GET", "/v1/audit", "").items("entries");
    assertThat(told.getFirst()).isEqualTo(all.getFirst());
    assertThat(told.getLast().text("byName")).contains("an operator");
    assertThat(told.getLast().toString()).doesNotContain("ada of ops");
    assertThat(tenant("globex", "GET", "/v1/audit", "").items("entries")).isEmpty();
    var first = home.operator("GET", "/v1/audit?limit=1", "");
    assertThat(first.items("entries")).hasSize(1);
    assertThat(
            home.operator("GET", "/v1/audit?limit=1&after=" + first.text("next"), "")
                .items("entries"))
        .containsExactly(all.getLast());
  }

  private Answer tenant(String customer, String method, String target, String body) {
    return home.tenant(customer, method, target, body, Map.of());
  }
}
