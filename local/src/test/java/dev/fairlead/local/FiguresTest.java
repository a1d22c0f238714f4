package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The four figures of a run follow from the times beside them. */
class FiguresTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void followFromTheTimesOfARandomRun(long seed) {
    var home = new HomeStack();
    String id = home.submit("acme", document(new Random(seed))).text("id");
    home.settle();
    Json.Obj run = home.get("acme", "/v1/agendas/" + id).object();
    for (int i = 0; i < 400 && run.text("completedAt").isEmpty(); i++) {
      home.pass(Duration.ofMillis(137), 1);
      run = home.get("acme", "/v1/agendas/" + id).object();
    }

    assertThat(run.text("state")).contains("COMPLETE");
    assertThat(RunFigures.told(run)).isEqualTo(RunFigures.recomputed(run));
    for (Json.Obj operation : RunFigures.operations(run)) {
      boolean skipped = operation.text("outcome").orElseThrow().equals("skipped");
      assertThat(operation.whole("commits")).contains(skipped ? 0L : 1L);
      assertThat(operation.text("completedAt")).isPresent();
    }
  }

  @Test
  void compareARunWithWhatWasRecorded() {
    String recorded =
        """
        {"timeScale": 0.5, "operations": [
          {"name": "a", "type": "simulate", "payload": {"seconds": 4.0004}},
          {"name": "b", "type": "simulate", "payload": {"seconds": 1}, "dependsOn": ["a"]},
          {"name": "c", "type": "simulate", "payload": {"seconds": 4.5}}]}
        """;

    Json.Obj early = runFor(Duration.ofMillis(500), recorded);
    Json.Obj complete = runFor(Duration.ofSeconds(10), recorded);

    assertThat(early.field("timeScale")).contains(Json.of(new BigDecimal("0.5")));
    assertThat(early.field("recordedCriticalPathSeconds")).contains(Json.of(new BigDecimal("5.0")));
    assertThat(early.field("recordedRatio")).isEmpty();
    assertThat(complete.field("recordedCriticalPathSeconds"))
        .contains(Json.of(new BigDecimal("5.0")));
    assertThat(complete.field("recordedRatio"))
        .contains(
            Json.of(
                RunFigures.told(complete)
                    .makespan()
                    .divide(new BigDecimal("2.5002"), new MathContext(6, RoundingMode.HALF_UP))));
  }

  @Test
  void compareNothingWhereNotAllWasRecorded() {
    Json.Obj run =
        runFor(
            Duration.ofSeconds(3),
            """
            {"operations": [
              {"name": "a", "type": "simulate", "payload": {"seconds": 1}},
              {"name": "b", "type": "simulate", "payload": {"seconds": "@<a.out::/n?1>"}}]}
            """);

    assertThat(run.text("state")).contains("COMPLETE");
    assertThat(run.field("recordedCriticalPathSeconds")).isEmpty();
    assertThat(run.field("recordedRatio")).isEmpty();
    assertThat(run.field("timeScale")).contains(Json.of(1));
  }

  @Test
  void addUpMoreTimeThanNanosecondsCanCount() {
    var operations = new ArrayList<String>();
    for (int i = 0; i < 400; i++) {
      operations.add(
          "{\"name\": \"y%d\", \"type\": \"simulate\", \"payload\": {\"seconds\": 31622400}%s}"
              .formatted(i, i == 0 ? "" : ", \"dependsOn\": [\"y" + (i - 1) + "\"]"));
    }

    Json.Obj run =
        runFor(Duration.ZERO, "{\"operations\": [" + String.join(",", operations) + "]}");

    assertThat(run.field("recordedCriticalPathSeconds")).contains(Json.of(400L * 31_622_400));
  }

  private static Json.Obj runFor(Duration time, String document) {
    var home = new HomeStack();
    String id = home.submit("acme", document).text("id");
    home.settle();
    home.pass(Duration.ofMillis(100), (int) (time.toMillis() / 100));
    return home.get("acme", "/v1/agendas/" + id).object();
  }

  private static String document(Random random) {
    var operations = new ArrayList<Json>();
    int count = 2 + random.nextInt(15);
    for (int i = 0; i < count; i++) {
      var dependencies = new ArrayList<String>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(4) == 0) {
          dependencies.add("op" + j);
        }
      }
      var payload =
          Json.object().put("seconds", Json.of(BigDecimal.valueOf(random.nextInt(3_000), 3)));
      if (i > 3 && random.nextInt(12) == 0) {
        payload.put("fail", "as told");
      }
      operations.add(
          Json.object()
              .put("name", "op" + i)
              .put("type", "simulate")
              .put("payload", payload.build())
              .put("dependsOn", Json.texts(List.copyOf(dependencies)))
              .build());
    }
    return JsonText.write(Json.object().put("operations", Json.array(operations)).build());
  }
}
