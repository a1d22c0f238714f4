package dev.fairlead.kubernetes;

import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.pod.PodRef;
import dev.fairlead.core.secret.SecretName;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a pod of ours. */
final class PodReading {
  private final Pod pod;
  private final Map<String, String> annotations;

  private PodReading(Pod pod) {
    this.pod = pod;
    this.annotations = Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of());
  }

  /** Empty if it lacks what all of our pods have: somebody else made it, or rewrote it. */
  static Optional<PodFacts> facts(Pod pod) {
    try {
      return Optional.of(new PodReading(pod).facts());
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  private PodFacts facts() {
    var meta = pod.getMetadata();
    PodStatus status = Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);
    Optional<ContainerState> state =
        status.getContainerStatuses().stream()
            .filter(container -> container.getName().equals(PodSpecs.CONTAINER))
            .findFirst()
            .map(ContainerStatus::getState);
    return new PodFacts(
        new PodRef(meta.getNamespace(), meta.getName()),
        meta.getUid(),
        OperationKey.parse(required(Marks.OPERATION_KEY)),
        Integer.parseInt(
            Optional.ofNullable(meta.getLabels()).orElse(Map.of()).getOrDefault(Marks.ATTEMPT, "")),
        Instant.parse(meta.getCreationTimestamp()),
        phase(status),
        Optional.ofNullable(pod.getSpec().getNodeName()),
        deletedAt(),
        given(status.getReason()),
        given(status.getMessage()),
        unschedulable(status),
        state
            .flatMap(now -> Optional.ofNullable(now.getWaiting()))
            .map(waiting ->
                new PodFacts.Waiting(text(waiting.getReason()), text(waiting.getMessage()))),
        state
            .flatMap(now -> Optional.ofNullable(now.getRunning()))
            .map(running -> Instant.parse(running.getStartedAt())),
        state.flatMap(now -> Optional.ofNullable(now.getTerminated())).map(PodReading::ended),
        new PodFacts.Said(
            Optional.ofNullable(annotations.get(Marks.POP_PROGRESS)),
            Optional.ofNullable(annotations.get(Marks.POP_RESULT)),
            parts(),
            below(Marks.ASK),
            below(Marks.ANSWER).keySet()),
        ordered());
  }

  /** What is no number of parts says nothing. */
  private int parts() {
    String text = annotations.getOrDefault(Marks.RESULT_PARTS, "");
    int parts = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : 0;
    return parts <= PodFacts.Said.MAX_PARTS ? parts : 0;
  }

  private SortedMap<String, String> below(String prefix) {
    var found = new TreeMap<String, String>();
    annotations.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        found.put(name.substring(prefix.length()), value);
      }
    });
    return found;
  }

  private PodFacts.Ordered ordered() {
    return new PodFacts.Ordered(
        Duration.parse(required(Marks.STARTS_WITHIN)),
        Optional.ofNullable(annotations.get(Marks.SILENCE)).map(Duration::parse),
        Optional.ofNullable(annotations.get(Marks.KEEP)).map(Duration::parse),
        annotations.containsKey(Marks.IDEMPOTENT),
        Duration.parse(required(Marks.LONGEST)),
        secrets(),
        Optional.ofNullable(annotations.get(Marks.TOLD)));
  }

  private Set<SecretName> secrets() {
    return Arrays.stream(annotations.getOrDefault(Marks.SECRETS, "").split(","))
        .filter(name -> !name.isEmpty())
        .map(SecretName::new)
        .collect(Collectors.toSet());
  }

  private String required(String annotation) {
    return Optional.ofNullable(annotations.get(annotation))
        .orElseThrow(() -> new IllegalArgumentException("no " + annotation));
  }

  /** The time that Kubernetes writes is when its grace is over. */
  private Optional<Instant> deletedAt() {
    long grace = Optional.ofNullable(pod.getMetadata().getDeletionGracePeriodSeconds()).orElse(0L);
    return Optional.ofNullable(pod.getMetadata().getDeletionTimestamp())
        .map(Instant::parse)
        .map(over -> over.minusSeconds(grace));
  }

  private static PodFacts.Phase phase(PodStatus status) {
    return switch (text(status.getPhase())) {
      case "Pending", "" -> PodFacts.Phase.PENDING;
      case "Running" -> PodFacts.Phase.RUNNING;
      case "Succeeded" -> PodFacts.Phase.SUCCEEDED;
      case "Failed" -> PodFacts.Phase.FAILED;
      default -> PodFacts.Phase.UNKNOWN;
    };
  }

  private static Optional<String> unschedulable(PodStatus status) {
    return status.getConditions().stream()
        .filter(condition -> condition.getType().equals("PodScheduled"))
        .filter(condition -> condition.getStatus().equals("False"))
        .map(condition -> "No node takes it: " + text(condition.getMessage()))
        .findFirst();
  }

  private static PodFacts.Ended ended(ContainerStateTerminated state) {
    return new PodFacts.Ended(
        Optional.ofNullable(state.getExitCode()).orElse(-1),
        text(state.getReason()),
        text(state.getMessage()),
        time(state.getStartedAt()),
        time(state.getFinishedAt()));
  }

  /** A node that was lost gives times of 1970, or none. */
  private static Optional<Instant> time(@Nullable String text) {
    return given(text).map(Instant::parse).filter(at -> at.getEpochSecond() > 0);
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }

  private static String text(@Nullable String text) {
    return Optional.ofNullable(text).orElse("");
  }
}
