package dev.fairlead.core.run;

import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.run.Report.Diagnostic;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One operation of a running agenda, as far as the journal tells.
 *
 * @param attempt the latest attempt; 0 before the first launch
 * @param startsByAttempt how often each attempt was started, as far as is known
 * @param failures attempts that failed by themselves
 * @param lost attempts that were lost through no fault of their own
 * @param lease of the attempt that counts; empty unless LEASING or EXECUTING
 */
public record OperationRun(
    String name,
    OperationState state,
    Optional<OperationOutcome> outcome,
    int attempt,
    Map<Integer, Integer> startsByAttempt,
    int failures,
    int lost,
    Optional<Lease> lease,
    Optional<Instant> readyAt,
    Optional<Instant> startedAt,
    Optional<Instant> completedAt,
    Optional<Output> output,
    Optional<Diagnostic> diagnostic) {
  public OperationRun {
    startsByAttempt = Collections.unmodifiableMap(new TreeMap<>(startsByAttempt));
  }

  static OperationRun waiting(String name) {
    return new OperationRun(
        name,
        OperationState.WAITING,
        Optional.empty(),
        0,
        Map.of(),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Starts over all attempts. */
  public int starts() {
    return startsByAttempt.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Effects that were committed: 1 once the work of an attempt counts, else 0. */
  public int commits() {
    return outcome.filter(end -> end != OperationOutcome.SKIPPED).isPresent() ? 1 : 0;
  }

  public boolean isComplete() {
    return state == OperationState.COMPLETE;
  }

  /** Whether an attempt is out there. */
  public boolean isLeased() {
    return lease.isPresent();
  }

  OperationRun apply(Change.OfOperation change) {
    OperationState next = OperationTransitions.next(state, change);
    return switch (change) {
      case Change.OperationReady ready ->
          new OperationRun(
              name,
              next,
              outcome,
              attempt,
              startsByAttempt,
              failures,
              lost,
              Optional.empty(),
              Optional.of(ready.at()),
              startedAt,
              completedAt,
              output,
              diagnostic);
      case Change.OperationLaunched launched ->
          new OperationRun(
              name,
              next,
              outcome,
              launched.attempt(),
              startsByAttempt,
              failures,
              lost,
              Optional.of(Lease.asked(launched.attempt(), launched.at())),
              readyAt,
              Optional.empty(),
              completedAt,
              output,
              diagnostic);
      case Change.OperationStarted started ->
          new OperationRun(
              name,
              next,
              outcome,
              attempt,
              counted(started.attempt(), started.starts()),
              failures,
              lost,
              lease.map(held -> held.started(started.at())),
              readyAt,
              Optional.of(startedAt.orElse(started.at())),
              completedAt,
              output,
              diagnostic);
      case Change.StartsCounted counted ->
          new OperationRun(
              name,
              next,
              outcome,
              attempt,
              counted(counted.attempt(), counted.starts()),
              failures,
              lost,
              lease,
              readyAt,
              startedAt,
              completedAt,
              output,
              diagnostic);
      case Change.OperationRetrying retrying ->
          new OperationRun(
              name,
              next,
              outcome,
              attempt,
              counted(retrying.attempt(), retrying.starts()),
              failures + (retrying.lost() ? 0 : 1),
              lost + (retrying.lost() ? 1 : 0),
              Optional.empty(),
              readyAt,
              Optional.empty(),
              completedAt,
              output,
              Optional.of(retrying.diagnostic()));
      case Change.OperationEnded ended ->
          new OperationRun(
              name,
              next,
              Optional.of(ended.outcome()),
              attempt,
              counted(ended.attempt(), ended.starts()),
              failures,
              lost,
              Optional.empty(),
              readyAt,
              ended.startedAt().or(() -> startedAt),
              Optional.of(ended.at()),
              ended.output(),
              ended.diagnostic());
      case Change.OperationSkipped skipped ->
          new OperationRun(
              name,
              next,
              Optional.of(OperationOutcome.SKIPPED),
              attempt,
              startsByAttempt,
              failures,
              lost,
              Optional.empty(),
              readyAt,
              startedAt,
              Optional.of(skipped.at()),
              output,
              Optional.of(skipped.diagnostic()));
    };
  }

  private Map<Integer, Integer> counted(int ofAttempt, int starts) {
    var counts = new TreeMap<>(startsByAttempt);
    if (starts > 0) {
      counts.merge(ofAttempt, starts, Math::max);
    }
    return counts;
  }
}
