package dev.fairlead.conditions;

import dev.cel.common.CelOptions;
import java.util.regex.Pattern;

/** How much an expression may be and do, and how its refusals read. */
final class CelLimits {
  /** Nested calls and choices. */
  private static final int MAX_DEPTH = 32;

  private static final int MAX_LENGTH = 4096;

  /**
   * Turns of all macros in one evaluation. The library looks at all that a macro has gathered so
   * far in each turn, so the most take seconds.
   */
  private static final int MAX_TURNS = 25_000;

  private static final int MAX_MESSAGE = 200;

  /** Where the library says that something stands: its line is always the first. */
  private static final Pattern PLACE =
      Pattern.compile("^(?:ERROR: <input>:1|evaluation error at <input>):([0-9]+): ");

  static final CelOptions OPTIONS =
      CelOptions.current()
          .maxParseRecursionDepth(MAX_DEPTH)
          .maxExpressionCodePointSize(MAX_LENGTH)
          .comprehensionMaxIterations(MAX_TURNS)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private CelLimits() {}

  /** The first line says it; the others point at the place. */
  static String firstLine(Exception refusal) {
    return String.valueOf(refusal.getMessage())
        .lines()
        .findFirst()
        .map(line -> PLACE.matcher(line).replaceFirst("at $1: "))
        .map(line -> line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "…" : line)
        .orElse("It is no expression.");
  }
}
