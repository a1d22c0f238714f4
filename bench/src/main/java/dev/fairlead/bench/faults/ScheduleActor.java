package dev.fairlead.bench.faults;

import dev.fairlead.catalog.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Fires a schedule by the clock. Of turns in a row that would find nothing it leaves out all but
 * each 32nd: most of the simulated time is such.
 */
final class ScheduleActor implements Actor {
  private static final int MOST_LEFT_OUT = 31;

  private final ScheduleSpec schedule;
  private final Duration every;
  private final Backlog backlog;
  private final SimulatedClock clock;
  private final Turbulence turbulence;
  private final Sandboxes sandboxes;
  private Instant next = Instant.MIN;
  private Instant latest = Instant.MIN;

  ScheduleActor(
      ScheduleSpec schedule,
      Duration every,
      Backlog backlog,
      SimulatedClock clock,
      Turbulence turbulence,
      Sandboxes sandboxes) {
    this.schedule = schedule;
    this.every = every;
    this.backlog = backlog;
    this.clock = clock;
    this.turbulence = turbulence;
    this.sandboxes = sandboxes;
    turn();
  }

  private void turn() {
    next = clock.instant().plus(every);
    latest = next.plus(every.multipliedBy(MOST_LEFT_OUT));
  }

  @Override
  public Instant due() {
    Instant found = backlog.next(schedule);
    if (!found.isAfter(next)) {
      return next;
    }
    if (!found.isBefore(latest)) {
      return latest;
    }
    long millis = every.toMillis();
    long turns = Math.ceilDiv(Duration.between(next, found).toMillis(), millis);
    return next.plusMillis(turns * millis);
  }

  @Override
  public boolean isReentrant() {
    return true;
  }

  @Override
  public void act() {
    turn();
    turbulence.as(
        schedule.function().name(),
        Optional.empty(),
        () -> sandboxes.invoke(functions -> functions.fire(schedule)));
  }
}
