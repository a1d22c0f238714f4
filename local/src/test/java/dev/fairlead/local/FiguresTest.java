package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
