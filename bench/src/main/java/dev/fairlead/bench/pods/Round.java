package dev.fairlead.bench.pods;

import dev.fairlead.bench.Figures;
import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Some pods that were asked for at once.
 *
 * @param took until the last was known to be over
 * @param starts from the request for all of them to the start of each one's container, shortest
 *     first
 */
record Round(Way way, Duration took, List<Duration> starts) {
  static final String HEADING =
      String.format(
          Locale.ROOT,
          "%-8s %6s %10s %7s %10s %10s",
          "BY",
          "PODS",
          "TOOK",
          "PODS/S",
          "START P50",
          "START P99");

  Round {
    starts = starts.stream().sorted().toList();
  }

  /** Of the moments at which containers began. */
  static Round of(Way way, Instant begun, Instant over, List<Instant> starts) {
    return new Round(
        way,
        Duration.between(begun, over),
        starts.stream().map(start -> Duration.between(begun, start)).toList());
  }

  /** Several of one way, one after the other. */
  static Round together(Way way, List<Round> rounds) {
    return new Round(
        way,
        rounds.stream().map(Round::took).reduce(Duration.ZERO, Duration::plus),
        rounds.stream().map(Round::starts).flatMap(List::stream).toList());
  }

  double perSecond() {
    return starts.size() / (took.toNanos() / 1e9);
  }

  /** The duration that so much of the starts, from 0 to 1, took no longer than. */
  Duration start(double quantile) {
    int rank = (int) Math.ceil(quantile * starts.size());
    return starts.isEmpty() ? Duration.ZERO : starts.get(Math.max(rank, 1) - 1);
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "%-8s %6d %7d ms %7.2f %7d ms %7d ms",
        way.text(),
        starts.size(),
        took.toMillis(),
        perSecond(),
        start(0.5).toMillis(),
        start(0.99).toMillis());
  }

  Json.Builder figures() {
    return Json.object()
        .put("by", way.text())
        .put("pods", starts.size())
        .put("tookMillis", took.toMillis())
        .put("podsPerSecond", Figures.rounded(perSecond(), 2))
        .put("startP50Millis", start(0.5).toMillis())
        .put("startP99Millis", start(0.99).toMillis());
  }
}
