package dev.fairlead.reapers;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.run.Report;
import dev.fairlead.wire.ReportMessage;
import java.time.InstantSource;
import java.util.List;

/** Asks an agenda's executor to look at it. Cost: 1 request. */
final class Ticks {
  private final MessageQueue queues;
  private final InstantSource clock;

  Ticks(MessageQueue queues, InstantSource clock) {
    this.queues = queues;
    this.clock = clock;
  }

  void send(AgendaKey agenda) {
    var message = ReportMessage.of(agenda, new Report.Tick());
    queues.send(
        QueueSpec.COMPLETIONS.queueName(),
        List.of(
            MessageQueue.Outgoing.inGroup(
                message.body(), agenda.toString(), message.deduplicationKey(clock.instant()))));
  }
}
