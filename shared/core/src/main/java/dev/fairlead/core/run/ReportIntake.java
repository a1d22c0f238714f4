package dev.fairlead.core.run;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What reports make of the operations they are about, whatever their order and number. */
final class ReportIntake {
  private final Plan plan;
  private final EntryDraft draft;
  private final Endings endings;
  private final DependentAsks dependents;
  private final Map<String, Instant> beats = new HashMap<>();

  ReportIntake(Plan plan, EntryDraft draft, Endings endings, Function<Json, Output> outputs) {
    this.plan = plan;
    this.draft = draft;
    this.endings = endings;
    this.dependents = new DependentAsks(plan, draft, outputs);
  }

  /**
   * Takes reports while there is room, up to one by which the agenda grows; first all heartbeats,
   * which the ticks among the reports judge by and which need none.
   *
   * @return what there was no room for
   */
  List<Report> takeAll(List<Report> reports) {
    reports.forEach(this::hear);
    int taken = 0;
    boolean isTicked = false;
    while (taken < reports.size() && !draft.isLong() && !draft.isGrown()) {
      Report report = reports.get(taken);
      boolean isTick = report instanceof Report.Tick;
      // Each tick looks at everything that runs, so a second one sees nothing new.
      if (!isTick || !isTicked) {
        take(report);
      }
      isTicked |= isTick;
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
      case Report.Asked asked ->
          draft
              .find(asked.operation())
              .filter(operation -> isCurrent(operation, asked.attempt()))
              .ifPresent(_ -> dependents.ask(asked));
      case Report.Tick _ -> tick();
    }
  }

  private void started(Report.Started report) {
    draft.find(report.operation()).ifPresent(operation -> started(operation, report));
  }

  private void started(OperationRun operation, Report.Started report) {
    if (!isCurrent(operation, report.attempt())) {
      countStarts(operation, report.attempt(), report.start());
      return;
    }
    boolean news = report.start() > knownStarts(operation, report.attempt());
    if (news || operation.state() == OperationState.LEASING) {
      draft.change(
          new Change.OperationStarted(
              operation.name(),
              report.attempt(),
              Math.max(1, report.start()),
              Endings.notBeforeReady(operation, report.at())));
    }
  }

  private void ended(Report.Ended report) {
    draft.find(report.operation()).ifPresent(operation -> ended(operation, report));
  }

  private void ended(OperationRun operation, Report.Ended report) {
    draft.intend(new Intent.Release(report.operation(), report.attempt()));
    if (!isCurrent(operation, report.attempt())) {
      countStarts(operation, report.attempt(), report.starts());
      return;
    }
    endings.end(
        operation, report, Math.max(report.starts(), knownStarts(operation, report.attempt())));
  }

  private void tick() {
    CutAttempts.release(plan, draft);
    if (draft.before().isComplete()) {
      draft.intend(new Intent.Close());
      return;
    }
    if (draft.lock().filter(InventoryLock.Held.class::isInstance).isPresent()) {
      draft.intend(new Intent.ApplyInventory());
    }
    for (OperationRun operation : draft.operations()) {
      if (!draft.isFull() && !plan.isExpanded(operation)) {
        operation.lease().ifPresent(lease -> look(operation, lease));
      }
    }
  }

  private void look(OperationRun operation, AttemptLease lease) {
    Handling handling = plan.handling(operation.name());
    Optional<Duration> heartbeat = handling.heartbeat();
    if (heartbeat.isEmpty()) {
      Duration patience =
          lease.startedAt().isPresent() ? handling.confirmStartedAfter() : handling.confirmAfter();
      if (lease.isQuiet(draft.now(), patience)) {
        draft.intend(new Intent.Launch(operation.name(), lease.attempt()));
      }
      return;
    }
    Optional<Instant> beat =
        Optional.ofNullable(beats.get(operation.name() + "/" + lease.attempt()));
    AttemptLease seen = beat.filter(at -> isLater(at, lease)).map(lease::started).orElse(lease);
    if (seen.startedAt().isEmpty()) {
      if (seen.isOrderDue(draft.now(), handling.confirmAfter())) {
        draft.change(new Change.OperationLaunched(operation.name(), lease.attempt(), draft.now()));
        draft.intend(new Intent.Launch(operation.name(), lease.attempt()));
      }
    } else if (seen.isQuiet(draft.now(), heartbeat.get())) {
      ended(
          new Report.Ended(
              operation.name(),
              lease.attempt(),
              0,
              Optional.empty(),
              draft.now(),
              new Ending.Lost(
                  new Diagnostic(
                      "lost", "No heartbeat for " + heartbeat.get().toSeconds() + " s."))));
    }
  }

  private static boolean isLater(Instant beat, AttemptLease lease) {
    return beat.isAfter(lease.startedAt().orElse(lease.askedAt()));
  }

  private static boolean isCurrent(OperationRun operation, int attempt) {
    return operation.lease().filter(lease -> lease.attempt() == attempt).isPresent();
  }

  private static int knownStarts(OperationRun operation, int attempt) {
    return operation.attempts().starts().getOrDefault(attempt, 0);
  }

  private void countStarts(OperationRun operation, int attempt, int starts) {
    boolean possible =
        operation.state() != OperationState.WAITING && attempt <= operation.attempt();
    if (possible && !draft.before().isComplete() && starts > knownStarts(operation, attempt)) {
      draft.change(new Change.StartsCounted(operation.name(), attempt, starts, draft.now()));
    }
  }
}
