package dev.fairlead.local;

import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.MessageQueue.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Feeds one function from its queue, as an event source mapping does on AWS: receives a batch, has
 * it handled, deletes what succeeded and shows the rest again soon.
 */
public final class QueuePump {
  /** What failed is tried again after so long; a real queue would wait for the visibility. */
  private static final Duration AGAIN = Duration.ofMillis(200);

  private final QueueTrigger trigger;
  private final MessageQueue queues;
  private final HomeFunctions functions;

  public QueuePump(QueueTrigger trigger, MessageQueue queues, HomeFunctions functions) {
    this.trigger = trigger;
    this.queues = queues;
    this.functions = functions;
  }

  /**
   * One turn.
   *
   * @param wait how long to wait for a first message; zero never blocks
   * @return whether there was one
   */
  public boolean turn(Duration wait) {
    String queue = trigger.queue().queueName();
    List<Delivery> batch =
        queues.receive(queue, trigger.batchSize(), trigger.queue().visibility(), wait);
    if (batch.isEmpty()) {
      return false;
    }
    Set<String> failed =
        QueueEvents.failed(functions.deliver(trigger.function(), QueueEvents.of(queue, batch)));
    var done = new ArrayList<String>();
    for (Delivery delivery : batch) {
      if (failed.contains(delivery.messageId())) {
        queues.changeVisibility(queue, delivery.receipt(), AGAIN);
      } else {
        done.add(delivery.receipt());
      }
    }
    queues.deleteAll(queue, done);
    return true;
  }
}
