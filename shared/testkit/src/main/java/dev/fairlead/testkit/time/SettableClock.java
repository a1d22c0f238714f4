package dev.fairlead.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until told otherwise. Safe for many threads. */
public final class SettableClock implements InstantSource {
  private final AtomicReference<Instant> now;

  public SettableClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** Starts at an ordinary moment with no meaning. */
  public static SettableClock somewhen() {
    return new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Moves by so much, also backwards; returns the new time. */
  public Instant advance(Duration step) {
    return now.updateAndGet(time -> time.plus(step));
  }

  public void set(Instant time) {
    now.set(time);
  }
}
