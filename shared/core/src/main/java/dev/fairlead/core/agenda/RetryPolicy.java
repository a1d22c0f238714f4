package dev.fairlead.core.agenda;

/**
 * How often an operation's failed attempt is tried again.
 *
 * @param maxAttempts 1 to 100, the first one included; what failed through no fault of its own (a
 *     lost process or host) is counted apart, see {@link #MAX_LOST_ATTEMPTS}
 */
public record RetryPolicy(int maxAttempts) {
  /** Attempts that may be lost to infrastructure before the operation fails. */
  public static final int MAX_LOST_ATTEMPTS = 10;

  public static final RetryPolicy ONCE = new RetryPolicy(1);

  public RetryPolicy {
    if (maxAttempts < 1 || maxAttempts > 100) {
      throw new IllegalArgumentException("maxAttempts is 1 to 100, not " + maxAttempts);
    }
  }
}
