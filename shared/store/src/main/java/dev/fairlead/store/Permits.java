package dev.fairlead.store;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.PortException;
import java.util.ArrayList;
import java.util.List;

/**
 * Permits to claim the oldest dispatched agenda of an insight. A permit names the insight, never an
 * agenda: lost, doubled or shuffled permits change nothing but the time of a claim. See
 * docs/adr/0003.
 *
 * <p>Whoever reads a permit serves any insight, so it does not matter which queue it came by. It is
 * the insight's own while that is read, so that many permits of one insight are not before the few
 * of another; else the queue of all. See docs/adr/0028.
 */
public final class Permits {
  private final MessageQueue queues;

  public Permits(MessageQueue queues) {
    this.queues = queues;
  }

  /**
   * Sends so many permits to where the insight's are read. Cost: 1 request per 10, twice that when
   * its own queue is not there any more.
   *
   * @param ledger of the insight, as it was when the agendas were dispatched
   */
  public void send(Ledger ledger, int count) {
    if (ledger.hasQueue()) {
      sendToOwn(ledger.insight(), count);
    } else {
      sendToAll(ledger.insight(), count);
    }
  }

  /** Sends so many permits to the queue that is always read. Cost: 1 request per 10. */
  public void sendToAll(String insight, int count) {
    send(QueueSpec.PERMITS.queueName(), insight, count);
  }

  private void sendToOwn(String insight, int count) {
    try {
      send(InsightQueue.nameOf(insight), insight, count);
    } catch (PortException gone) {
      // A permit too many does no harm, so it does not matter what of them was sent.
      try {
        sendToAll(insight, count);
      } catch (PortException alsoGone) {
        alsoGone.addSuppressed(gone);
        throw alsoGone;
      }
    }
  }

  private void send(String queue, String insight, int count) {
    var messages = new ArrayList<MessageQueue.Outgoing>();
    for (int i = 0; i < count; i++) {
      messages.add(MessageQueue.Outgoing.of(insight));
    }
    if (!messages.isEmpty()) {
      queues.send(queue, List.copyOf(messages));
    }
  }
}
