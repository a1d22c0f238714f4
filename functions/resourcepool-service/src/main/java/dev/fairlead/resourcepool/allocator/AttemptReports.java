package dev.fairlead.resourcepool.allocator;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.store.ResultBlobs;
import dev.fairlead.wire.ReportMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells executors of attempts on hosts. All of it can be told again; what is told of an attempt
 * that no longer counts changes nothing. Cost of each: 1 request, and 1 blob for a large result.
 */
final class AttemptReports {
  private final MessageQueue queues;
  private final ResultBlobs results;

  AttemptReports(Ports ports) {
    this.queues = ports.queues();
    this.results = new ResultBlobs(ports.blobs());
  }

  void started(OperationKey key, int attempt, Instant at, Instant now) {
    send(
        key,
        new Report.Started(key.operation(), attempt, 1, at),
        Optional.empty(),
        OperationProgress.NONE,
        now);
  }

  /** What it says, and the end of what it printed. */
  void beat(
      OperationKey key,
      int attempt,
      Optional<String> log,
      OperationProgress progress,
      Instant now) {
    send(key, new Report.Beat(key.operation(), attempt, now), log, progress, now);
  }

  /** What keeps it, for people. */
  void say(OperationKey key, int attempt, String why, Instant now) {
    beat(
        key,
        attempt,
        Optional.empty(),
        new OperationProgress(Optional.of(why), Optional.empty(), Optional.empty()),
        now);
  }

  /** Its end, which can't be before its start. */
  void ended(
      OperationKey key,
      int attempt,
      Optional<Instant> startedAt,
      Ending ending,
      Optional<String> log,
      OperationProgress progress,
      Instant now) {
    send(
        key,
        new Report.Ended(
            key.operation(), attempt, startedAt.isPresent() ? 1 : 0, startedAt, now, ending),
        log,
        progress,
        now);
  }

  /** The end of one that never came so far as to start. */
  void failed(OperationKey key, int attempt, String code, String sentence, Instant now) {
    ended(
        key,
        attempt,
        Optional.empty(),
        new Ending.Failed(new Diagnostic(code, sentence)),
        Optional.empty(),
        OperationProgress.NONE,
        now);
  }

  /** The end of one that was lost through no fault of its own. */
  void lost(
      OperationKey key, int attempt, Optional<Instant> startedAt, String sentence, Instant now) {
    ended(
        key,
        attempt,
        startedAt,
        new Ending.Lost(new Diagnostic("host", sentence)),
        Optional.empty(),
        OperationProgress.NONE,
        now);
  }

  private void send(
      OperationKey key,
      Report report,
      Optional<String> log,
      OperationProgress progress,
      Instant now) {
    var message = results.sendable(new ReportMessage(key.agenda(), report, log, progress));
    queues.send(
        QueueSpec.COMPLETIONS.queueName(),
        List.of(
            MessageQueue.Outgoing.inGroup(
                message.body(), key.agenda().toString(), message.deduplicationKey(now))));
  }
}
