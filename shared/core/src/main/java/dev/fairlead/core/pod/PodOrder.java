package dev.fairlead.core.pod;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.objects.HandlerTerms;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.secret.SecretName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A pod to be created.
 *
 * @param key with the attempt, whose work it does, and what its name is made of
 * @param type the operation's
 * @param handler how work of that type is run
 * @param requests cpu and memory for this attempt; what is absent is as the handler says
 * @param payload JSON, references replaced, with its secrets; at most {@value #MAX_PAYLOAD} bytes
 *     together with the next
 * @param lastProgress JSON of what the attempt before this one said last
 * @param secrets names of those in the payload: what the pod says is read without them
 * @param longest after so long from its start Kubernetes ends it, whatever became of us
 * @param owner a pod of the same namespace with which Kubernetes deletes it
 */
public record PodOrder(
    PodRef pod,
    OperationKey key,
    int attempt,
    String type,
    CorrelationId correlationId,
    HandlerTerms handler,
    Amounts requests,
    String payload,
    Optional<String> lastProgress,
    Set<SecretName> secrets,
    Duration longest,
    Optional<Owner> owner) {
  /** A pod, and no later one of its name. */
  public record Owner(String name, String uid) {}

  /** What one object of Kubernetes takes, less what goes around it; more comes in parts. */
  public static final int MAX_PART = 900 * 1024;

  /** As much as a document or a result has; the cluster keeps all of it while the pod is there. */
  public static final int MAX_PAYLOAD = 5 * 1024 * 1024;

  public PodOrder {
    secrets = Set.copyOf(secrets);
  }
}
