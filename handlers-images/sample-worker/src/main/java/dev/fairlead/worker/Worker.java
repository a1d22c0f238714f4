package dev.fairlead.worker;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.wire.ReportMessage;
import dev.fairlead.wire.ResultParts;
import dev.fairlead.wire.WorkMessage;
import dev.fairlead.worker.Telling.Said;
import dev.fairlead.worker.WorkQueue.Delivery;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Takes one attempt at a time: reports its start, works, reports its end, deletes the message, in
 * this order. A worker that dies anywhere in between leaves the message to the next one, which
 * reports one start more; two ends of one attempt are the agenda's to tell apart. Starts are
 * counted by the queue's deliveries, so one that was lost before the work began counts too.
 */
public final class Worker {
  /** How long a message is hidden; twice what lies between two beats, so that one may fail. */
  static final Duration VISIBILITY = Duration.ofSeconds(30);

  static final Duration BEAT = Duration.ofSeconds(10);

  private static final System.Logger LOG = System.getLogger(Worker.class.getName());

  private final WorkQueue queue;
  private final Work work;
  private final InstantSource clock;
  private final ScheduledExecutorService beats;
  private volatile boolean busy;

  /** Makes a worker; {@code beats} is where messages are kept hidden while the work is done. */
  public Worker(WorkQueue queue, Work work, InstantSource clock, ScheduledExecutorService beats) {
    this.queue = queue;
    this.work = work;
    this.clock = clock;
    this.beats = beats;
  }

  /**
   * One turn: waits for a message and does what it asks. Throws what the queue throws; the message
   * then comes again by itself.
   *
   * @return whether there was a message
   */
  public boolean turn() {
    var delivery = queue.receive(VISIBILITY);
    busy = delivery.isPresent();
    try {
      delivery.ifPresent(this::handle);
    } finally {
      busy = false;
    }
    return delivery.isPresent();
  }

  /** Whether it has a message in hand. */
  public boolean isBusy() {
    return busy;
  }

  private void handle(Delivery delivery) {
    WorkMessage message;
    try {
      message = WorkMessage.parse(delivery.body());
    } catch (FairleadException unreadable) {
      // It names no agenda to tell. Left alone, it ends in the dead-letter queue for people to see.
      LOG.log(Level.ERROR, "a work message is unreadable: {0}", unreadable.getMessage());
      return;
    }
    var startedAt = clock.instant();
    int start = delivery.receiveCount();
    var operation = message.key().operation();
    report(
        message, new Report.Started(operation, message.attempt(), start, startedAt), Said.NOTHING);
    var telling = new Telling();
    var beat =
        beats.scheduleAtFixedRate(
            () -> beat(delivery, message, telling),
            BEAT.toMillis(),
            BEAT.toMillis(),
            TimeUnit.MILLISECONDS);
    Ending ending;
    try {
      ending = run(message, telling);
    } finally {
      beat.cancel(false);
    }
    report(message, ended(message, start, startedAt, ending), telling.all());
    queue.delete(delivery.receipt());
  }

  /** Keeps the message hidden and tells that the attempt is alive, with what is news of it. */
  void beat(Delivery delivery, WorkMessage message, Telling telling) {
    try {
      queue.extend(delivery.receipt(), VISIBILITY);
      report(
          message,
          new Report.Beat(message.key().operation(), message.attempt(), clock.instant()),
          telling.news().orElse(Said.NOTHING));
    } catch (RuntimeException missed) {
      // The next beat is due before the message shows.
      telling.again();
      LOG.log(Level.WARNING, "a beat of " + message.key() + " was missed", missed);
    }
  }

  private Ending run(WorkMessage message, Telling telling) {
    try {
      return work.run(message, telling);
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "the work of " + message.key() + " threw", bug);
      return new Ending.Failed(new Diagnostic("exception", bug.toString()));
    }
  }

  private Report ended(WorkMessage message, int starts, Instant startedAt, Ending ending) {
    return new Report.Ended(
        message.key().operation(),
        message.attempt(),
        starts,
        Optional.of(startedAt),
        clock.instant(),
        ending);
  }

  private void report(WorkMessage message, Report report, Said said) {
    ResultParts.of(new ReportMessage(message.key().agenda(), report, said.log(), said.progress()))
        .forEach(queue::report);
  }
}
