package dev.fairlead.endpoint;

import java.util.Optional;

/**
 * A message that was received and is deleted when its handler succeeds.
 *
 * @param messageId stays the same when the message is delivered again
 * @param receiveCount 1 on first delivery
 * @param group present on a FIFO queue only
 */
public record QueueMessage(
    String messageId, String body, int receiveCount, Optional<String> group) {}
