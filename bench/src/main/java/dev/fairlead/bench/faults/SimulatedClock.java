package dev.fairlead.bench.faults;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that only the simulation moves, forwards. */
final class SimulatedClock implements InstantSource {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration step) {
    now = now.plus(step);
  }

  /** Moves to a time, unless it has passed. */
  void reach(Instant time) {
    if (time.isAfter(now)) {
      now = time;
    }
  }

  Duration sinceStart() {
    return Duration.between(START, now);
  }
}
