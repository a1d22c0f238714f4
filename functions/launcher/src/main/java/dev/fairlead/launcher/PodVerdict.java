package dev.fairlead.launcher;

import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.pod.PodFacts.Phase;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the facts about a pod say of the attempt that it is. What the work did by itself is told
 * apart from what was done to it: only that is {@link Ending.Lost}, and so is tried again without
 * counting as a failure.
 */
sealed interface PodVerdict {
  /** It has not started; why, in a sentence, or empty where there is nothing to say yet. */
  record Waiting(String why) implements PodVerdict {}

  /** Its container runs. */
  record Running(Instant since) implements PodVerdict {}

  /**
   * Somebody other than us ends it, or its node does not answer: nothing that it does from now on
   * counts, but another attempt waits until no container of it can run any more.
   */
  record Leaving(String why) implements PodVerdict {}

  /**
   * It is over.
   *
   * @param at when, by its node's clock where that is known
   * @param ending empty where its container ended with exit code 0
   */
  record Over(Optional<Instant> startedAt, Instant at, Optional<Ending> ending)
      implements PodVerdict {}

  /** Reasons of Kubernetes why a container never comes to be, which no waiting helps against. */
  Set<String> HOPELESS = Set.of("InvalidImageName", "ErrImageNeverPull");

  /** Reasons why a node took a pod's place from it, or never gave it one. */
  Set<String> TAKEN =
      Set.of(
          "Evicted",
          "Preempting",
          "Preempted",
          "NodeLost",
          "NodeShutdown",
          "Shutdown",
          "Terminated",
          "NodeAffinity",
          "OutOfcpu",
          "OutOfmemory",
          "OutOfpods",
          "UnexpectedAdmissionError");

  /** What is noted on a pod begins with this once it was told to be leaving. */
  String LEAVES = "leaves ";

  /** Of a container whose node forgot about it. */
  int EXIT_UNKNOWN = 255;

  /**
   * Judges.
   *
   * @param now to tell what is late
   */
  static PodVerdict of(PodFacts pod, Instant now) {
    if (pod.ended().isPresent() || pod.isOver()) {
      return over(pod, now);
    }
    if (pod.deletedAt().isPresent()) {
      return leaving(pod, now);
    }
    if (pod.runningSince().isPresent()) {
      return new Running(pod.runningSince().get());
    }
    return waiting(pod, now);
  }

  private static PodVerdict leaving(PodFacts pod, Instant now) {
    String why =
        pod.reason()
            .map(reason -> "Its pod is being deleted: " + reason + ".")
            .orElse("Its pod is being deleted, most often because its node does not answer.");
    boolean isOverdue =
        !pod.createdAt().plus(pod.order().startsWithin()).plus(pod.order().longest()).isAfter(now);
    return pod.order().isIdempotent() || isOverdue
        ? new Over(pod.runningSince(), now, Optional.of(lost("deleted", why)))
        : new Leaving(why);
  }

  private static PodVerdict waiting(PodFacts pod, Instant now) {
    Optional<String> trouble =
        pod.unschedulable()
            .or(() -> pod.waiting().filter(PodVerdict::isTrouble).map(PodVerdict::sentence));
    String code =
        pod.unschedulable().isPresent()
            ? "unschedulable"
            : pod.waiting().filter(PodVerdict::isImage).isPresent() ? "image" : "notStarted";
    boolean isHopeless = pod.waiting().filter(PodVerdict::isHopeless).isPresent();
    Duration most = pod.order().startsWithin();
    boolean isLate = !pod.createdAt().plus(most).isAfter(now);
    if (isHopeless || (isLate && code.equals("image"))) {
      return new Over(
          Optional.empty(),
          now,
          Optional.of(new Ending.Failed(new Diagnostic(code, trouble.orElse("No image.")))));
    }
    if (isLate) {
      return new Over(
          Optional.empty(),
          now,
          Optional.of(
              new Ending.TimedOut(
                  new Diagnostic(
                      code,
                      "Its pod did not start within "
                          + most.toSeconds()
                          + " s. "
                          + trouble.orElse("Kubernetes gives no reason.")))));
    }
    return new Waiting(trouble.orElse(""));
  }

  /** An image that would run as root, where it may not, says so in words only. */
  private static boolean isHopeless(PodFacts.Waiting waiting) {
    return HOPELESS.contains(waiting.reason()) || waiting.message().contains("runAsNonRoot");
  }

  private static boolean isTrouble(PodFacts.Waiting waiting) {
    return !waiting.reason().equals("ContainerCreating")
        && !waiting.reason().equals("PodInitializing");
  }

  private static boolean isImage(PodFacts.Waiting waiting) {
    return waiting.reason().contains("Image");
  }

  private static String sentence(PodFacts.Waiting waiting) {
    return waiting.message().isBlank()
        ? waiting.reason() + "."
        : waiting.reason() + ": " + waiting.message();
  }

  private static Over over(PodFacts pod, Instant now) {
    Optional<Instant> started = pod.ended().flatMap(PodFacts.Ended::startedAt);
    Instant at = pod.ended().flatMap(PodFacts.Ended::at).orElse(now);
    return new Over(started.or(pod::runningSince), at, ending(pod, at));
  }

  private static Optional<Ending> ending(PodFacts pod, Instant at) {
    String reason = pod.reason().orElse("");
    if (TAKEN.contains(reason)) {
      return Optional.of(lost(code(reason), because(pod, "Its node gave it up: " + reason + ".")));
    }
    if (reason.equals("DeadlineExceeded")) {
      return Optional.of(
          new Ending.TimedOut(
              new Diagnostic("deadline", because(pod, "It ran longer than its pod may."))));
    }
    if (pod.ended().isEmpty()) {
      return pod.phase() == Phase.SUCCEEDED
          ? Optional.empty()
          : Optional.of(lost("pod", because(pod, "Its pod failed before its container ended.")));
    }
    return ending(pod, pod.ended().get(), at);
  }

  private static Optional<Ending> ending(PodFacts pod, PodFacts.Ended ended, Instant at) {
    // Its node tells the end of what was deleted after that; what ended before it had ended itself.
    // The time is that of the last deletion, and a node that comes back deletes once more.
    boolean isTaken = pod.deletedAt().filter(deleted -> !at.isBefore(deleted)).isPresent();
    boolean wasGivenUp = pod.order().told().filter(told -> told.startsWith(LEAVES)).isPresent();
    if (isTaken || wasGivenUp) {
      return Optional.of(lost("deleted", because(pod, "Its pod was deleted while it ran.")));
    }
    if (ended.exitCode() == EXIT_UNKNOWN
        && ended.reason().matches("Unknown|ContainerStatusUnknown")) {
      return Optional.of(lost("node", because(pod, "Its node was lost while it ran.")));
    }
    if (ended.exitCode() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Ending.Failed(
            switch (ended.reason()) {
              case "OOMKilled" ->
                  new Diagnostic(
                      Diagnostic.OUT_OF_MEMORY,
                      "It was killed because it used more memory than its limit.");
              case "ContainerCannotRun", "StartError" ->
                  new Diagnostic("start", "Its container could not be started: " + ended.message());
              default ->
                  new Diagnostic(
                      "exit:" + ended.exitCode(),
                      "Its container ended with exit code " + ended.exitCode() + ".");
            }));
  }

  private static Ending lost(String code, String message) {
    return new Ending.Lost(new Diagnostic(code, message));
  }

  private static String because(PodFacts pod, String sentence) {
    return pod.message().map(said -> sentence + " " + said).orElse(sentence);
  }

  private static String code(String reason) {
    return switch (reason) {
      case "Evicted" -> "evicted";
      case "Preempting", "Preempted" -> "preempted";
      case "NodeLost", "NodeShutdown", "Shutdown", "Terminated" -> "node";
      default -> "admission";
    };
  }
}
