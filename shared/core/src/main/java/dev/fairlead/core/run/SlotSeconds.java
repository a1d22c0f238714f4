package dev.fairlead.core.run;

import java.time.Duration;
import java.time.Instant;

/** What a run took of the slots that its operations requested. */
public final class SlotSeconds {
  private static final double MILLIS = 1000;

  private SlotSeconds() {}

  /**
   * The slots of each operation times the seconds from start to end of its last attempt, added up.
   * Cost: linear in the operations.
   */
  public static double of(Plan plan, AgendaRun run) {
    return run.operations().values().stream()
        .mapToDouble(operation -> seconds(operation) * plan.requests(operation).slots())
        .sum();
  }

  private static double seconds(OperationRun operation) {
    Instant from = operation.startedAt().or(operation::completedAt).orElse(Instant.EPOCH);
    Instant to = operation.completedAt().orElse(from);
    return Math.max(0, Duration.between(from, to).toMillis() / MILLIS);
  }
}
