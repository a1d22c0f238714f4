package dev.fairlead.resourcepool.executor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.agenda.References;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.wire.WorkMessage;
import java.util.List;
import java.util.Optional;

/** Orders to queue workers. What can't be sent at all must not be tried for ever. */
final class WorkOrders {
  /** What a queue takes, see {@link MessageQueue.Outgoing}. */
  private static final int MAX_MESSAGE_BYTES = 256 * 1024;

  private final MessageQueue queues;

  WorkOrders(MessageQueue queues) {
    this.queues = queues;
  }

  /** Sends an order, or says why it never can be. */
  Optional<Diagnostic> send(
      OperationKey key,
      int attempt,
      String type,
      CorrelationId correlationId,
      References.Resolved resolved,
      Optional<OperationProgress.OfAttempt> lastProgress) {
    if (!resolved.secrets().isEmpty()) {
      // Submit refuses it; a message is read by more than its worker.
      return Optional.of(new Diagnostic("secret", "A queue worker can't be given secrets."));
    }
    String body =
        new WorkMessage(
                key,
                attempt,
                type,
                correlationId,
                resolved.payload(),
                QueueSpec.COMPLETIONS.queueName(),
                lastProgress)
            .body();
    int bytes = body.getBytes(UTF_8).length;
    if (bytes > MAX_MESSAGE_BYTES) {
      return Optional.of(
          new Diagnostic(
              "payload",
              "With its references replaced the payload makes a message of "
                  + bytes
                  + " bytes; a queue worker can be sent "
                  + MAX_MESSAGE_BYTES
                  + "."));
    }
    queues.send(QueueSpec.SAMPLE_WORK.queueName(), List.of(MessageQueue.Outgoing.of(body)));
    return Optional.empty();
  }
}
