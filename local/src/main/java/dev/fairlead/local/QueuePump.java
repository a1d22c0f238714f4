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
  private final String queue;
  private final MessageQueue queues;
  private final HomeFunctions functions;

  /** Of the queue that the catalog names. */
  public QueuePump(QueueTrigger trigger, MessageQueue queues, HomeFunctions functions) {
    this(trigger, trigger.queue().queueName(), queues, functions);
  }

  private QueuePump(
      QueueTrigger trigger, String queue, MessageQueue queues, HomeFunctions functions) {
    this.trigger = trigger;
    this.queue = queue;
    this.queues = queues;
    this.functions = functions;
  }

  /** Of an insight's own queue, which is as that of all permits. */
  public static QueuePump ofInsight(String queue, MessageQueue queues, HomeFunctions functions) {
    return new QueuePump(QueueTrigger.PERMITS, queue, queues, functions);
  }

  /**
   * One turn.
   *
   * @param wait how long to wait for a first message; zero never blocks
   * @return whether there was one
   */
  public boolean turn(Duration wait) {
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
