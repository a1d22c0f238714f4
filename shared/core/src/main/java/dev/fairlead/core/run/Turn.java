package dev.fairlead.core.run;

import dev.fairlead.core.agenda.RetryPolicy;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The working copy of one {@link RunStep}: takes reports one by one, then moves the agenda on. */
final class Turn {
  private final Plan plan;
  private final AgendaRun before;
  private final Instant now;
  private final Function<Json, Output> outputs;
  private final LinkedHashMap<String, OperationRun> operations;
  private final Map<String, Instant> beats = new HashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Intent> intents = new ArrayList<>();
  private AgendaState state;
  private long bytes;

  Turn(Plan plan, AgendaRun before, Instant now, Function<Json, Output> outputs) {
    this.plan = plan;
    this.before = before;
    this.now = now;
    this.outputs = outputs;
    this.operations = new LinkedHashMap<>(before.operations());
    this.state = before.state();
  }

  /**
   * Takes reports while there is room; first all heartbeats, which the ticks among the reports
   * judge by and which need none.
   *
   * @return what there was no room for
   */
  List<Report> takeAll(List<Report> reports) {
    reports.forEach(this::hear);
    int taken = 0;
    while (taken < reports.size() && bytes < RunStep.BYTES_PER_ENTRY) {
      take(reports.get(taken));
      taken++;
    }
    return reports.subList(taken, reports.size());
  }

  private void hear(Report report) {
    if (report instanceof Report.Beat beat) {
      beats.merge(
          beat.operation() + "/" + beat.attempt(),
          beat.at(),
          (one, other) -> one.isAfter(other) ? one : other);
    }
  }

  private void take(Report report) {
    switch (report) {
      case Report.Started started -> started(started);
      case Report.Beat _ -> {
        // Heard before all others.
      }
      case Report.Ended ended -> ended(ended);
      case Report.Tick _ -> tick();
    }
  }

  /** Starts, readies, launches, skips and ends whatever the state now allows. */
  void advance() {
    if (state == AgendaState.READY) {
      change(new Change.AgendaStarted(before.attempt() + 1, now));
    }
    if (state == AgendaState.EXECUTING && anyFailed()) {
      change(new Change.AgendaDraining(now));
    }
    if (state == AgendaState.DRAINING) {
      skipTheRest();
    }
    if (state == AgendaState.EXECUTING) {
      readyAndLaunch();
    }
    if ((state == AgendaState.EXECUTING || state == AgendaState.DRAINING)
        && operations.values().stream().allMatch(OperationRun::isComplete)) {
      change(
          new Change.AgendaEnded(
              anyFailed() ? AgendaOutcome.FAILED : AgendaOutcome.SUCCEEDED, now));
      intents.add(new Intent.Close());
    }
  }

  RunStep finish(List<Report> left) {
    return new RunStep(
        changes,
        intents,
        changes.isEmpty() ? before : before.apply(before.sequence() + 1, changes),
        left);
  }

  private boolean isFull() {
    return changes.size() >= RunStep.CHANGES_PER_ENTRY || bytes >= RunStep.BYTES_PER_ENTRY;
  }

  private void started(Report.Started report) {
    OperationRun operation = operations.get(report.operation());
    if (operation == null) {
      return;
    }
    if (!isCurrent(operation, report.attempt())) {
      countStarts(operation, report.attempt(), report.start());
      return;
    }
    boolean news = report.start() > knownStarts(operation, report.attempt());
    if (news || operation.state() == OperationState.LEASING) {
      change(
          new Change.OperationStarted(
              operation.name(),
              report.attempt(),
              Math.max(1, report.start()),
              notBeforeReady(operation, report.at())));
    }
  }

  private void ended(Report.Ended report) {
    OperationRun operation = operations.get(report.operation());
    if (operation == null) {
      return;
    }
    intents.add(new Intent.Release(report.operation(), report.attempt()));
    if (!isCurrent(operation, report.attempt())) {
      countStarts(operation, report.attempt(), report.starts());
      return;
    }
    int starts = Math.max(report.starts(), knownStarts(operation, report.attempt()));
    switch (report.ending()) {
      case Ending.Succeeded(Json result) ->
          commit(
              operation,
              report,
              starts,
              OperationOutcome.SUCCEEDED,
              Optional.of(outputs.apply(result)),
              Optional.empty());
      case Ending.Failed(Diagnostic diagnostic) -> {
        int allowed = plan.operation(operation.name()).retry().maxAttempts();
        retryOrFail(
            operation, report, starts, false, diagnostic, operation.failures() + 1 < allowed);
      }
      case Ending.Lost(Diagnostic diagnostic) ->
          retryOrFail(
              operation,
              report,
              starts,
              true,
              diagnostic,
              operation.lost() + 1 <= RetryPolicy.MAX_LOST_ATTEMPTS);
    }
  }

  private void retryOrFail(
      OperationRun operation,
      Report.Ended report,
      int starts,
      boolean lost,
      Diagnostic diagnostic,
      boolean another) {
    if (another && state == AgendaState.EXECUTING) {
      change(
          new Change.OperationRetrying(
              operation.name(), report.attempt(), starts, lost, diagnostic, report.at()));
    } else {
      commit(
          operation,
          report,
          starts,
          OperationOutcome.FAILED,
          Optional.empty(),
          Optional.of(diagnostic));
    }
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
    change(
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

  private void tick() {
    if (before.isComplete()) {
      intents.add(new Intent.Close());
      return;
    }
    for (OperationRun operation : List.copyOf(operations.values())) {
      if (!isFull()) {
        operation.lease().ifPresent(lease -> look(operation, lease));
      }
    }
  }

  private void look(OperationRun operation, Lease lease) {
    Handling handling = plan.handling(operation.name());
    Optional<Duration> heartbeat = handling.heartbeat();
    if (heartbeat.isEmpty()) {
      if (lease.isQuiet(now, handling.confirmAfter())) {
        intents.add(new Intent.Launch(operation.name(), lease.attempt()));
      }
      return;
    }
    Optional<Instant> beat =
        Optional.ofNullable(beats.get(operation.name() + "/" + lease.attempt()));
    Lease seen = beat.filter(at -> isLater(at, lease)).map(lease::started).orElse(lease);
    if (seen.startedAt().isEmpty()) {
      if (seen.isQuiet(now, handling.confirmAfter())) {
        change(new Change.OperationLaunched(operation.name(), lease.attempt(), now));
        intents.add(new Intent.Launch(operation.name(), lease.attempt()));
      }
    } else if (seen.isQuiet(now, heartbeat.get())) {
      ended(
          new Report.Ended(
              operation.name(),
              lease.attempt(),
              0,
              Optional.empty(),
              now,
              new Ending.Lost(
                  new Diagnostic(
                      "lost", "No heartbeat for " + heartbeat.get().toSeconds() + " s."))));
    }
  }

  private static boolean isLater(Instant beat, Lease lease) {
    return beat.isAfter(lease.startedAt().orElse(lease.askedAt()));
  }

  private void skipTheRest() {
    for (OperationRun operation : List.copyOf(operations.values())) {
      boolean unstarted =
          operation.state() == OperationState.WAITING || operation.state() == OperationState.READY;
      if (unstarted && !isFull()) {
        change(
            new Change.OperationSkipped(
                operation.name(),
                now,
                new Diagnostic("skipped", "Another operation of the agenda failed.")));
      }
    }
  }

  private void readyAndLaunch() {
    for (OperationRun seen : List.copyOf(operations.values())) {
      if (isFull()) {
        return;
      }
      if (seen.state() == OperationState.WAITING && dependenciesAreMet(seen.name())) {
        change(new Change.OperationReady(seen.name(), now));
      }
      if (current(seen.name()).state() == OperationState.READY) {
        int attempt = seen.attempt() + 1;
        change(new Change.OperationLaunched(seen.name(), attempt, now));
        intents.add(new Intent.Launch(seen.name(), attempt));
      }
    }
  }

  private boolean dependenciesAreMet(String name) {
    return plan.graph().dependencies(name).stream()
        .allMatch(dependency ->
            current(dependency).outcome().equals(Optional.of(OperationOutcome.SUCCEEDED)));
  }

  private boolean anyFailed() {
    return operations.values().stream()
        .anyMatch(operation -> operation.outcome().equals(Optional.of(OperationOutcome.FAILED)));
  }

  private OperationRun current(String name) {
    OperationRun operation = operations.get(name);
    if (operation == null) {
      throw new IllegalArgumentException("no operation " + name);
    }
    return operation;
  }

  private static boolean isCurrent(OperationRun operation, int attempt) {
    return operation.lease().filter(lease -> lease.attempt() == attempt).isPresent();
  }

  private static int knownStarts(OperationRun operation, int attempt) {
    return operation.startsByAttempt().getOrDefault(attempt, 0);
  }

  private void countStarts(OperationRun operation, int attempt, int starts) {
    boolean possible =
        operation.state() != OperationState.WAITING && attempt <= operation.attempt();
    if (possible && !before.isComplete() && starts > knownStarts(operation, attempt)) {
      change(new Change.StartsCounted(operation.name(), attempt, starts, now));
    }
  }

  /** Clocks of two machines differ; an operation never starts before it was ready. */
  private static Instant notBeforeReady(OperationRun operation, Instant at) {
    return operation.readyAt().filter(ready -> ready.isAfter(at)).orElse(at);
  }

  private void change(Change change) {
    changes.add(change);
    bytes += EntrySize.of(change);
    switch (change) {
      case Change.OfOperation ofOperation ->
          operations.computeIfPresent(
              ofOperation.operation(), (_, operation) -> operation.apply(ofOperation));
      case Change.AgendaStarted _, Change.AgendaDraining _, Change.AgendaEnded _ ->
          state = AgendaTransitions.next(state, change);
    }
  }
}
