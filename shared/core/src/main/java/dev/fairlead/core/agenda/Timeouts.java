package dev.fairlead.core.agenda;

import java.time.Duration;
import java.util.Optional;

/**
 * How long an operation may take; absent means as long as it likes.
 *
 * @param queued from ready to its first start; overstepped, the operation is over
 * @param starting from an attempt's launch to its start; overstepped, the attempt is over
 * @param heartbeat silence of a running attempt, where attempts beat; overstepped, it is lost
 * @param running from an attempt's start to its end; overstepped, the attempt is over
 */
public record Timeouts(
    Optional<Duration> queued,
    Optional<Duration> starting,
    Optional<Duration> heartbeat,
    Optional<Duration> running) {
  public static final Timeouts NONE =
      new Timeouts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
