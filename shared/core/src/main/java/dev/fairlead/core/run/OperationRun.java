package dev.fairlead.core.run;

import dev.fairlead.core.run.Report.Diagnostic;
import java.time.Instant;
import java.util.Optional;

/**
 * One operation of a running agenda, as far as the journal tells.
 *
 * @param lease of the attempt that counts; empty unless LEASING or EXECUTING
 * @param startedAt of the latest attempt
 */
public record OperationRun(
    String name,
    OperationState state,
    Optional<OperationOutcome> outcome,
    Attempts attempts,
    Optional<AttemptLease> lease,
    Optional<Instant> readyAt,
    Optional<Instant> startedAt,
    Optional<Instant> completedAt,
    Optional<Output> output,
    Optional<Diagnostic> diagnostic) {

  static OperationRun waiting(String name) {
    return new OperationRun(
        name,
        OperationState.WAITING,
        Optional.empty(),
        Attempts.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The latest attempt; 0 before the first launch. */
  public int attempt() {
    return attempts.latest();
  }

  /** Starts over all attempts. */
  public int starts() {
    return attempts.starts().values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Effects that were committed: 1 once the work of an attempt counts, else 0. */
  public int commits() {
    return outcome
            .filter(end -> end != OperationOutcome.SKIPPED && end != OperationOutcome.CANCELLED)
            .isPresent()
        ? 1
        : 0;
  }

  public boolean isComplete() {
    return state == OperationState.COMPLETE;
  }

  public boolean hasSucceeded() {
    return outcome.equals(Optional.of(OperationOutcome.SUCCEEDED));
  }

  /** Whether its work came to nothing: it failed or ran out of time. */
  public boolean hasFailed() {
    return outcome
        .filter(end -> end == OperationOutcome.FAILED || end == OperationOutcome.TIMED_OUT)
        .isPresent();
  }

  /** Whether it had nothing to do: its condition did not hold, or that of all it waited for. */
  boolean isDeclined() {
    return outcome.equals(Optional.of(OperationOutcome.SKIPPED))
        && diagnostic.filter(why -> why.code().equals(Diagnostic.CONDITION)).isPresent();
  }

  /** Whether an attempt is out there. */
  public boolean isLeased() {
    return lease.isPresent();
  }

  OperationRun apply(Change.OfOperation change) {
    var next = new Draft(this, OperationTransitions.next(state, change));
    switch (change) {
      case Change.OperationReady ready -> next.readyAt = Optional.of(ready.at());
      case Change.OperationLaunched launched -> {
        next.attempts = attempts.launched(launched.attempt());
        next.lease = Optional.of(asked(launched));
        next.startedAt = Optional.empty();
      }
      case Change.OperationStarted started -> {
        next.attempts = attempts.counted(started.attempt(), started.starts());
        next.lease = lease.map(held -> held.started(started.at()));
        next.startedAt = Optional.of(startedAt.orElse(started.at()));
      }
      case Change.OperationExpanded expanded -> {
        next.attempts = attempts.counted(expanded.attempt(), 1);
        next.lease = lease.map(held -> held.started(expanded.at()));
        next.startedAt = Optional.of(expanded.at());
      }
      case Change.StartsCounted counted ->
          next.attempts = attempts.counted(counted.attempt(), counted.starts());
      case Change.OperationRetrying retrying -> {
        next.attempts = attempts.retrying(retrying);
        next.lease = Optional.empty();
        next.startedAt = Optional.empty();
        next.diagnostic = Optional.of(retrying.diagnostic());
      }
      case Change.OperationEnded ended -> {
        next.attempts = attempts.counted(ended.attempt(), ended.starts());
        next.outcome = Optional.of(ended.outcome());
        next.lease = Optional.empty();
        next.startedAt = ended.startedAt().or(() -> startedAt);
        next.completedAt = Optional.of(ended.at());
        next.output = ended.output();
        next.diagnostic = ended.diagnostic();
      }
      case Change.OperationSkipped skipped -> {
        next.outcome = Optional.of(OperationOutcome.SKIPPED);
        next.lease = Optional.empty();
        next.completedAt = Optional.of(skipped.at());
        next.diagnostic = Optional.of(skipped.diagnostic());
      }
    }
    return next.done();
  }

  /** As if nothing had happened, but for the number of the next attempt. */
  OperationRun reset() {
    return waiting(name).after(attempt());
  }

  /** The same, before its next attempt after one of that number. */
  OperationRun after(int latest) {
    var next = new Draft(this, state);
    next.attempts = attempts.launched(latest);
    return next.done();
  }

  /** Of an agenda that ended before it began. */
  OperationRun neverRun(Instant at) {
    return apply(
        new Change.OperationSkipped(
            name, at, new Diagnostic("skipped", "The agenda ended before it started.")));
  }

  /** Asked again, an attempt is as old as it was. */
  private AttemptLease asked(Change.OperationLaunched launched) {
    return lease
        .filter(held -> held.attempt() == launched.attempt())
        .map(held -> held.askedAgain(launched.at()))
        .orElseGet(() -> AttemptLease.asked(launched.attempt(), launched.at()));
  }

  /** What comes of one change: whatever the change does not speak of stays. */
  private static final class Draft {
    private final String name;
    private final OperationState state;
    private Optional<OperationOutcome> outcome;
    private Attempts attempts;
    private Optional<AttemptLease> lease;
    private Optional<Instant> readyAt;
    private Optional<Instant> startedAt;
    private Optional<Instant> completedAt;
    private Optional<Output> output;
    private Optional<Diagnostic> diagnostic;

    Draft(OperationRun before, OperationState state) {
      this.name = before.name;
      this.state = state;
      this.outcome = before.outcome;
      this.attempts = before.attempts;
      this.lease = before.lease;
      this.readyAt = before.readyAt;
      this.startedAt = before.startedAt;
      this.completedAt = before.completedAt;
      this.output = before.output;
      this.diagnostic = before.diagnostic;
    }

    OperationRun done() {
      return new OperationRun(
          name,
          state,
          outcome,
          attempts,
          lease,
          readyAt,
          startedAt,
          completedAt,
          output,
          diagnostic);
    }
  }
}
