package dev.fairlead.store;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.port.MessageQueue;
import java.util.ArrayList;
import java.util.List;

/**
 * Permits to claim the oldest dispatched agenda of an insight. A permit names the insight, never an
 * agenda: lost, doubled or shuffled permits change nothing but the time of a claim. See
 * docs/adr/0003.
 */
public final class Permits {
  private final MessageQueue queues;

  public Permits(MessageQueue queues) {
    this.queues = queues;
  }

  /** Sends so many permits. Cost: 1 request per 10. */
  public void send(String insight, int count) {
    var messages = new ArrayList<MessageQueue.Outgoing>();
    for (int i = 0; i < count; i++) {
      messages.add(MessageQueue.Outgoing.of(insight));
    }
    if (!messages.isEmpty()) {
      // Whoever reads it serves any insight: the permit says which.
      queues.send(QueueSpec.PERMITS.queueName(), List.copyOf(messages));
    }
  }
}
