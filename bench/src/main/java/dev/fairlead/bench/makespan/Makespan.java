package dev.fairlead.bench.makespan;

import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How long a recording took to run again.
 *
 * @param mean duration of an operation in this run
 * @param timeScale factor on what was recorded
 * @param makespan start of the agenda to its last completion
 * @param criticalPath of the scaled recording: no run can be shorter
 * @param ownRatio makespan by the critical path of what the operations took in this run; what is
 *     left of the ratio is time that they themselves were late
 * @param violations of what must hold of any run
 */
record Makespan(
    String name,
    Shape shape,
    Duration mean,
    BigDecimal timeScale,
    Duration makespan,
    Duration criticalPath,
    BigDecimal ownRatio,
    List<String> violations) {
  static final String HEADING =
      format(
          "RECORDING",
          "TASKS",
          "DEPTH",
          "WIDTH",
          "MEAN",
          "SCALE",
          "MAKESPAN",
          "CRITICAL",
          "RATIO",
          "OWN",
          "VIOLATIONS");

  Makespan {
    violations = List.copyOf(violations);
  }

  static Makespan of(String name, Shape shape, Duration mean, BigDecimal timeScale, Json.Obj run) {
    return new Makespan(
        name,
        shape,
        mean,
        timeScale,
        Duration.ofMillis(number(run, "makespanSeconds").movePointRight(3).longValue()),
        scaled(shape.criticalPath(), timeScale),
        number(run, "ratio"),
        RunCheck.violations(run));
  }

  static Duration scaled(Duration length, BigDecimal factor) {
    return Duration.ofNanos(
        BigDecimal.valueOf(length.toNanos())
            .multiply(factor)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact());
  }

  /** Makespan by critical path. */
  BigDecimal ratio() {
    return BigDecimal.valueOf(makespan.toNanos())
        .divide(BigDecimal.valueOf(criticalPath.toNanos()), new MathContext(6));
  }

  /** For whoever watches. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%s at %d ms: %.3f s, ratio %.3f%s",
        name,
        mean.toMillis(),
        seconds(makespan),
        ratio(),
        violations.isEmpty() ? "" : ", " + violations.size() + " violations");
  }

  String row() {
    return format(
        name,
        shape.operations(),
        shape.depth(),
        shape.width(),
        mean.toMillis() + " ms",
        timeScale.round(new MathContext(3)).toPlainString(),
        String.format(Locale.ROOT, "%.3f s", seconds(makespan)),
        String.format(Locale.ROOT, "%.3f s", seconds(criticalPath)),
        String.format(Locale.ROOT, "%.3f", ratio()),
        String.format(Locale.ROOT, "%.3f", ownRatio),
        violations.size());
  }

  Json json() {
    return Json.object()
        .put("name", name)
        .put("tasks", shape.operations())
        .put("depth", shape.depth())
        .put("width", shape.width())
        .put("meanSeconds", Json.of(decimal(mean)))
        .put("timeScale", Json.of(timeScale))
        .put("makespanSeconds", Json.of(decimal(makespan)))
        .put("criticalPathSeconds", Json.of(decimal(criticalPath)))
        .put("ratio", Json.of(ratio().setScale(4, RoundingMode.HALF_UP)))
        .put("ownRatio", Json.of(ownRatio))
        .put("violations", violations.size())
        .build();
  }

  private static String format(Object... cells) {
    return String.format(Locale.ROOT, "%-42s %6s %6s %6s %8s %9s %10s %10s %6s %6s %10s", cells);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static BigDecimal decimal(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 9).setScale(3, RoundingMode.HALF_UP);
  }

  private static BigDecimal number(Json.Obj run, String field) {
    return run.field(field).orElse(Json.NULL) instanceof Json.Num(BigDecimal value)
        ? value
        : BigDecimal.ZERO;
  }
}
