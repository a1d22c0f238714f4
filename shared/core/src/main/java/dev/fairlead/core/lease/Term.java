package dev.fairlead.core.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a lease is asked for and kept.
 *
 * @param since by what it is ordered among those who wait: when its agenda was admitted, or when it
 *     was asked for by hand
 * @param notAfter not active by then, it is given up
 * @param until it is released then, whatever it is used for
 * @param heartbeat its holder says at least so often that it still wants it, 10 s and up; absent,
 *     it need not
 */
public record Term(
    Instant since,
    Optional<Instant> notAfter,
    Optional<Instant> until,
    Optional<Duration> heartbeat) {
  /** As long as its holder likes. */
  public static Term from(Instant since) {
    return new Term(since, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public Term givingUpAt(Instant at) {
    return new Term(since, Optional.of(at), until, heartbeat);
  }

  public Term until(Instant at) {
    return new Term(since, notAfter, Optional.of(at), heartbeat);
  }

  public Term heardEvery(Duration most) {
    return new Term(since, notAfter, until, Optional.of(most));
  }
}
