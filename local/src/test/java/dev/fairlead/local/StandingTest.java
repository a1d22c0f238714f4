package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an insight's owner is shown of its queue, and a pool's of its use. */
class StandingTest {
  private static final String DEFAULT = "/v1/insights/default";
  private static final String RESTS =
      "{\"operations\":[{\"name\":\"count\",\"type\":\"wordcount\",\"payload\":{\"text\":\"a\"}}]}";

  private final HomeStack home = new HomeStack();

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void tellsWhoWaitsSinceWhenAndWhatRuns() {
    insight("\"algorithm\":\"fair\",\"limits\":{\"agendas\":2}");
    for (int i = 0; i < 3; i++) {
      home.submit("acme", RESTS);
      home.settle();
    }
    home.submit("globex", RESTS);
    home.clock.advance(Duration.ofSeconds(30));

    var queue = queue();

    assertThat(queue.whole("waiting")).contains(2L);
    assertThat(queue.whole("oldestWaitSeconds")).contains(30L);
    assertThat(queue.whole("dispatched")).contains(0L);
    assertThat(queue.whole("running")).contains(2L);
    assertThat(queue.field("held")).contains(JsonText.parse("{\"agendas\":2,\"operations\":2}"));
    assertThat(queue.field("isMore")).contains(Json.of(false));
    assertThat(queue.field("poolState")).isEmpty();
  }

  @Test
  void doesNotGuessWhatRunsWhereNobodyCountsIt() {
    var idle = queue();
    home.submit("acme", RESTS);
    home.settle();
    var busy = queue();

    assertThat(idle.whole("waiting")).contains(0L);
    assertThat(idle.field("oldestWaitSeconds")).isEmpty();
    assertThat(busy.whole("dispatched")).contains(0L);
    assertThat(busy.field("running")).isEmpty();
    assertThat(busy.field("held")).isEmpty();
  }

  @Test
  void tellsOfAPoolThatIsHeldAndOfTheInsightsOwnQueue() {
    home.operator("POST", "/v1/resourcepools", "{\"id\":\"site\",\"title\":\"t\"}");
    home.operator(
        "POST",
        "/v1/insights",
        "{\"id\":\"shop\",\"title\":\"t\",\"resourcePoolId\":\"site\",\"isGlobal\":true}");
    home.operator("POST", "/v1/resourcepools/site/hold", "{\"reason\":\"x\"}");
    home.pass(Duration.ofMinutes(1), 2);

    var shop = home.operator("GET", "/v1/insights/shop", "").object();

    assertThat(shop.text("state")).contains("ACTIVE");
    assertThat(part(shop, "queue").text("poolState")).contains("HELD");
    assertThat(part(shop, "queue").text("permits")).contains("resting");
  }

  @Test
  void tellsOnlyItsOwnerAndOperators() {
    home.operator("POST", "/v1/resourcepools", "{\"id\":\"site\",\"title\":\"t\"}");
    home.operator(
        "POST",
        "/v1/insights",
        "{\"id\":\"shop\",\"title\":\"t\",\"resourcePoolId\":\"site\",\"isGlobal\":true,"
            + "\"customerId\":\"acme\"}");

    assertThat(of("acme", "/v1/insights/shop").field("queue")).isPresent();
    assertThat(of("globex", "/v1/insights/shop").field("queue")).isEmpty();
    assertThat(of("acme", DEFAULT).field("queue")).isEmpty();
    assertThat(home.operator("GET", DEFAULT, "").object().field("queue")).isPresent();
  }

  @Test
  void takesBackWhatItShowedHoweverTheQueueStandsByNow() {
    insight("\"queueSize\":7");
    var shown = home.operator("GET", DEFAULT, "");
    home.submit("acme", RESTS);

    var changed = home.operator("PATCH", DEFAULT, JsonText.write(shown.json()));

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.object().whole("version")).contains(1L);
    assertThat(changed.object().field("queue")).isEmpty();
  }

  @Test
  void tellsWhatIsDrawnBorrowedAndFreeOfAPool() {
    home.operator(
        "POST",
        "/v1/resourcepools",
        "{\"id\":\"site\",\"title\":\"t\",\"customerId\":\"acme\",\"capacity\":{\"agendas\":3}}");
    insight("\"resourcePoolId\":\"site\",\"nominal\":{\"agendas\":1}");
    for (int i = 0; i < 4; i++) {
      home.submit("acme", RESTS);
      home.settle();
    }

    var shown = of("acme", "/v1/resourcepools/site");
    var use = part(shown, "use");
    var operators = part(home.operator("GET", "/v1/resourcepools/site", "").object(), "use");

    assertThat(use.field("drawn")).contains(JsonText.parse("{\"agendas\":3}"));
    assertThat(use.field("free")).contains(JsonText.parse("{\"agendas\":0}"));
    assertThat(use.field("borrowed")).contains(JsonText.parse("{\"agendas\":2}"));
    // The insight is not acme's; what it has only counts in the sums.
    assertThat(JsonText.write(use.field("insights").orElseThrow())).isEqualTo("[]");
    assertThat(JsonText.write(operators.field("insights").orElseThrow()))
        .isEqualTo(
            "[{\"insightId\":\"default\",\"nominal\":{\"agendas\":1},\"drawn\":{\"agendas\":3},"
                + "\"borrowed\":{\"agendas\":2},\"held\":{\"agendas\":3},"
                + "\"wanted\":{\"agendas\":0}}]");
    var changed =
        home.tenant("acme", "PATCH", "/v1/resourcepools/site", JsonText.write(shown), Map.of());
    assertThat(changed.object().whole("version")).contains(1L);
  }

  @Test
  void countsForAPoolNothingThatAnInsightHoldsInTheOneItCameFrom() {
    for (String id : List.of("site", "annex")) {
      home.operator(
          "POST",
          "/v1/resourcepools",
          "{\"id\":\"" + id + "\",\"title\":\"t\",\"capacity\":{\"agendas\":3}}");
    }
    insight("\"resourcePoolId\":\"site\",\"nominal\":{\"agendas\":1}");
    home.submit("acme", RESTS);
    home.settle();

    home.operator("PATCH", DEFAULT, "{\"resourcePoolId\":\"annex\"}");

    assertThat(held("annex")).isEqualTo("{\"agendas\":0}");
    assertThat(held("site")).isEqualTo("{\"agendas\":1}");
  }

  private String held(String pool) {
    var use = part(home.operator("GET", "/v1/resourcepools/" + pool, "").object(), "use");
    var insights = (Json.Arr) use.field("insights").orElseThrow();
    return JsonText.write(((Json.Obj) insights.items().getFirst()).field("held").orElseThrow());
  }

  @Test
  void tellsNoUseOfAPoolThatDividesNothing() {
    home.operator("POST", "/v1/resourcepools", "{\"id\":\"site\",\"title\":\"t\"}");

    assertThat(home.operator("GET", "/v1/resourcepools/site", "").object().field("use")).isEmpty();
  }

  private void insight(String terms) {
    home.operator("POST", "/v1/insights", "{\"id\":\"default\",\"title\":\"t\"," + terms + "}");
  }

  private Json.Obj queue() {
    return part(home.operator("GET", DEFAULT, "").object(), "queue");
  }

  private Json.Obj of(String customer, String path) {
    return home.tenant(customer, "GET", path, "", Map.of()).object();
  }

  private static Json.Obj part(Json.Obj of, String name) {
    return (Json.Obj) of.field(name).orElseThrow();
  }
}
