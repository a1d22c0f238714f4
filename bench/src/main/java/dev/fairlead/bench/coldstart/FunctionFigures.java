package dev.fairlead.bench.coldstart;

import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.core.json.Json;
import java.util.Locale;
import java.util.Optional;

/**
 * One function's cold starts.
 *
 * @param artifact what is deployed
 * @param plain as Lambda starts it
 * @param aot with a cache of what an earlier run loaded and linked
 * @param problem why a start counts for nothing; empty when every answer was right
 */
record FunctionFigures(
    FunctionSpec function, Artifact artifact, Starts plain, Starts aot, Optional<String> problem) {
  private static final String ROW = "%-18s %-18s %-18s %-10s %9s %7s %7s %5s  %s";
  static final String HEADINGS =
      String.format(
          Locale.ROOT,
          ROW,
          "function",
          "plain ms",
          "with AOT cache ms",
          "target ms",
          "CPU ms",
          "2nd ms",
          "RSS MB",
          "calls",
          "artifact");

  /** What is aimed at; only what a caller waits for has one. */
  private record Target(long plainMillis, long aotMillis) {
    static Optional<Target> of(FunctionSpec function) {
      return switch (function) {
        case AUTHORIZER -> Optional.of(new Target(600, 600));
        case AGENDA_SERVICE, PROGRESS_SERVICE, LEASE_ACCESS -> Optional.of(new Target(1200, 700));
        case POD_LAUNCHER -> Optional.of(new Target(2000, 2000));
        case SCHEDULER,
            SCHEDULER_TICK,
            PERMIT,
            EXECUTOR,
            ALARM,
            RECLAIMER,
            OUTBOX_SWEEPER,
            PERMIT_SWEEPER,
            DATA_OBJECT_REAPER,
            ALLOCATOR,
            ALLOCATOR_TICK,
            INSIGHT_PROVISIONER,
            POD_MONITOR,
            POD_REAPER ->
            Optional.empty();
      };
    }

    @Override
    public String toString() {
      return plainMillis == aotMillis ? "" + plainMillis : plainMillis + " / " + aotMillis;
    }

    Json json() {
      return Json.object()
          .put("plainMilliseconds", plainMillis)
          .put("aotMilliseconds", aotMillis)
          .build();
    }
  }

  String row() {
    var target = Target.of(function).map(Target::toString).orElse("-");
    if (plain.isEmpty() || aot.isEmpty()) {
      return String.format(
          Locale.ROOT, ROW, function.functionName(), "-", "-", target, "-", "-", "-", "-", size());
    }
    return String.format(
        Locale.ROOT,
        ROW,
        function.functionName(),
        range(plain),
        range(aot),
        target,
        pair(plain.median(Start::cpuMillis), aot.median(Start::cpuMillis)),
        pair(plain.median(Start::secondMillis), aot.median(Start::secondMillis)),
        plain.peakMegabytes().flatMap(p -> aot.peakMegabytes().map(a -> pair(p, a))).orElse("-"),
        plain.median(Start::calls),
        size());
  }

  Json json() {
    var json =
        Json.object()
            .put("function", function.functionName())
            .put("memoryMegabytes", function.memoryMegabytes())
            .put("artifactJars", artifact.jars().size())
            .put("artifactBytes", artifact.bytes())
            .put("right", problem.isEmpty())
            .putText("problem", problem);
    if (!plain.isEmpty()) {
      json.put("plain", plain.json());
    }
    if (!aot.isEmpty()) {
      json.put("aot", aot.json());
    }
    return json.putIfPresent("target", Target.of(function).map(Target::json)).build();
  }

  private static String range(Starts starts) {
    return starts.min() + " " + starts.median() + " " + starts.max();
  }

  private static String pair(long plain, long aot) {
    return plain + " " + aot;
  }

  private String size() {
    return String.format(
        Locale.ROOT, "%d jars, %.1f MB", artifact.jars().size(), artifact.bytes() / 1e6);
  }
}
