package dev.fairlead.resourcepool.executor;

import java.time.Duration;

/**
 * How long things may be quiet before somebody looks.
 *
 * @param agenda a claimed agenda: the period of its alarm
 * @param queuedWork an order in a fleet's queue, before it is given again for the first time; the
 *     pauses grow from there. What waits longer may be begun twice (and is committed once)
 */
public record Patience(Duration agenda, Duration queuedWork) {
  /** Where fleets are shared and each look costs. */
  public static final Patience ON_AWS = new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1));

  /** Where one host serves one person. */
  public static final Patience AT_HOME =
      new Patience(Duration.ofSeconds(2), Duration.ofSeconds(10));
}
