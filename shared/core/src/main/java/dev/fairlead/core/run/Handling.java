package dev.fairlead.core.run;

import java.time.Duration;
import java.util.Optional;

/**
 * How the step treats operations of one type.
 *
 * @param confirmAfter quiet time after which the launcher of an attempt that has not started is
 *     asked again; zero asks at each tick. With a heartbeat it is the first of pauses that grow
 * @param confirmStartedAfter the same for one that has started
 * @param heartbeat quiet time after which a running attempt counts as lost; empty where the
 *     launcher itself knows whether the attempt lives
 */
public record Handling(
    Duration confirmAfter, Duration confirmStartedAfter, Optional<Duration> heartbeat) {
  /** Reading the list is asked for again at each tick until it is read. */
  public static final Handling OF_LISTS = new Handling(Duration.ZERO, Optional.empty());

  /** The same patience before and after the start. */
  public Handling(Duration confirmAfter, Optional<Duration> heartbeat) {
    this(confirmAfter, confirmAfter, heartbeat);
  }

  Handling withHeartbeat(Duration silence) {
    return new Handling(confirmAfter, confirmStartedAfter, Optional.of(silence));
  }
}
