package dev.fairlead.local;

import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figures of a run, worked out from nothing but the JSON that the API gave. */
record RunFigures(BigDecimal makespan, BigDecimal criticalPath, BigDecimal ratio, long parallel) {

  static RunFigures told(Json.Obj run) {
    return new RunFigures(
        number(run, "makespanSeconds"),
        number(run, "criticalPathSeconds"),
        number(run, "ratio"),
        run.whole("maxParallel").orElseThrow());
  }

  static RunFigures recomputed(Json.Obj run) {
    var operations = new HashMap<String, Json.Obj>();
    for (Json.Obj operation : operations(run)) {
      operations.put(operation.text("name").orElseThrow(), operation);
    }
    Instant end =
        operations.values().stream()
            .flatMap(operation -> time(operation, "completedAt").stream())
            .max(Instant::compareTo)
            .orElseThrow();
    BigDecimal makespan = seconds(Duration.between(time(run, "startedAt").orElseThrow(), end));
    var known = new HashMap<String, Duration>();
    Duration longest = Duration.ZERO;
    for (String name : operations.keySet()) {
      Duration path = longestTo(name, operations, known);
      longest = path.compareTo(longest) > 0 ? path : longest;
    }
    return new RunFigures(
        makespan,
        seconds(longest),
        makespan
            .divide(seconds(longest), new MathContext(6, RoundingMode.HALF_UP))
            .stripTrailingZeros(),
        operations.values().stream()
            .flatMap(operation -> time(operation, "startedAt").stream())
            .mapToLong(
                moment -> operations.values().stream().filter(each -> runsAt(each, moment)).count())
            .max()
            .orElse(0));
  }

  static List<Json.Obj> operations(Json.Obj run) {
    return run.field("operations").orElseThrow() instanceof Json.Arr(List<Json> items)
        ? items.stream().map(Json.Obj.class::cast).toList()
        : List.of();
  }

  private static Duration longestTo(
      String name, Map<String, Json.Obj> operations, Map<String, Duration> known) {
    Optional<Duration> found = Optional.ofNullable(known.get(name));
    if (found.isPresent()) {
      return found.get();
    }
    Json.Obj operation = Optional.ofNullable(operations.get(name)).orElseThrow();
    Duration before = Duration.ZERO;
    if (operation.field("dependsOn").orElseThrow() instanceof Json.Arr(List<Json> names)) {
      for (Json each : names) {
        Duration path = longestTo(((Json.Str) each).value(), operations, known);
        before = path.compareTo(before) > 0 ? path : before;
      }
    }
    Duration own =
        time(operation, "startedAt")
            .flatMap(
                start -> time(operation, "completedAt").map(end -> Duration.between(start, end)))
            .orElse(Duration.ZERO);
    known.put(name, before.plus(own));
    return before.plus(own);
  }

  private static boolean runsAt(Json.Obj operation, Instant moment) {
    return time(operation, "startedAt").filter(start -> !start.isAfter(moment)).isPresent()
        && time(operation, "completedAt").filter(end -> !end.isBefore(moment)).isPresent();
  }

  private static Optional<Instant> time(Json.Obj object, String field) {
    return object.text(field).map(Instant::parse);
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis()).movePointLeft(3).stripTrailingZeros();
  }

  private static BigDecimal number(Json.Obj run, String field) {
    return ((Json.Num) run.field(field).orElseThrow()).value().stripTrailingZeros();
  }
}
