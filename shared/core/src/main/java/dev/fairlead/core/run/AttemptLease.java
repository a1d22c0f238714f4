package dev.fairlead.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The right of one attempt of one operation to run. The attempt is its fencing token: a report that
 * carries another attempt changes nothing but the count of starts.
 *
 * @param attempt 1 and up; a new lease of the same operation has a higher one
 * @param since when the attempt was launched first
 * @param askedAt when it was launched last: what is not heard of is ordered again
 * @param startedAt when its latest start was reported; empty while nothing is known of it
 */
public record AttemptLease(
    int attempt, Instant since, Instant askedAt, Optional<Instant> startedAt) {
  /**
   * An order that a queue may have lost is never missed for longer; well below the days that queues
   * keep what they are given.
   */
  static final Duration MOST_PAUSE = Duration.ofHours(1);

  public static AttemptLease asked(int attempt, Instant at) {
    return new AttemptLease(attempt, at, at, Optional.empty());
  }

  public AttemptLease started(Instant at) {
    return new AttemptLease(attempt, since, askedAt, Optional.of(at));
  }

  /** The same attempt, ordered once more. */
  public AttemptLease askedAgain(Instant at) {
    return new AttemptLease(attempt, since, at, startedAt);
  }

  /** Whether the last sign of life is at least so long ago that somebody should look. */
  public boolean isQuiet(Instant now, Duration patience) {
    return !startedAt.orElse(askedAt).plus(patience).isAfter(now);
  }

  /**
   * Whether an attempt that nobody has started should be ordered once more: when it has waited
   * twice as long as it had at its last order. Of one that waits in a long queue there are thus as
   * many copies as the wait doubled, not one for each look, so that the copies never become what
   * keeps the workers busy.
   *
   * @param patience the first such pause
   */
  public boolean isOrderDue(Instant now, Duration patience) {
    Duration waited = Duration.between(since, askedAt);
    Duration pause = waited.compareTo(MOST_PAUSE) > 0 ? MOST_PAUSE : waited;
    return isQuiet(now, pause.compareTo(patience) > 0 ? pause : patience);
  }
}
