package dev.fairlead.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.MessageQueue.Outgoing;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** SQS's limits, and what a FIFO queue asks for and refuses. */
final class QueueLimits {
  static final int MAX_BODY_BYTES = 256 * 1024;
  static final int MAX_RECEIVED = 10;
  static final Duration MAX_DELAY = Duration.ofMinutes(15);
  static final Duration MAX_VISIBILITY = Duration.ofHours(12);
  static final Duration MAX_WAIT = Duration.ofSeconds(20);

  private static final String FIFO_ENDING = ".fifo";
  private static final Pattern NAME = Pattern.compile("(?=.{1,80}$)[A-Za-z0-9_-]+(\\.fifo)?");
  private static final Pattern TAG = Pattern.compile("[\\x21-\\x7E]{1,128}");

  private QueueLimits() {}

  static boolean isFifo(String queue) {
    return queue.endsWith(FIFO_ENDING);
  }

  /** The dead-letter queue's name: {@code -dlq} at the end, but before {@code .fifo}. */
  static String deadLettersOf(String queue) {
    return isFifo(queue)
        ? queue.substring(0, queue.length() - FIFO_ENDING.length()) + "-dlq" + FIFO_ENDING
        : queue + "-dlq";
  }

  static boolean isDeadLetters(String queue) {
    return queue.endsWith("-dlq") || queue.endsWith("-dlq" + FIFO_ENDING);
  }

  static void checkName(String queue) {
    require(NAME.matcher(queue).matches(), "not the name of a queue: " + queue);
  }

  static void check(String queue, Outgoing message) {
    int bytes = message.body().getBytes(UTF_8).length;
    require(
        bytes >= 1 && bytes <= MAX_BODY_BYTES,
        "a body has 1 to " + MAX_BODY_BYTES + " bytes, not " + bytes);
    checkSpan("delay", message.delay(), MAX_DELAY);
    if (isFifo(queue)) {
      require(message.delay().isZero(), "a FIFO queue delays no single message");
      checkTag("group", message.group());
      checkTag("deduplication id", message.deduplicationId());
    } else {
      require(
          message.group().isEmpty() && message.deduplicationId().isEmpty(),
          "only a FIFO queue has groups and deduplication ids");
    }
  }

  static void checkReceive(int max, Duration visibility, Duration wait) {
    require(max >= 1 && max <= MAX_RECEIVED, "1 to " + MAX_RECEIVED + " at a time, not " + max);
    checkVisibility(visibility);
    checkSpan("wait", wait, MAX_WAIT);
  }

  static void checkVisibility(Duration visibility) {
    checkSpan("visibility", visibility, MAX_VISIBILITY);
  }

  private static void checkTag(String what, Optional<String> tag) {
    require(
        tag.filter(text -> TAG.matcher(text).matches()).isPresent(),
        "a FIFO message has a " + what + " of 1 to 128 printable ASCII characters, not " + tag);
  }

  private static void checkSpan(String what, Duration span, Duration longest) {
    require(
        !span.isNegative() && span.compareTo(longest) <= 0,
        "a " + what + " is 0 to " + longest + ", not " + span);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new PortException(Fault.LIMIT_EXCEEDED, otherwise);
    }
  }
}
