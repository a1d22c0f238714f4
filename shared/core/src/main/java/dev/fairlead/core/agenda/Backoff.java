package dev.fairlead.core.agenda;

import java.time.Duration;

/**
 * How long to wait before the next attempt: exponential, capped, with full jitter or none.
 *
 * @param first before the second attempt; zero for at once
 * @param factor 1 or more; what each further wait is longer by
 * @param most no wait is longer than this
 * @param jittered whether the wait is drawn evenly from zero to what it would be
 * @see "Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015"
 */
public record Backoff(Duration first, double factor, Duration most, boolean jittered) {
  /** The usual cap, and the longest there can be, since an agenda waits meanwhile. */
  public static final Duration LONGEST = Duration.ofDays(1);

  public static final Backoff NONE = new Backoff(Duration.ZERO, 1, LONGEST, false);

  /** Where an agenda is tried again and does not say when: 1 s, 2 s, 4 s, up to a minute. */
  public static final Backoff OF_AGENDAS =
      new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), false);

  public Backoff {
    if (first.isNegative() || most.isNegative() || !(factor >= 1 && factor <= 100)) {
      throw new IllegalArgumentException("a backoff is not negative and its factor is 1 to 100");
    }
  }

  /**
   * The wait after a failure.
   *
   * @param failures how many there were, 1 and up
   * @param chance where in the range a jittered wait falls: 0 to below 1
   */
  public Duration after(int failures, double chance) {
    double millis =
        Math.min(
            (double) first.toMillis() * Math.pow(factor, failures - 1.0), (double) most.toMillis());
    return Duration.ofMillis(Math.round(jittered ? millis * chance : millis));
  }
}
