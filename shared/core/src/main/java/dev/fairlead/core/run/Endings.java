package dev.fairlead.core.run;

import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.Phase;
import dev.fairlead.core.agenda.RetryPolicy;
import dev.fairlead.core.agenda.Verb;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the end of the attempt that counts makes of its operation: its end, or another attempt. */
final class Endings {
  private final Plan plan;
  private final EntryDraft draft;
  private final Function<Json, Output> outputs;
  private final InventoryEffects effects;

  Endings(Plan plan, EntryDraft draft, Function<Json, Output> outputs, InventoryEffects effects) {
    this.plan = plan;
    this.draft = draft;
    this.outputs = outputs;
    this.effects = effects;
  }

  /**
   * Ends the attempt.
   *
   * @param report of the attempt that counts
   * @param starts how often it was started in all
   */
  void end(OperationRun operation, Report.Ended report, int starts) {
    switch (report.ending()) {
      case Ending.Succeeded(Json result) -> succeed(operation, report, starts, result);
      case Ending.Declined(Diagnostic diagnostic) -> decline(operation, diagnostic);
      case Ending.Failed(Diagnostic diagnostic, _) ->
          retryOr(
              OperationOutcome.FAILED, operation, report, starts, diagnostic, diagnostic.code());
      case Ending.TimedOut(Diagnostic diagnostic) ->
          retryOr(
              OperationOutcome.TIMED_OUT,
              operation,
              report,
              starts,
              diagnostic,
              RetryPolicy.TIMEOUT);
      case Ending.Lost(Diagnostic diagnostic) -> {
        if (mayRetry(operation) && retry(operation).allowsAfterLost(lost(operation) + 1)) {
          retry(operation, report, starts, true, diagnostic);
        } else {
          fail(OperationOutcome.FAILED, operation, report, starts, diagnostic);
        }
      }
    }
  }

  /** Only what did not start yet can be declined; a late message says nothing new. */
  private void decline(OperationRun operation, Diagnostic diagnostic) {
    if (operation.state() == OperationState.LEASING) {
      draft.change(new Change.OperationSkipped(operation.name(), draft.now(), diagnostic));
    }
  }

  private void succeed(OperationRun operation, Report.Ended report, int starts, Json result) {
    switch (plan.operation(operation.name()).expansion()) {
      case Expansion.ForEach _ -> expand(operation, report, result);
      case Expansion.Generator generator -> generate(operation, report, starts, result, generator);
      case Expansion.None _, Expansion.Element _, Expansion.Dependent _ ->
          commit(operation, report, starts, result);
    }
  }

  /** What an operation with a list gives at first is the list. */
  private void expand(OperationRun operation, Report.Ended report, Json result) {
    if (operation.state() != OperationState.LEASING) {
      return;
    }
    if (!(result instanceof Json.Arr(List<Json> items))) {
      refuse(operation, report, 0, "forEach", "The items of forEach are no list.");
    } else if (items.size() > Expansion.ForEach.MAX_ELEMENTS) {
      refuse(
          operation,
          report,
          0,
          "forEach",
          "The list has "
              + items.size()
              + " items; "
              + Expansion.ForEach.MAX_ELEMENTS
              + " are allowed.");
    } else {
      draft.change(
          new Change.OperationExpanded(
              operation.name(),
              report.attempt(),
              items.size(),
              outputs.apply(result),
              draft.now()));
    }
  }

  private void generate(
      OperationRun operation,
      Report.Ended report,
      int starts,
      Json result,
      Expansion.Generator generator) {
    var growth = plan.generated(plan.operation(operation.name()), generator, result);
    if (!growth.problems().isEmpty()) {
      String problems =
          growth.problems().stream()
              .limit(5)
              .map(problem -> problem.path() + ": " + problem.message())
              .collect(Collectors.joining(" "));
      refuse(operation, report, starts, "generator", "It lists bad operations: " + problems);
      return;
    }
    var params = Plan.generated(generator, result);
    if (EntrySize.json(params) > Expansion.Generator.MAX_PARAMS_BYTES) {
      refuse(operation, report, starts, "generator", "The params that it gives are too large.");
      return;
    }
    boolean isCommitted = commit(operation, report, starts, result);
    if (isCommitted && (!growth.operations().isEmpty() || !params.fields().isEmpty())) {
      draft.change(
          new Change.OperationsAdded(
              operation.name(),
              growth.operations().stream().map(OperationSpec::name).toList(),
              draft.now()));
    }
  }

  private void refuse(
      OperationRun operation, Report.Ended report, int starts, String code, String message) {
    fail(OperationOutcome.FAILED, operation, report, starts, new Diagnostic(code, message));
  }

  /**
   * Ends the operation, and with it changes what is in the inventory.
   *
   * @return false if that can't be, so that it has failed
   */
  private boolean commit(OperationRun operation, Report.Ended report, int starts, Json result) {
    Output output = outputs.apply(result);
    return switch (effects.of(operation, result, output)) {
      case InventoryEffects.Impossible(Diagnostic why) -> {
        fail(OperationOutcome.FAILED, operation, report, starts, why);
        yield false;
      }
      case InventoryEffects.Changed(Verb verb, List<String> components) -> {
        commit(
            operation,
            report,
            starts,
            OperationOutcome.SUCCEEDED,
            Optional.of(output),
            Optional.empty());
        if (!components.isEmpty()) {
          draft.change(
              new Change.InventoryChanged(operation.name(), verb, components, draft.now()));
        }
        yield true;
      }
    };
  }

  private void retryOr(
      OperationOutcome outcome,
      OperationRun operation,
      Report.Ended report,
      int starts,
      Diagnostic diagnostic,
      String failureClass) {
    int failures = operation.attempts().failures() + 1;
    if (mayRetry(operation) && retry(operation).allowsAfter(failures, failureClass)) {
      retry(operation, report, starts, false, diagnostic);
    } else {
      fail(outcome, operation, report, starts, diagnostic);
    }
  }

  /** An agenda that drains makes no more attempts, but for what comes finally. */
  private boolean mayRetry(OperationRun operation) {
    return switch (draft.state()) {
      case EXECUTING, PAUSED -> true;
      case DRAINING -> plan.isIn(Phase.FINALLY, operation);
      case WAITING, READY, COMPLETE -> false;
    };
  }

  private RetryPolicy retry(OperationRun operation) {
    return plan.operation(operation.name()).retry();
  }

  private static int lost(OperationRun operation) {
    return operation.attempts().lost();
  }

  private void retry(
      OperationRun operation,
      Report.Ended report,
      int starts,
      boolean lost,
      Diagnostic diagnostic) {
    Optional<Instant> notBefore = later(plan.retryAt(operation, draft.now()), asked(report));
    draft.change(
        new Change.OperationRetrying(
            operation.name(), report.attempt(), starts, lost, diagnostic, notBefore, report.at()));
    notBefore.ifPresent(at -> draft.intend(new Intent.WakeAt(at)));
  }

  private static Optional<Instant> asked(Report.Ended report) {
    return report.ending() instanceof Ending.Failed(_, Optional<Duration> retryAfter)
        ? retryAfter.map(report.at()::plus)
        : Optional.empty();
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return Stream.concat(one.stream(), other.stream()).max(Comparator.naturalOrder());
  }

  private void fail(
      OperationOutcome outcome,
      OperationRun operation,
      Report.Ended report,
      int starts,
      Diagnostic diagnostic) {
    commit(operation, report, starts, outcome, Optional.empty(), Optional.of(diagnostic));
  }

  private void commit(
      OperationRun operation,
      Report.Ended report,
      int starts,
      OperationOutcome outcome,
      Optional<Output> output,
      Optional<Diagnostic> diagnostic) {
    Optional<Instant> startedAt =
        report
            .startedAt()
            .or(operation::startedAt)
            .map(started -> notBeforeReady(operation, started));
    Instant earliest = startedAt.orElseGet(() -> notBeforeReady(operation, report.at()));
    draft.change(
        new Change.OperationEnded(
            operation.name(),
            report.attempt(),
            starts,
            startedAt,
            report.at().isBefore(earliest) ? earliest : report.at(),
            outcome,
            output,
            diagnostic));
  }

  /** Clocks of two machines differ; an operation never starts before it was ready. */
  static Instant notBeforeReady(OperationRun operation, Instant at) {
    return operation.readyAt().filter(ready -> ready.isAfter(at)).orElse(at);
  }
}
