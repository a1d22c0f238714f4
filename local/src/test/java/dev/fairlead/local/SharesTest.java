package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who has which share of an insight. */
class SharesTest {
  private static final String RESTS =
      "{\"operations\":[{\"name\":\"count\",\"type\":\"wordcount\",\"payload\":{\"text\":\"a\"}}]}";

  private final HomeStack home = new HomeStack();

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void tellsAnOperatorOfAllAndAnybodyElseOfHimself() {
    home.operator(
        "POST",
        "/v1/insights",
        "{\"id\":\"default\",\"title\":\"t\",\"algorithm\":\"fair\",\"limits\":{\"agendas\":3}}");
    home.operator("POST", "/v1/customers", "{\"id\":\"acme\",\"title\":\"t\",\"weight\":3}");
    for (int i = 0; i < 3; i++) {
      home.submit("acme", RESTS);
      home.submit("globex", RESTS);
      home.settle();
    }
    home.clock.advance(Duration.ofSeconds(30));

    Answer all = home.operator("GET", "/v1/insights/default/shares", "");
    Answer own = home.tenant("globex", "GET", "/v1/insights/default/shares", "", Map.of());

    assertThat(all.text("algorithm")).isEqualTo("fair");
    assertThat(all.items("customers"))
        .extracting(row -> row.text("customerId").orElseThrow())
        .containsExactlyInAnyOrder("acme", "globex");
    assertThat(all.items("customers"))
        .filteredOn(row -> row.text("customerId").equals(Optional.of("acme")))
        .first()
        .satisfies(row -> {
          assertThat(number(row, "due")).isEqualTo(0.75);
          assertThat(number(row, "slots")).isPositive();
          assertThat(row.whole("waiting").orElseThrow()).isPositive();
          assertThat(row.whole("oldestWaitSeconds")).contains(30L);
        });
    assertThat(own.items("customers")).hasSize(1);
    assertThat(own.items("customers").getFirst().text("customerId")).contains("globex");
  }

  @Test
  void tellsWhatIsDrawnOfThePoolAndOnlyOperatorsByWhom() {
    home.operator(
        "POST",
        "/v1/resourcepools",
        "{\"id\":\"site\",\"title\":\"t\",\"capacity\":{\"operations\":2,\"memory\":\"8Gi\"}}");
    home.operator(
        "POST", "/v1/insights", "{\"id\":\"default\",\"title\":\"t\",\"resourcePoolId\":\"site\"}");
    home.operator(
        "POST",
        "/v1/insights",
        "{\"id\":\"other\",\"title\":\"t\",\"resourcePoolId\":\"site\","
            + "\"isGlobal\":true,\"nominal\":{\"operations\":1}}");
    for (int i = 0; i < 2; i++) {
      home.submit("acme", RESTS);
      home.settle();
    }

    var pool = (Json.Obj) all("default").field("pool").orElseThrow();
    var ofOther =
        (Json.Obj)
            home.tenant("acme", "GET", "/v1/insights/other/shares", "", Map.of())
                .object()
                .field("pool")
                .orElseThrow();

    assertThat(JsonText.write(pool.field("capacity").orElseThrow()))
        .isEqualTo("{\"operations\":2,\"memory\":\"8Gi\"}");
    assertThat(JsonText.write(pool.field("drawn").orElseThrow()))
        .isEqualTo("{\"memory\":\"0Mi\",\"operations\":1}");
    assertThat(JsonText.write(pool.field("insights").orElseThrow()))
        .contains("\"insightId\":\"default\"")
        .contains("\"held\":{\"memory\":\"0Mi\",\"operations\":1}");
    assertThat(JsonText.write(ofOther.field("insights").orElseThrow()))
        .contains("\"insightId\":\"other\",\"nominal\":{\"memory\":\"0Mi\",\"operations\":1}")
        .doesNotContain("default");
  }

  private Json.Obj all(String insight) {
    return home.operator("GET", "/v1/insights/" + insight + "/shares", "").object();
  }

  private static double number(Json.Obj row, String field) {
    return ((Json.Num) row.field(field).orElseThrow()).value().doubleValue();
  }

  @Test
  void tellsNothingOfAnInsightThatOneDoesNotSee() {
    home.operator("POST", "/v1/resourcepools", "{\"id\":\"site\",\"title\":\"t\"}");
    home.operator(
        "POST", "/v1/insights", "{\"id\":\"theirs\",\"title\":\"t\",\"resourcePoolId\":\"site\"}");

    assertThat(home.tenant("acme", "GET", "/v1/insights/theirs/shares", "", Map.of()).status())
        .isEqualTo(404);
    assertThat(home.operator("GET", "/v1/insights/theirs/shares", "").items("customers")).isEmpty();
  }
}
