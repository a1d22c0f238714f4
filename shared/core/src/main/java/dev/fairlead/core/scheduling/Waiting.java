package dev.fairlead.core.scheduling;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.quota.Amounts;
import java.time.Instant;
import java.util.Comparator;

/**
 * An agenda in line.
 *
 * @param lane its priority level where the insight's algorithm has lanes, else 0
 * @param floor what its admission takes, the agenda itself included
 * @param estimate slot-seconds that the whole of it may use, 0 or more
 */
public record Waiting(AgendaKey agenda, int lane, Instant addedAt, Amounts floor, double estimate) {
  /** Older first; of the same age, by agenda id. Total: what it calls equal is one agenda. */
  public static final Comparator<Waiting> BY_AGE =
      Comparator.comparing(Waiting::addedAt)
          .thenComparing(waiting -> waiting.agenda().agenda())
          .thenComparing(waiting -> waiting.agenda().customer().value());

  public Waiting {
    if (!(estimate >= 0) || Double.isInfinite(estimate)) {
      throw new IllegalArgumentException(agenda + ": an estimate of " + estimate);
    }
  }

  /** One that takes nothing and of which nothing is known but its age. */
  public static Waiting of(AgendaKey agenda, Instant addedAt) {
    return new Waiting(agenda, 0, addedAt, Amounts.NONE, 0);
  }
}
