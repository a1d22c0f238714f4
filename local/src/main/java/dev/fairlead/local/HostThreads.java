package dev.fairlead.local;

import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.core.port.MessageQueue;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The host's threads: some for each queue, one for each queue of an insight that is to be read, one
 * for the schedules. All are daemons.
 */
final class HostThreads implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HostThreads.class.getName());
  private static final Duration LONG_POLL = Duration.ofSeconds(20);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(200);
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final HomeFunctions functions;
  private final MessageQueue queues;
  private final Supplier<List<String>> provided;
  private final List<Thread> pumps = new ArrayList<>();
  private final Map<String, Thread> pumpsOfInsights = new ConcurrentHashMap<>();
  private final ScheduledExecutorService schedules =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("schedules").daemon().factory());
  private volatile boolean ending;

  /**
   * Starts them; each schedule runs once at once, so that a restart loses no time.
   *
   * @param provided names the queues of insights that are to be read
   */
  HostThreads(HomeFunctions functions, MessageQueue queues, Supplier<List<String>> provided) {
    this.functions = functions;
    this.queues = queues;
    this.provided = provided;
    for (QueueTrigger trigger : QueueTrigger.values()) {
      var pump = new QueuePump(trigger, queues, functions);
      for (int i = 0; i < threadsFor(trigger); i++) {
        pumps.add(
            Thread.ofPlatform()
                .name(trigger.queue().queueName() + "-" + i)
                .daemon()
                .start(() -> run(pump, () -> true)));
      }
    }
    for (ScheduleSpec schedule : ScheduleSpec.values()) {
      var _ =
          schedules.scheduleWithFixedDelay(
              () -> fire(schedule), 0, schedule.everyAtHome().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static int threadsFor(QueueTrigger trigger) {
    return switch (trigger) {
      case WAKE, ALARMS, LEASES -> 1;
      case PERMITS, PODS -> 2;
      case COMPLETIONS -> 4;
    };
  }

  /** Only on the thread of the schedules. */
  private void readProvided() {
    pumpsOfInsights.values().removeIf(thread -> !thread.isAlive());
    for (String queue : provided.get()) {
      pumpsOfInsights.computeIfAbsent(queue, this::read);
    }
  }

  private Thread read(String queue) {
    var pump = QueuePump.ofInsight(queue, queues, functions);
    return Thread.ofVirtual()
        .name(queue)
        .start(() -> run(pump, () -> provided.get().contains(queue)));
  }

  private void run(QueuePump pump, BooleanSupplier isWanted) {
    while (!ending && isWanted.getAsBoolean()) {
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

  private void fire(ScheduleSpec schedule) {
    try {
      functions.fire(schedule);
      if (schedule == ScheduleSpec.INSIGHT_PROVISIONER) {
        readProvided();
      }
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
    pumps.addAll(pumpsOfInsights.values());
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
