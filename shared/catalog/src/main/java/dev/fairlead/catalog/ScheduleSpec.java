package dev.fairlead.catalog;

import java.time.Duration;
import java.util.Arrays;

/**
 * What runs by the clock. On AWS nothing runs more often than each minute; at home there is no
 * reason to wait so long.
 */
public enum ScheduleSpec {
  /** Backup of the wake queue: looks at every insight. */
  SCHEDULER_TICK(FunctionSpec.SCHEDULER_TICK, Duration.ofMinutes(1), Duration.ofSeconds(2)),
  /** Fires alarms that are due. */
  RECLAIMER(FunctionSpec.RECLAIMER, Duration.ofMinutes(1), Duration.ofSeconds(1)),
  /** Sends what a crash left unsent. */
  OUTBOX_SWEEPER(FunctionSpec.OUTBOX_SWEEPER, Duration.ofMinutes(1), Duration.ofSeconds(1)),
  /** Sends permits again for agendas that nobody claimed. */
  PERMIT_SWEEPER(FunctionSpec.PERMIT_SWEEPER, Duration.ofMinutes(1), Duration.ofSeconds(2)),
  /** Deletes what is old. */
  DATA_OBJECT_REAPER(FunctionSpec.DATA_OBJECT_REAPER, Duration.ofHours(1), Duration.ofSeconds(5)),
  /** Backup of the leases queue: looks at what is due and at who waits. */
  ALLOCATOR_TICK(FunctionSpec.ALLOCATOR_TICK, Duration.ofMinutes(1), Duration.ofSeconds(1)),
  /** Has queues come and go with their insights. */
  INSIGHT_PROVISIONER(
      FunctionSpec.INSIGHT_PROVISIONER, Duration.ofMinutes(1), Duration.ofSeconds(2)),
  /** Tells what became of pods. */
  POD_MONITOR(FunctionSpec.POD_MONITOR, Duration.ofMinutes(1), Duration.ofSeconds(5)),
  /** Deletes pods that nobody needs. */
  POD_REAPER(FunctionSpec.POD_REAPER, Duration.ofMinutes(15), Duration.ofSeconds(30));

  private final FunctionSpec function;
  private final Duration every;
  private final Duration everyAtHome;

  ScheduleSpec(FunctionSpec function, Duration every, Duration everyAtHome) {
    this.function = function;
    this.every = every;
    this.everyAtHome = everyAtHome;
  }

  /** Whether a function runs by the clock. */
  public static boolean runs(FunctionSpec function) {
    return Arrays.stream(values()).anyMatch(schedule -> schedule.function == function);
  }

  public FunctionSpec function() {
    return function;
  }

  /** Period on AWS. */
  public Duration every() {
    return every;
  }

  /** Period on the embedded stack. */
  public Duration everyAtHome() {
    return everyAtHome;
  }
}
