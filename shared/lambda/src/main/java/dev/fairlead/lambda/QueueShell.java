package dev.fairlead.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.fairlead.endpoint.BatchLog;
import dev.fairlead.endpoint.PartialBatchException;
import dev.fairlead.endpoint.QueueHandler;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hands batches of an SQS queue to a handler and tells SQS which messages to deliver again. On a
 * FIFO queue the messages of a group that follow a failed one are delivered again with it, so that
 * the group's order holds. Failures are logged and never thrown; errors of the JVM itself are.
 */
public final class QueueShell {
  private record Handled(Set<String> failed, List<RuntimeException> failures) {}

  @FunctionalInterface
  private interface Work {
    Handled handle(List<QueueMessage> messages);
  }

  private final Work work;
  private final InstantSource clock;
  private final BatchLog log;

  private QueueShell(Work work, InstantSource clock, BatchLog log) {
    this.work = work;
    this.clock = clock;
    this.log = log;
  }

  /** A shell that gives a handler the whole batch at once. */
  public static QueueShell batches(QueueHandler handler, InstantSource clock, BatchLog log) {
    return new QueueShell(messages -> whole(handler, messages), clock, log);
  }

  /**
   * A shell that gives a handler one message after the other. A failure leaves the others alone,
   * but for the later ones of its group, which the handler is not given.
   */
  public static QueueShell singly(QueueHandler.Single handler, InstantSource clock, BatchLog log) {
    return new QueueShell(messages -> each(handler, messages), clock, log);
  }

  /** Handles one event; what it returns is to be delivered again. */
  public SQSBatchResponse serve(SQSEvent event) {
    List<SQSMessage> records = event.getRecords() == null ? List.of() : event.getRecords();
    var at = clock.instant();
    var messages = records.stream().map(QueueShell::message).toList();
    var handled = work.handle(messages);
    var again = withFollowers(messages, handled.failed());
    log.handled(
        new BatchLog.Entry(
            at,
            records.isEmpty() ? "-" : queueName(records.getFirst()),
            messages.size(),
            again.size(),
            Duration.between(at, clock.instant()),
            handled.failures()));
    return new SQSBatchResponse(
        again.stream().map(SQSBatchResponse.BatchItemFailure::new).toList());
  }

  /**
   * Handles one event as Lambda hands it over, in JSON.
   *
   * @throws ForeignEventException when the event is of another kind; nothing was done then
   */
  public void serve(InputStream event, OutputStream response) throws IOException {
    var batch = EventReading.queueBatch(JsonText.parse(event.readAllBytes()));
    response.write(
        JsonText.write(EventWriting.batchResponse(serve(batch))).getBytes(StandardCharsets.UTF_8));
  }

  private static Handled whole(QueueHandler handler, List<QueueMessage> messages) {
    var ids = new HashSet<String>();
    messages.forEach(message -> ids.add(message.messageId()));
    try {
      var failed = handler.handle(messages);
      if (!ids.containsAll(failed)) {
        // SQS would take such an answer for a success or a failure of everything; say which.
        throw new IllegalStateException("the handler named messages that it was not given");
      }
      return new Handled(failed, List.of());
    } catch (PartialBatchException partial) {
      return new Handled(partial.messageIds(), causes(partial));
    } catch (RuntimeException failure) {
      return new Handled(ids, List.of(failure));
    }
  }

  /** What went wrong, and not just that something did. */
  private static List<RuntimeException> causes(PartialBatchException partial) {
    var causes = new ArrayList<RuntimeException>();
    for (Throwable suppressed : partial.getSuppressed()) {
      if (suppressed instanceof RuntimeException cause) {
        causes.add(cause);
      }
    }
    return causes.isEmpty() ? List.of(partial) : causes;
  }

  private static Handled each(QueueHandler.Single handler, List<QueueMessage> messages) {
    var failed = new HashSet<String>();
    var brokenGroups = new HashSet<String>();
    var failures = new ArrayList<RuntimeException>();
    for (var message : messages) {
      if (message.group().filter(brokenGroups::contains).isPresent()) {
        continue;
      }
      try {
        handler.handle(message);
      } catch (RuntimeException failure) {
        failed.add(message.messageId());
        message.group().ifPresent(brokenGroups::add);
        failures.add(failure);
      }
    }
    return new Handled(failed, failures);
  }

  private static List<String> withFollowers(List<QueueMessage> messages, Set<String> failed) {
    var brokenGroups = new HashSet<String>();
    var again = new ArrayList<String>();
    for (var message : messages) {
      var follows = message.group().filter(brokenGroups::contains).isPresent();
      if (follows || failed.contains(message.messageId())) {
        message.group().ifPresent(brokenGroups::add);
        again.add(message.messageId());
      }
    }
    return again;
  }

  private static QueueMessage message(SQSMessage message) {
    return new QueueMessage(
        message.getMessageId(), message.getBody(), receiveCount(message), group(message));
  }

  private static int receiveCount(SQSMessage message) {
    return attribute(message, "ApproximateReceiveCount").map(Integer::parseInt).orElse(1);
  }

  /** On a standard queue a group id is only a hint for fairness and orders nothing. */
  private static Optional<String> group(SQSMessage message) {
    return queueName(message).endsWith(".fifo")
        ? attribute(message, "MessageGroupId")
        : Optional.empty();
  }

  private static Optional<String> attribute(SQSMessage message, String name) {
    return Optional.ofNullable(message.getAttributes()).map(attributes -> attributes.get(name));
  }

  private static String queueName(SQSMessage message) {
    return Optional.ofNullable(message.getEventSourceArn())
        .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
        .orElse("-");
  }
}
