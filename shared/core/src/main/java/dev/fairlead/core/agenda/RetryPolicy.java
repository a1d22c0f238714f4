package dev.fairlead.core.agenda;

import java.util.Optional;
import java.util.Set;

/**
 * When and how often an operation's failed attempt is tried again.
 *
 * @param maxAttempts 1 to 100, the first one included; what failed through no fault of its own (a
 *     lost process or host) is counted apart, see {@link #MAX_LOST_ATTEMPTS}
 * @param on which failures are tried again: {@link #INFRASTRUCTURE}, {@link #TIMEOUT}, or the code
 *     of a diagnostic, as {@code exit:75}, see {@link FailureClass}; empty for all
 */
public record RetryPolicy(int maxAttempts, Backoff backoff, Optional<Set<String>> on) {
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
    on = on.map(Set::copyOf);
  }

  /** So many attempts, one right after the other, whatever the failure. */
  public static RetryPolicy attempts(int most) {
    return new RetryPolicy(most, Backoff.NONE, Optional.empty());
  }

  /** Whether another attempt follows after a failure of the work itself. */
  public boolean allowsAfter(int failures, String failureClass) {
    return failures < maxAttempts && covers(failureClass);
  }

  /** Whether another attempt follows after so many were lost. */
  public boolean allowsAfterLost(int lost) {
    return lost <= MAX_LOST_ATTEMPTS && covers(INFRASTRUCTURE);
  }

  private boolean covers(String failureClass) {
    return on.map(classes -> FailureClass.isIn(classes, failureClass)).orElse(true);
  }
}
