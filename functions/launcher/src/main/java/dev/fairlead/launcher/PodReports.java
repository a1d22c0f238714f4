package dev.fairlead.launcher;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.secret.Redaction;
import dev.fairlead.store.ResultBlobs;
import dev.fairlead.wire.ReportMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Tells executors of pods. What is over is told at every look, until the executor has the pod
 * deleted; everything else once, which is noted: on the pod itself, unless somebody has notes of
 * its own.
 *
 * <p>Cost of news: 1 request to the queue, 2 to Kubernetes (3 for an end); 1 read of the history of
 * each secret that the pod was given; without news nothing, but a log is asked for where live logs
 * are wanted.
 */
public final class PodReports {
  private static final String SETTLED = "settled";

  /** Of what a pod asks for, in one message. */
  private static final int MAX_ASKED_CHARACTERS = 64 * 1024;

  private final PodCluster cluster;
  private final MessageQueue queues;
  private final SecretStore secrets;
  private final ResultBlobs results;
  private final Logs logs;
  private final PodNotes notes;
  private final InstantSource clock;

  /** What is told of the logs of pods that run. */
  public enum Logs {
    /** Their end, at each look at which it has changed. */
    LIVE,
    /** Nothing until the end, since each look would cost. */
    AT_END
  }

  public PodReports(PodCluster cluster, Ports ports, Logs logs, InstantSource clock) {
    this(cluster, ports, logs, PodNotes.onPods(cluster), clock);
  }

  /**
   * Tells of pods.
   *
   * @param notes where what was told is noted; of two that share none each tells everything
   */
  public PodReports(
      PodCluster cluster, Ports ports, Logs logs, PodNotes notes, InstantSource clock) {
    this.cluster = cluster;
    this.notes = notes;
    this.queues = ports.queues();
    this.secrets = ports.secrets();
    this.results = new ResultBlobs(ports.blobs());
    this.logs = logs;
    this.clock = () -> clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Tells what is news of a pod. */
  public void look(PodFacts pod) {
    if (!isSettled(pod)) {
      tell(pod, notes.of(pod));
    }
  }

  /** Notes on a pod that is kept that its executor knows of its end. */
  void settle(PodFacts pod) {
    cluster.tell(pod, SETTLED);
  }

  /** Whether nothing more is to be told of a pod. */
  static boolean isSettled(PodFacts pod) {
    return pod.order().told().filter(SETTLED::equals).isPresent();
  }

  /** Tells of a pod that is not there any more; most often nobody needs it. */
  public void gone(PodFacts pod) {
    if (isSettled(pod)) {
      return;
    }
    // The parts of a result go with their pod.
    if (PodVerdict.of(pod, clock.instant()) instanceof PodVerdict.Over over
        && (over.ending().isPresent() || pod.said().parts() == 0)) {
      over(pod, over);
    } else {
      end(
          pod.key(),
          pod.attempt(),
          new Ending.Lost(new Report.Diagnostic("gone", "Its pod was deleted.")));
    }
  }

  /** Tells how a pod is, to somebody who may have missed it. */
  void again(PodFacts pod) {
    tell(pod, Optional.empty());
  }

  private void tell(PodFacts pod, Optional<String> told) {
    Instant now = clock.instant();
    switch (PodVerdict.of(pod, now)) {
      case PodVerdict.Waiting(String why) -> words(pod, told, why, "waits ");
      case PodVerdict.Leaving(String why) -> words(pod, told, why, PodVerdict.LEAVES);
      case PodVerdict.Running(Instant since) -> running(pod, told, since, now);
      case PodVerdict.Over over -> over(pod, over);
    }
  }

  /** Why it is not getting on, for people. */
  private void words(PodFacts pod, Optional<String> told, String why, String kind) {
    String mark = kind + mark(why);
    if (!why.isEmpty() && !told.equals(Optional.of(mark))) {
      say(pod.key(), pod.attempt(), why);
      notes.write(pod, mark);
    }
  }

  /** What an attempt without a pod waits for. */
  void say(OperationKey key, int attempt, String why) {
    send(
        key,
        new Report.Beat(key.operation(), attempt, clock.instant()),
        Optional.empty(),
        new OperationProgress(Optional.of(why), Optional.empty(), Optional.empty()));
  }

  private void running(PodFacts pod, Optional<String> told, Instant since, Instant now) {
    if (isSilent(pod, since, now)) {
      return;
    }
    Optional<String> printed =
        logs == Logs.LIVE
            ? cluster.logTail(pod.pod(), ReportMessage.LIVE_LOG_CHARACTERS)
            : Optional.empty();
    String asks = asks(pod);
    String mark = "runs " + mark(pod.said().progress() + " " + printed) + asks;
    if (told.equals(Optional.of(mark))) {
      return;
    }
    Redaction redaction = redaction(pod);
    OperationProgress progress = PodResult.progress(pod, redaction);
    Optional<String> log = printed.map(redaction::cutText);
    String operation = pod.key().operation();
    if (told.filter(before -> before.startsWith("runs ")).isEmpty()) {
      send(
          pod.key(),
          new Report.Started(operation, pod.attempt(), 1, notAfter(since, now)),
          Optional.empty(),
          OperationProgress.NONE);
    }
    if (!progress.isNone() || log.isPresent()) {
      send(pod.key(), new Report.Beat(operation, pod.attempt(), now), log, progress);
    }
    if (!asks.isEmpty() && told.filter(before -> before.endsWith(asks)).isEmpty()) {
      send(
          pod.key(),
          new Report.Asked(operation, pod.attempt(), asked(pod, redaction), now),
          Optional.empty(),
          OperationProgress.NONE);
    }
    notes.write(pod, mark);
  }

  /** The end of what is noted of a pod that wants others beside it. */
  private static String asks(PodFacts pod) {
    return pod.said().asked().isEmpty() ? "" : " asks " + mark(pod.said().asked().toString());
  }

  /**
   * What is no JSON, or too long, is no dependent either, and refused as such. What a message has
   * no room for is told once some of the rest was answered and taken away.
   */
  private static Json.Obj asked(PodFacts pod, Redaction redaction) {
    var asked = Json.object();
    int characters = 0;
    for (var ask : pod.said().asked().entrySet()) {
      String text = ask.getValue();
      characters += Math.min(text.length(), Expansion.Dependent.MAX_BYTES);
      if (characters <= MAX_ASKED_CHARACTERS) {
        asked.put(
            ask.getKey(),
            text.length() <= Expansion.Dependent.MAX_BYTES
                ? PodResult.json(text).orElse(Json.NULL)
                : Json.of(text.substring(0, Expansion.Dependent.MAX_BYTES)));
      }
    }
    return redaction.json(asked.build()) instanceof Json.Obj masked ? masked : Json.EMPTY;
  }

  /** Ends what has printed nothing for longer than its handler says. */
  private boolean isSilent(PodFacts pod, Instant since, Instant now) {
    var silence = pod.order().silence();
    if (silence.isEmpty() || since.plus(silence.get()).isAfter(now)) {
      return false;
    }
    Instant last = cluster.lastLine(pod.pod()).orElse(since);
    if (last.plus(silence.get()).isAfter(now)) {
      return false;
    }
    var why =
        new Report.Diagnostic(
            "silence", "It printed nothing for " + silence.get().toSeconds() + " s.");
    over(pod, new PodVerdict.Over(Optional.of(since), now, Optional.of(new Ending.TimedOut(why))));
    return true;
  }

  private void over(PodFacts pod, PodVerdict.Over over) {
    Redaction redaction = redaction(pod);
    Ending ending =
        over.ending()
            .map(told ->
                told instanceof Ending.Failed failed
                    ? PodResult.ofFailure(pod, failed, redaction)
                    : told)
            .orElseGet(() -> PodResult.ofSuccess(pod, cluster, redaction));
    send(
        pod.key(),
        new Report.Ended(
            pod.key().operation(),
            pod.attempt(),
            over.startedAt().isPresent() ? 1 : 0,
            over.startedAt().map(started -> notAfter(started, over.at())),
            notAfter(over.at(), clock.instant()),
            ending),
        over.startedAt().isPresent()
            ? cluster.logTail(pod.pod(), ResultBlobs.MAX_LOG_BYTES).map(redaction::cutText)
            : Optional.empty(),
        PodResult.progress(pod, redaction));
  }

  /** The end of an attempt of which there is no pod. */
  void end(OperationKey key, int attempt, Ending ending) {
    send(
        key,
        new Report.Ended(key.operation(), attempt, 0, Optional.empty(), clock.instant(), ending),
        Optional.empty(),
        OperationProgress.NONE);
  }

  /** Nodes' clocks differ from ours. */
  private static Instant notAfter(Instant at, Instant latest) {
    return at.isAfter(latest) ? latest : at;
  }

  private void send(
      OperationKey key, Report report, Optional<String> log, OperationProgress progress) {
    var message = results.sendable(new ReportMessage(key.agenda(), report, log, progress));
    queues.send(
        QueueSpec.COMPLETIONS.queueName(),
        List.of(
            MessageQueue.Outgoing.inGroup(
                message.body(),
                key.agenda().toString(),
                message.deduplicationKey(clock.instant()))));
  }

  /** A secret may have been set anew since the pod was made: masked is what it may have. */
  private Redaction redaction(PodFacts pod) {
    return secrets.redaction(
        pod.key().agenda().customer().value(), pod.order().secrets(), pod.createdAt());
  }

  private static String mark(String said) {
    return Integer.toHexString(said.hashCode());
  }
}
