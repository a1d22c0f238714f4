package dev.fairlead.store;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.port.MessageQueue;
import java.util.List;

/** Wakes the allocator. Hints: what is lost its schedule finds within a minute. Cost: 1 request. */
public final class LeaseWakeUps {
  private static final String TYPE = "type/";

  private final MessageQueue queues;

  public LeaseWakeUps(MessageQueue queues) {
    this.queues = queues;
  }

  /** What it is told to look at those who wait for a type of resource. */
  public static String ofType(String type) {
    return TYPE + type;
  }

  /** Something waits for a type of resource, or may be served now. */
  public void serve(String type) {
    send(ofType(type));
  }

  /** There is something to do for a lease or a resource. */
  public void look(Target target) {
    send(target.text());
  }

  private void send(String message) {
    queues.send(QueueSpec.LEASES.queueName(), List.of(MessageQueue.Outgoing.of(message)));
  }
}
