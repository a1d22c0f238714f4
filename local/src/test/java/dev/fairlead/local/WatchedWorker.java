package dev.fairlead.local;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.MessageQueue.Delivery;
import dev.fairlead.core.port.MessageQueue.Outgoing;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.wire.ReportMessage;
import dev.fairlead.wire.WorkMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A queue worker that keeps what it was sent, and reports only when told to. */
final class WatchedWorker {
  private static final String WORK = QueueSpec.SAMPLE_WORK.queueName();

  private final InstantSource clock;
  private final List<WorkMessage> orders = new ArrayList<>();

  WatchedWorker(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes the orders off the queue that are visible now, and gives them. */
  List<WorkMessage> take(MessageQueue queues) {
    return take(queues, Duration.ZERO);
  }

  /**
   * Takes orders off the queue and gives them.
   *
   * @param wait how long to wait for the next
   */
  List<WorkMessage> take(MessageQueue queues, Duration wait) {
    var taken = new ArrayList<WorkMessage>();
    List<Delivery> batch;
    do {
      batch = queues.receive(WORK, 10, QueueSpec.SAMPLE_WORK.visibility(), wait);
      for (Delivery delivery : batch) {
        taken.add(WorkMessage.parse(delivery.body()));
        queues.delete(WORK, delivery.receipt());
      }
    } while (!batch.isEmpty());
    orders.addAll(taken);
    return taken;
  }

  /** Every order so far. */
  List<WorkMessage> orders() {
    return List.copyOf(orders);
  }

  /** Says that it began, and nothing after that. */
  void start(WorkMessage order, MessageQueue queues) {
    ReportMessage message =
        ReportMessage.of(
            order.key().agenda(),
            new Report.Started(order.key().operation(), order.attempt(), 1, clock.instant()));
    send(order, message, message.agenda().toString(), message.deduplicationKey(), queues);
  }

  void succeed(WorkMessage order, MessageQueue queues) {
    ReportMessage message = success(order);
    send(order, message, message.agenda().toString(), message.deduplicationKey(), queues);
  }

  /**
   * Reports twice, past the queue's order, so that an agenda gets reports in many places at once.
   */
  void succeedTwiceAtOnce(WorkMessage order, MessageQueue queues) {
    ReportMessage message = success(order);
    for (String group : List.of(order.key() + "/1", order.key() + "/2")) {
      send(order, message, group, group, queues);
    }
  }

  private ReportMessage success(WorkMessage order) {
    var ended =
        new Report.Ended(
            order.key().operation(),
            order.attempt(),
            1,
            Optional.of(clock.instant()),
            clock.instant(),
            new Ending.Succeeded(Json.EMPTY));
    return ReportMessage.of(order.key().agenda(), ended);
  }

  private static void send(
      WorkMessage order, ReportMessage message, String group, String id, MessageQueue queues) {
    queues.send(order.reportTo(), List.of(Outgoing.inGroup(message.body(), group, id)));
  }
}
