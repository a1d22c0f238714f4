package dev.fairlead.bench.faults;

import dev.fairlead.catalog.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Fires a schedule by the clock. */
final class ScheduleActor implements Actor {
  private final ScheduleSpec schedule;
  private final Duration every;
  private final SimulatedClock clock;
  private final Turbulence turbulence;
  private final Sandboxes sandboxes;
  private Instant next;

  ScheduleActor(
      ScheduleSpec schedule,
      Duration every,
      SimulatedClock clock,
      Turbulence turbulence,
      Sandboxes sandboxes) {
    this.schedule = schedule;
    this.every = every;
    this.clock = clock;
    this.turbulence = turbulence;
    this.sandboxes = sandboxes;
    this.next = clock.instant().plus(every);
  }

  @Override
  public Optional<Instant> due() {
    return Optional.of(next);
  }

  @Override
  public boolean isReentrant() {
    return true;
  }

  @Override
  public void act() {
    next = clock.instant().plus(every);
    turbulence.as(
        schedule.function().name(),
        Optional.empty(),
        () -> sandboxes.invoke(functions -> functions.fire(schedule)));
  }
}
