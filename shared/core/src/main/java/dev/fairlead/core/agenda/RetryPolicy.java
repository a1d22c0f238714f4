package dev.fairlead.core.agenda;

import dev.fairlead.core.quota.Amounts;
import java.util.Optional;
import java.util.Set;

/**
 * When and how often an operation's failed attempt is tried again.
 *
 * @param maxAttempts 1 to 100, the first one included; what failed through no fault of its own (a
 *     lost process or host) is counted apart, see {@link #MAX_LOST_ATTEMPTS}
 * @param on which failures are tried again: {@link #INFRASTRUCTURE}, {@link #TIMEOUT}, or the code
 *     of a diagnostic, as {@code exit:75}, see {@link FailureClass}; empty for all
 * @param growMemory how many times as much memory the next attempt gets after one that was killed
 *     for want of it; from 1, which is the same again, to {@value #MOST_GROWTH}
 */
public record RetryPolicy(
    int maxAttempts, Backoff backoff, Optional<Set<String>> on, double growMemory) {
  /** However often memory grows, it comes to at most so many times what was requested. */
  public static final int MOST_GROWTH = 8;

  /** Attempts that may be lost to infrastructure before the operation fails. */
  public static final int MAX_LOST_ATTEMPTS = 10;

  /** Class of attempts that were lost through no fault of their own. */
  public static final String INFRASTRUCTURE = "infrastructure";

  /** Class of attempts that took too long. */
  public static final String TIMEOUT = "timeout";

  public static final RetryPolicy ONCE = attempts(1);

  public RetryPolicy {
    if (maxAttempts < 1 || maxAttempts > 100) {
      throw new IllegalArgumentException("maxAttempts is 1 to 100, not " + maxAttempts);
    }
    if (!(growMemory >= 1 && growMemory <= MOST_GROWTH)) {
      throw new IllegalArgumentException("growMemory is 1 to 8, not " + growMemory);
    }
    on = on.map(Set::copyOf);
  }

  /** One that leaves memory as it is. */
  public RetryPolicy(int maxAttempts, Backoff backoff, Optional<Set<String>> on) {
    this(maxAttempts, backoff, on, 1);
  }

  /** So many attempts, one right after the other, whatever the failure. */
  public static RetryPolicy attempts(int most) {
    return new RetryPolicy(most, Backoff.NONE, Optional.empty());
  }

  /** Whether another attempt follows after a failure of the work itself. */
  public boolean allowsAfter(int failures, String failureClass) {
    return failures < maxAttempts && covers(failureClass);
  }

  /**
   * Memory of the attempt after so many that were killed for want of it, in hundredths of what was
   * requested: 100 to 800, rounded up.
   */
  public int memoryPercent(int outOfMemory) {
    return (int) Math.ceil(100 * Math.min(MOST_GROWTH, Math.pow(growMemory, outOfMemory)));
  }

  /** What such an attempt requests. */
  public Amounts grown(Amounts requests, int outOfMemory) {
    return requests.withMemory(
        Math.ceilDiv(requests.memoryMib() * memoryPercent(outOfMemory), 100L));
  }

  /** The most that any attempt requests. */
  public Amounts most(Amounts requests) {
    return grown(requests, maxAttempts - 1);
  }

  /** Whether another attempt follows after so many were lost. */
  public boolean allowsAfterLost(int lost) {
    return lost <= MAX_LOST_ATTEMPTS && covers(INFRASTRUCTURE);
  }

  private boolean covers(String failureClass) {
    return on.map(classes -> FailureClass.isIn(classes, failureClass)).orElse(true);
  }
}
