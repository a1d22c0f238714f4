package dev.fairlead.core.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Queues with at-least-once delivery: the shape of SQS. A queue whose name ends in {@code .fifo}
 * keeps the order within a message group and gives out a group's next message only when the earlier
 * ones are deleted. Messages are hints everywhere in Fairlead: losing one delays, never loses.
 *
 * <p>Every method may throw {@link PortException}.
 */
public interface MessageQueue {
  /**
   * A message to send.
   *
   * @param body up to 256 KB
   * @param delay 0 to 15 minutes before it is first visible; must be zero on a FIFO queue. AWS
   *     rounds up to whole seconds
   * @param group required on a FIFO queue, refused elsewhere
   * @param deduplicationId on a FIFO queue: a second message with this id within 5 minutes is
   *     accepted and dropped; required there
   */
  record Outgoing(
      String body, Duration delay, Optional<String> group, Optional<String> deduplicationId) {

    public static Outgoing of(String body) {
      return new Outgoing(body, Duration.ZERO, Optional.empty(), Optional.empty());
    }

    public static Outgoing later(String body, Duration delay) {
      return new Outgoing(body, delay, Optional.empty(), Optional.empty());
    }

    public static Outgoing inGroup(String body, String group, String deduplicationId) {
      return new Outgoing(body, Duration.ZERO, Optional.of(group), Optional.of(deduplicationId));
    }
  }

  /**
   * A received message.
   *
   * @param receipt what {@link #delete} and {@link #changeVisibility} ask for; good until the
   *     message is received again
   * @param receiveCount 1 on first delivery
   */
  record Delivery(
      String messageId, String receipt, String body, int receiveCount, Optional<String> group) {}

  /** Sends all, in order. After a fault some may have been sent. Cost: 1 request per 10. */
  void send(String queue, List<Outgoing> messages);

  /**
   * Takes up to {@code max} (1 to 10) visible messages and hides them.
   *
   * @param visibility how long they stay hidden unless deleted, 0 s to 12 h
   * @param wait how long to wait for the first, 0 to 20 s; 0 never blocks
   */
  List<Delivery> receive(String queue, int max, Duration visibility, Duration wait);

  /** Ends a message. Deleting twice, or by an old receipt, does nothing. */
  void delete(String queue, String receipt);

  /** As {@link #delete}, of several messages. Cost: 1 request each, unless it says less. */
  default void deleteAll(String queue, List<String> receipts) {
    receipts.forEach(receipt -> delete(queue, receipt));
  }

  /** Hides a received message for so long from now; zero shows it at once. */
  void changeVisibility(String queue, String receipt, Duration visibility);

  /** Messages in the queue, hidden and delayed ones included. Approximate on AWS. */
  int depth(String queue);
}
