package dev.fairlead.resourcepool.executor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.References;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.run.AttemptLease;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.Output;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.PodMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Orders to the launcher of pods. Cost of each: 1 request, and 1 blob for a large payload. */
final class PodOrders {
  /** A message has 256 KB; the rest of it is small. */
  private static final int MAX_INLINE = 200 * 1024;

  /** An attempt that nobody limits is ended by Kubernetes after so long. */
  private static final Duration LONGEST = Duration.ofDays(7);

  private final MessageQueue queues;
  private final BlobStore blobs;

  PodOrders(MessageQueue queues, BlobStore blobs) {
    this.queues = queues;
    this.blobs = blobs;
  }

  /**
   * Has an attempt started, or told of.
   *
   * @param run the operation's; an attempt of it is out there
   * @param parent the attempt that asked for it, if one did
   */
  void launch(
      OperationKey key,
      OperationRun run,
      OperationSpec spec,
      CorrelationId correlationId,
      References.Resolved resolved,
      Optional<OperationProgress.OfAttempt> lastProgress,
      Optional<PodMessage.Parent> parent) {
    send(launching(key, run, spec, correlationId, resolved, lastProgress, MAX_INLINE, parent));
  }

  /**
   * The order to start an attempt, or to tell of it.
   *
   * @param inline bytes of a payload that is part of it; a larger one becomes a blob
   */
  PodMessage.Launch launching(
      OperationKey key,
      OperationRun run,
      OperationSpec spec,
      CorrelationId correlationId,
      References.Resolved resolved,
      Optional<OperationProgress.OfAttempt> lastProgress,
      int inline,
      Optional<PodMessage.Parent> parent) {
    AttemptLease lease = run.lease().orElseThrow();
    int outOfMemory = run.attempts().outOfMemory();
    Amounts requests = spec.retry().grown(spec.requests(), outOfMemory);
    return new PodMessage.Launch(
        key,
        lease.attempt(),
        spec.type(),
        correlationId,
        lease.since(),
        lease.startedAt().isPresent(),
        payload(key, resolved.payload(), inline),
        resolved.secrets(),
        lastProgress,
        Amounts.of(0, 0, requests.cpuMillis(), requests.memoryMib()),
        spec.retry().memoryPercent(outOfMemory),
        spec.timeouts().running().orElse(LONGEST),
        parent);
  }

  /** The attempt no longer counts. */
  void release(OperationKey key, int attempt, String type) {
    send(new PodMessage.Release(key, attempt, type));
  }

  /** What came of what an attempt asked for beside itself. */
  void answer(OperationKey key, int attempt, String type, SortedMap<String, Json> answers) {
    send(new PodMessage.Answer(key, attempt, type, answers));
  }

  private PodMessage.Payload payload(OperationKey key, Json payload, int inline) {
    byte[] text = JsonText.write(payload).getBytes(UTF_8);
    return text.length <= inline
        ? new PodMessage.Payload.Inline(payload)
        : new PodMessage.Payload.InBlob(
            new Output.Spilled(blobs.put(key.agenda().toString(), text), text.length));
  }

  private void send(PodMessage message) {
    queues.send(QueueSpec.PODS.queueName(), List.of(MessageQueue.Outgoing.of(message.body())));
  }
}
