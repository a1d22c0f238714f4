package dev.fairlead.bench.coldstart;

import dev.fairlead.core.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Starts of one function in one way. */
record Starts(List<Start> starts) {
  Starts {
    starts = List.copyOf(starts);
  }

  boolean isEmpty() {
    return starts.isEmpty();
  }

  long min() {
    return sorted(Start::firstMillis).getFirst();
  }

  long median() {
    return median(Start::firstMillis);
  }

  long max() {
    return sorted(Start::firstMillis).getLast();
  }

  /** The middle one; of an even number the lower of the two. */
  long median(ToLongFunction<Start> figure) {
    var sorted = sorted(figure);
    return sorted.get((sorted.size() - 1) / 2);
  }

  /** The most memory that any of them had. */
  Optional<Long> peakMegabytes() {
    return starts.stream()
        .flatMap(start -> start.peakBytes().stream())
        .max(Long::compare)
        .map(bytes -> bytes >> 20);
  }

  Json json() {
    return Json.object()
        .put("minMilliseconds", min())
        .put("medianMilliseconds", median())
        .put("maxMilliseconds", max())
        .put("cpuMilliseconds", median(Start::cpuMillis))
        .put("secondMilliseconds", median(Start::secondMillis))
        .putIfPresent("peakMegabytes", peakMegabytes().map(Json::of))
        .put("awsCalls", median(Start::calls))
        .put("runs", starts.size())
        .build();
  }

  private List<Long> sorted(ToLongFunction<Start> figure) {
    return starts.stream().mapToLong(figure).sorted().boxed().toList();
  }
}
