package dev.fairlead.bench.pods;

import dev.fairlead.bench.home.HomeClient;
import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** Pods as operations, side by side, of one agenda. */
final class FairleadPods implements Pods {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final HomeClient client;
  private final InstantSource clock;
  private final Duration patience;
  private int rounds;

  FairleadPods(HomeClient client, InstantSource clock, Duration patience) {
    this.client = client;
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public Done run(int count) {
    Json agenda = agenda(count);
    Instant begun = clock.instant();
    String id = client.submit(agenda, "pods-" + rounds++).join();
    Instant over = awaitEnd(id, begun);
    Json.Obj run = client.agenda(id);
    if (!run.text("outcome").orElse("").equals("succeeded")) {
      throw new IllegalStateException("agenda " + id + " did not succeed: " + run);
    }
    return new Done(begun, over, starts(run), id);
  }

  private static Json agenda(int count) {
    return Json.object()
        .put(
            "operations",
            Json.array(
                IntStream.range(0, count)
                    .<Json>mapToObj(index ->
                        Json.object()
                            .put("name", "pod" + index)
                            .put("type", ClockPod.TYPE)
                            .put("payload", Json.EMPTY)
                            .build())
                    .toList()))
        .build();
  }

  private Instant awaitEnd(String id, Instant begun) {
    while (!client.state(id).equals("COMPLETE")) {
      if (begun.plus(patience).isBefore(clock.instant())) {
        throw new IllegalStateException("agenda " + id + " is not over after " + patience);
      }
      pause();
    }
    return clock.instant();
  }

  private static List<Instant> starts(Json.Obj run) {
    return run.field("operations").orElse(Json.NULL) instanceof Json.Arr(List<Json> operations)
        ? operations.stream()
            .map(operation -> ((Json.Obj) operation).field("result").orElse(Json.NULL))
            .map(ClockPod::startOf)
            .toList()
        : List.of();
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped");
    }
  }
}
