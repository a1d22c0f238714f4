package dev.fairlead.core.scheduling.replay;

import dev.fairlead.core.scheduling.Pick;
import java.time.Duration;
import java.time.Instant;

/** An agenda of a replay that was dispatched. */
public record Run(Arrival arrival, Pick pick, Instant startedAt) {
  public Duration waited() {
    return Duration.between(arrival.at(), startedAt);
  }

  public Instant endsAt() {
    return startedAt.plus(arrival.duration());
  }
}
