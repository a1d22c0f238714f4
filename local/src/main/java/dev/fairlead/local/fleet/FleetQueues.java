package dev.fairlead.local.fleet;

import dev.fairlead.core.port.MessageQueue;
import java.time.Duration;
import java.util.List;

/** Queues that wake a fleet when something is sent to the one it works for. */
public final class FleetQueues implements MessageQueue {
  private final MessageQueue queues;
  private final String workQueue;
  private final Runnable wake;

  /** Wraps {@code queues}; {@code wake} runs after each send to {@code workQueue}. */
  public FleetQueues(MessageQueue queues, String workQueue, Runnable wake) {
    this.queues = queues;
    this.workQueue = workQueue;
    this.wake = wake;
  }

  @Override
  public void send(String queue, List<Outgoing> messages) {
    try {
      queues.send(queue, messages);
    } finally {
      // Also after a fault: some may have been sent.
      if (queue.equals(workQueue)) {
        wake.run();
      }
    }
  }

  @Override
  public List<Delivery> receive(String queue, int max, Duration visibility, Duration wait) {
    return queues.receive(queue, max, visibility, wait);
  }

  @Override
  public void delete(String queue, String receipt) {
    queues.delete(queue, receipt);
  }

  @Override
  public void deleteAll(String queue, List<String> receipts) {
    queues.deleteAll(queue, receipts);
  }

  @Override
  public void changeVisibility(String queue, String receipt, Duration visibility) {
    queues.changeVisibility(queue, receipt, visibility);
  }

  @Override
  public int depth(String queue) {
    return queues.depth(queue);
  }
}
