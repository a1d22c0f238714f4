package dev.fairlead.core.scheduling.replay;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import java.time.Duration;
import java.time.Instant;

/**
 * An agenda as it once came, or may come.
 *
 * @param duration from its dispatch to its end, 0 or more
 * @param floor what it holds that long, the agenda itself included
 * @param shape those of the same shape are taken to last alike
 * @param insight where it waits
 */
public record Arrival(
    CustomerId customer,
    Instant at,
    Duration duration,
    Amounts floor,
    int priority,
    String shape,
    String insight) {
  public Arrival {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(customer + ": a duration of " + duration);
    }
  }

  /** One where there is but one insight. */
  public Arrival(
      CustomerId customer,
      Instant at,
      Duration duration,
      Amounts floor,
      int priority,
      String shape) {
    this(customer, at, duration, floor, priority, shape, "");
  }

  /** The same in an insight. */
  public Arrival in(String thatInsight) {
    return new Arrival(customer, at, duration, floor, priority, shape, thatInsight);
  }

  /** Slot-seconds that it uses. */
  public double slotSeconds() {
    return floor.slots() * duration.toNanos() / 1e9;
  }
}
