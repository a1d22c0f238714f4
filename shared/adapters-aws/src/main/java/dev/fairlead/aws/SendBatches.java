package dev.fairlead.aws;

import dev.fairlead.core.port.MessageQueue.Outgoing;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Messages cut into requests: at most 10, and at most 1 MiB, in order. */
final class SendBatches {
  static final int MAX_ENTRIES = 10;
  static final int MAX_BODY_BYTES = 256 * 1024;
  static final int MAX_BATCH_BYTES = 1024 * 1024;
  static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private SendBatches() {}

  /** Checks all before the first is sent; {@code LIMIT_EXCEEDED} if the port does not allow one. */
  static List<List<SendMessageBatchRequestEntry>> of(String queue, List<Outgoing> messages) {
    var batches = new ArrayList<List<SendMessageBatchRequestEntry>>();
    var batch = new ArrayList<SendMessageBatchRequestEntry>();
    int batchBytes = 0;
    for (Outgoing message : messages) {
      int bytes = message.body().getBytes(StandardCharsets.UTF_8).length;
      check(queue, message, bytes);
      if (batch.size() == MAX_ENTRIES || batchBytes + bytes > MAX_BATCH_BYTES) {
        batches.add(List.copyOf(batch));
        batch.clear();
        batchBytes = 0;
      }
      batch.add(entry(batch.size(), message));
      batchBytes += bytes;
    }
    if (!batch.isEmpty()) {
      batches.add(List.copyOf(batch));
    }
    return batches;
  }

  private static SendMessageBatchRequestEntry entry(int index, Outgoing message) {
    var entry =
        SendMessageBatchRequestEntry.builder()
            .id(Integer.toString(index))
            .messageBody(message.body());
    if (message.delay().isPositive()) {
      entry.delaySeconds(Seconds.roundedUp(message.delay()));
    }
    message.group().ifPresent(entry::messageGroupId);
    message.deduplicationId().ifPresent(entry::messageDeduplicationId);
    return entry.build();
  }

  private static void check(String queue, Outgoing message, int bytes) {
    boolean fifo = queue.endsWith(".fifo");
    require(bytes >= 1 && bytes <= MAX_BODY_BYTES, queue, "a body is 1 byte to 256 KB");
    require(
        !message.delay().isNegative() && message.delay().compareTo(LONGEST_DELAY) <= 0,
        queue,
        "a delay is 0 to 15 minutes");
    require(!fifo || message.delay().isZero(), queue, "a FIFO queue knows no delay of a message");
    require(fifo == message.group().isPresent(), queue, "a group goes with a FIFO queue");
    require(
        fifo == message.deduplicationId().isPresent(),
        queue,
        "a deduplication id goes with a FIFO queue");
  }

  private static void require(boolean holds, String queue, String rule) {
    if (!holds) {
      throw new PortException(Fault.LIMIT_EXCEEDED, rule + "; refused for " + queue);
    }
  }
}
