package dev.fairlead.bench.scheduler;

import dev.fairlead.bench.Figures;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** How fast it is on a short line and on a long one. */
public record Speeds(String policy, Speed shortLine, Speed longLine) {
  private static final int SHORT = 1000;
  private static final int DECISIONS = 400_000;
  private static final double WANTED_PER_SECOND = 300_000;
  private static final double WANTED_GROWTH = 1.5;

  public static Speeds measure(
      Algorithm algorithm, int customers, int queued, Consumer<String> progress) {
    progress.accept("line of " + SHORT);
    Speed small = SchedulerBench.run(algorithm, customers, SHORT, DECISIONS);
    progress.accept("line of " + queued);
    return new Speeds(
        algorithm.name(), small, SchedulerBench.run(algorithm, customers, queued, DECISIONS));
  }

  /** How much longer a decision takes on the long line. */
  double growth() {
    return shortLine.perSecond() / longLine.perSecond();
  }

  /** The same of passes that find all they read in the processor's caches. */
  private double warmGrowth() {
    return shortLine.warmPerSecond() / longLine.warmPerSecond();
  }

  /** Whether it is as fast as it is meant to be. */
  public boolean passed() {
    return longLine.perSecond() >= WANTED_PER_SECOND
        && growth() <= WANTED_GROWTH
        && longLine.mostCandidates() <= Snapshot.MAX_CANDIDATES;
  }

  public List<String> table() {
    return List.of(
        String.format(
            Locale.ROOT,
            "%9s %9s %12s %12s %12s %9s %8s %8s %10s",
            "CUSTOMERS",
            "QUEUED",
            "DECISIONS/S",
            "WARM",
            "WITH MODEL",
            "P99 µs",
            "BYTES",
            "A PASS",
            "CANDIDATES"),
        shortLine.row(),
        longLine.row(),
        String.format(
            Locale.ROOT,
            "%s: a decision takes %.2f times as long; warm, %.2f",
            policy,
            growth(),
            warmGrowth()));
  }

  public Json json() {
    return longLine
        .fields()
        .put("policy", policy)
        .put("growth", Figures.rounded(growth(), 3))
        .put("warmGrowth", Figures.rounded(warmGrowth(), 3))
        .put("shortLine", shortLine.fields().build())
        .put("passed", passed())
        .build();
  }
}
