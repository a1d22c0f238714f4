package dev.fairlead.bench.faults;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.MessageQueue.Delivery;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.run.Report;
import dev.fairlead.wire.ReportMessage;
import dev.fairlead.wire.WorkMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A queue worker as the sample worker is one: reports the start, works and beats, reports the end,
 * deletes the message. One that dies is replaced by one that knows nothing.
 */
final class SimulatedWorker implements Actor {
  private static final Duration VISIBILITY = Duration.ofSeconds(30);
  private static final Duration BEAT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofSeconds(1);

  private record Work(Delivery delivery, WorkMessage message, Instant startedAt, Instant endsAt) {}

  private final SimulatedClock clock;
  private final Turbulence turbulence;
  private final MessageQueue queues;
  private final Openings openings;
  private final Effects effects;
  private Optional<Work> work = Optional.empty();
  private Instant next;

  SimulatedWorker(
      SimulatedClock clock,
      Turbulence turbulence,
      MessageQueue queues,
      Openings openings,
      Effects effects) {
    this.clock = clock;
    this.turbulence = turbulence;
    this.queues = queues;
    this.openings = openings;
    this.effects = effects;
    this.next = clock.instant();
  }

  boolean isBusy() {
    return work.isPresent();
  }

  /** There may be a message. */
  void wake() {
    if (work.isEmpty()) {
      next = clock.instant();
    }
  }

  @Override
  public Instant due() {
    return work.isPresent()
        ? next
        : Actor.later(next, openings.next(QueueSpec.SAMPLE_WORK.queueName()));
  }

  @Override
  public boolean isReentrant() {
    return false;
  }

  @Override
  public void act() {
    try {
      turbulence.as(
          Site.WORKER, Optional.empty(), () -> work.ifPresentOrElse(this::goOn, this::take));
    } catch (PortException | Crash dead) {
      turbulence.note(() -> "a worker died");
      work = Optional.empty();
      next = clock.instant().plus(POLL);
    }
  }

  private void take() {
    next = clock.instant().plus(POLL);
    List<Delivery> received =
        queues.receive(QueueSpec.SAMPLE_WORK.queueName(), 1, VISIBILITY, Duration.ZERO);
    if (received.isEmpty()) {
      return;
    }
    Delivery delivery = received.getFirst();
    WorkMessage message = WorkMessage.parse(delivery.body());
    Instant now = clock.instant();
    String operation = message.key().operation();
    report(message, new Report.Started(operation, message.attempt(), delivery.receiveCount(), now));
    effects.started(message.key(), message.attempt());
    turbulence.note(() -> "started " + message.key() + " " + message.attempt());
    Instant end = clock.instant().plus(Effects.length(message.payload()));
    work = Optional.of(new Work(delivery, message, now, end));
    next = earlier(end, clock.instant().plus(BEAT));
  }

  private void goOn(Work current) {
    if (clock.instant().isBefore(current.endsAt())) {
      beat(current);
      next = earlier(current.endsAt(), clock.instant().plus(BEAT));
      return;
    }
    WorkMessage message = current.message();
    report(
        message,
        new Report.Ended(
            message.key().operation(),
            message.attempt(),
            current.delivery().receiveCount(),
            Optional.of(current.startedAt()),
            clock.instant(),
            Effects.ending(message.payload(), message.attempt())));
    work = Optional.empty();
    next = clock.instant();
    queues.delete(QueueSpec.SAMPLE_WORK.queueName(), current.delivery().receipt());
  }

  private void beat(Work current) {
    WorkMessage message = current.message();
    try {
      queues.changeVisibility(
          QueueSpec.SAMPLE_WORK.queueName(), current.delivery().receipt(), VISIBILITY);
      report(
          message, new Report.Beat(message.key().operation(), message.attempt(), clock.instant()));
    } catch (PortException missed) {
      turbulence.note(() -> "a beat was missed");
    }
  }

  private void report(WorkMessage to, Report report) {
    var message = ReportMessage.of(to.key().agenda(), report);
    queues.send(
        to.reportTo(),
        List.of(
            MessageQueue.Outgoing.inGroup(
                message.body(), to.key().agenda().toString(), message.deduplicationKey())));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
