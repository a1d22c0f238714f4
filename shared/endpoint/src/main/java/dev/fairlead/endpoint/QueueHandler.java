package dev.fairlead.endpoint;

import java.util.List;
import java.util.Set;

/** Handles messages of one queue, a batch at a time. */
@FunctionalInterface
public interface QueueHandler {
  /**
   * Handles a batch; the same message may come again even after success. A thrown exception fails
   * the whole batch.
   *
   * @param messages in the queue's order
   * @return ids of the messages to deliver again; on a FIFO queue the later ones of their groups
   *     are delivered again with them
   */
  Set<String> handle(List<QueueMessage> messages);

  /** Handles messages one by one. */
  @FunctionalInterface
  interface Single {
    /** Handles a message; a thrown exception has it delivered again. */
    void handle(QueueMessage message);
  }
}
