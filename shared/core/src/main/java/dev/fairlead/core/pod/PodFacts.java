package dev.fairlead.core.pod;

import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.core.secret.SecretName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pod of ours as Kubernetes tells of it; of its containers, that of the handler.
 *
 * @param uid differs from that of every other pod, of the same name too
 * @param deletedAt when somebody deleted it, by the server's clock; it may still run
 * @param reason why it is over or lost, in a word of Kubernetes', such as {@code Evicted}
 * @param message the same in a sentence
 * @param unschedulable why no node takes it
 * @param waiting why its container is not there yet
 * @param runningSince while its container runs
 * @param ended once its container has ended
 * @param said what the work has said of itself by annotations
 * @param order what of its order is written on it
 */
public record PodFacts(
    PodRef pod,
    String uid,
    OperationKey key,
    int attempt,
    Instant createdAt,
    Phase phase,
    Optional<String> node,
    Optional<Instant> deletedAt,
    Optional<String> reason,
    Optional<String> message,
    Optional<String> unschedulable,
    Optional<Waiting> waiting,
    Optional<Instant> runningSince,
    Optional<Ended> ended,
    Said said,
    Ordered order) {
  /** Kubernetes' own five. */
  public enum Phase {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    UNKNOWN
  }

  /** A container that is not there yet. */
  public record Waiting(String reason, String message) {}

  /**
   * A container that has ended.
   *
   * @param message what it left at its termination message path; at most 4,096 bytes
   * @param at empty where its node was lost
   */
  public record Ended(
      int exitCode,
      String reason,
      String message,
      Optional<Instant> startedAt,
      Optional<Instant> at) {}

  /**
   * What a container's work has said by annotations of its pod.
   *
   * @param progress JSON
   * @param result JSON
   * @param parts in how many objects beside the pod a result is that no annotation holds; 0 to
   *     {@link #MAX_PARTS}
   * @param asked JSON of what it wants beside it, by the names that it gives that
   * @param answered those names to which it has an answer
   */
  public record Said(
      Optional<String> progress,
      Optional<String> result,
      int parts,
      SortedMap<String, String> asked,
      Set<String> answered) {
    /** As many as the largest result takes: nobody is to be asked for more. */
    public static final int MAX_PARTS = Math.ceilDiv(JsonLimits.MAX_TEXT_BYTES, PodOrder.MAX_PART);

    public Said {
      asked = Collections.unmodifiableSortedMap(new TreeMap<>(asked));
      answered = Set.copyOf(answered);
    }

    /** Of work that wants nothing beside it. */
    public Said(Optional<String> progress, Optional<String> result) {
      this(progress, result, 0, new TreeMap<>(), Set.of());
    }
  }

  /**
   * What of its order is written on the pod, so that whoever watches it need not ask.
   *
   * @param keep how long it stays once it has ended
   * @param longest from its start to when Kubernetes ends it
   * @param told what has been reported of it last
   */
  public record Ordered(
      Duration startsWithin,
      Optional<Duration> silence,
      Optional<Duration> keep,
      boolean isIdempotent,
      Duration longest,
      Set<SecretName> secrets,
      Optional<String> told) {
    public Ordered {
      secrets = Set.copyOf(secrets);
    }
  }

  /** Whether its work has ended and it is to stay all the same, to be looked at. */
  public boolean isKept() {
    return order.keep().isPresent() && deletedAt.isEmpty() && (ended.isPresent() || isOver());
  }

  /** Whether no container of it can run any more. */
  public boolean isOver() {
    return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
  }
}
