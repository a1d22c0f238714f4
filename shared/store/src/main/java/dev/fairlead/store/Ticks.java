package dev.fairlead.store;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.run.Report;
import dev.fairlead.wire.ReportMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Asks an agenda's executor to look at it. Cost: 1 request. */
public final class Ticks {
  private final MessageQueue queues;
  private final InstantSource clock;

  public Ticks(MessageQueue queues, InstantSource clock) {
    this.queues = queues;
    this.clock = clock;
  }

  /** Asks now; a question that is lost is asked again by the agenda's alarm. */
  public void send(AgendaKey agenda) {
    send(agenda, tick(agenda).deduplicationKey(clock.instant()));
  }

  /**
   * Asks because an alarm rang.
   *
   * @param next when that alarm rings next
   */
  public void ring(AgendaKey agenda, Instant next) {
    var tick = ReportMessage.of(agenda, new Report.Tick(Optional.of(next)));
    send(tick, tick.deduplicationKey(clock.instant()));
  }

  /**
   * Asks for the sake of something that just happened, whatever else was asked in this moment.
   *
   * @param occasion unique to what happened, up to 128 characters
   */
  public void send(AgendaKey agenda, String occasion) {
    send(tick(agenda), occasion);
  }

  private void send(ReportMessage tick, String occasion) {
    queues.send(
        QueueSpec.COMPLETIONS.queueName(),
        List.of(MessageQueue.Outgoing.inGroup(tick.body(), tick.agenda().toString(), occasion)));
  }

  private static ReportMessage tick(AgendaKey agenda) {
    return ReportMessage.of(agenda, new Report.Tick());
  }
}
