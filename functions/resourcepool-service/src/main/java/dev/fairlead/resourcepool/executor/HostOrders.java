package dev.fairlead.resourcepool.executor;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.References;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.wire.HostMessage;
import dev.fairlead.wire.PodMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Orders to the allocator, which leases a host for each attempt and has the work done there. Cost
 * of each: 1 request, and 1 blob for a payload that would make the lease's order a large row.
 */
final class HostOrders {
  /** It is stored with the lease, for 1 write unit per KB. */
  private static final int MAX_INLINE = 8 * 1024;

  private final MessageQueue queues;
  private final PodOrders orders;

  HostOrders(MessageQueue queues, PodOrders orders) {
    this.queues = queues;
    this.orders = orders;
  }

  /**
   * Has a lease asked for and the attempt started once it is there, or told of. Also says that the
   * attempt is still wanted.
   *
   * @param run the operation's; an attempt of it is out there
   * @param admittedAt when its agenda was
   */
  void launch(
      OperationKey key,
      OperationRun run,
      OperationSpec spec,
      CorrelationId correlationId,
      References.Resolved resolved,
      Optional<OperationProgress.OfAttempt> lastProgress,
      Instant admittedAt) {
    send(
        orders.launching(
            key, run, spec, correlationId, resolved, lastProgress, MAX_INLINE, Optional.empty()),
        admittedAt);
  }

  /** The attempt no longer counts. */
  void release(OperationKey key, int attempt, String type, Instant now) {
    send(new PodMessage.Release(key, attempt, type), now);
  }

  private void send(PodMessage order, Instant admittedAt) {
    queues.send(
        QueueSpec.LEASES.queueName(),
        List.of(MessageQueue.Outgoing.of(new HostMessage(order, admittedAt).body())));
  }
}
