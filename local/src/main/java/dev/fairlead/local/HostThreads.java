package dev.fairlead.local;

import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.core.port.MessageQueue;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The host's threads: some for each queue, one for the schedules. All are daemons. */
final class HostThreads implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HostThreads.class.getName());
  private static final Duration LONG_POLL = Duration.ofSeconds(20);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(200);
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final List<Thread> pumps = new ArrayList<>();
  private final ScheduledExecutorService schedules =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("schedules").daemon().factory());
  private volatile boolean ending;

  /** Starts them; each schedule runs once at once, so that a restart loses no time. */
  HostThreads(HomeFunctions functions, MessageQueue queues) {
    for (QueueTrigger trigger : QueueTrigger.values()) {
      var pump = new QueuePump(trigger, queues, functions);
      for (int i = 0; i < threadsFor(trigger); i++) {
        pumps.add(
            Thread.ofPlatform()
                .name(trigger.queue().queueName() + "-" + i)
                .daemon()
                .start(() -> run(pump)));
      }
    }
    for (ScheduleSpec schedule : ScheduleSpec.values()) {
      var _ =
          schedules.scheduleWithFixedDelay(
              () -> fire(functions, schedule),
              0,
              schedule.everyAtHome().toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  private static int threadsFor(QueueTrigger trigger) {
    return switch (trigger) {
      case WAKE, ALARMS -> 1;
      case PERMITS -> 2;
      case COMPLETIONS -> 4;
    };
  }

  private void run(QueuePump pump) {
    while (!ending) {
      try {
        pump.turn(LONG_POLL);
      } catch (RuntimeException failure) {
        if (!ending) {
          LOG.log(Level.WARNING, "a queue could not be read; trying again", failure);
          rest();
        }
      }
    }
  }

  private void rest() {
    try {
      Thread.sleep(AFTER_FAILURE);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      ending = true;
    }
  }

  private static void fire(HomeFunctions functions, ScheduleSpec schedule) {
    try {
      functions.fire(schedule);
    } catch (RuntimeException failure) {
      // The next turn tries again; a schedule that throws would never run again here.
      LOG.log(Level.WARNING, schedule + " failed; trying again at its next turn", failure);
    }
  }

  /** Ends the loops and waits a little for those in the middle of a batch. */
  @Override
  public void close() {
    ending = true;
    schedules.shutdownNow();
    pumps.forEach(Thread::interrupt);
    try {
      for (Thread pump : pumps) {
        pump.join(GOODBYE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
