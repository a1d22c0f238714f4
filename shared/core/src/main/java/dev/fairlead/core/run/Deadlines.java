package dev.fairlead.core.run;

import dev.fairlead.core.agenda.Timeouts;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Ends what took longer than its operation allows. Judged at every step, so that no look is wasted;
 * what nobody looks at in time is looked at by the agenda's alarm.
 */
final class Deadlines {
  private final Plan plan;
  private final EntryDraft draft;
  private final Endings endings;

  Deadlines(Plan plan, EntryDraft draft, Endings endings) {
    this.plan = plan;
    this.draft = draft;
    this.endings = endings;
  }

  /** Ends what is late. */
  void enforce() {
    for (OperationRun operation : draft.operations()) {
      if (!operation.isComplete() && !draft.isFull()) {
        Timeouts timeouts = timeouts(operation.name());
        if (!timeouts.equals(Timeouts.NONE)) {
          enforce(operation, timeouts);
        }
      }
    }
  }

  /** Asks for a look when what just changed is next late. */
  void foresee(Change change) {
    switch (change) {
      case Change.OperationReady ready ->
          timeouts(ready).queued().ifPresent(most -> wake(ready.at().plus(most)));
      case Change.OperationLaunched launched ->
          timeouts(launched).starting().ifPresent(most -> wake(launched.at().plus(most)));
      case Change.OperationStarted started ->
          timeouts(started).running().ifPresent(most -> wake(started.at().plus(most)));
      case Change _ -> {
        // Sets no deadline.
      }
    }
  }

  private Timeouts timeouts(Change.OfOperation change) {
    return timeouts(change.operation());
  }

  /** Of an operation with a list they are meant for the work for each item. */
  private Timeouts timeouts(String operation) {
    return plan.hasList(operation) ? Timeouts.NONE : plan.operation(operation).timeouts();
  }

  private void wake(Instant at) {
    draft.intend(new Intent.WakeAt(at));
  }

  private void enforce(OperationRun operation, Timeouts timeouts) {
    if (operation.starts() == 0 && isLate(operation.readyAt(), timeouts.queued())) {
      overdue(operation, timeouts.queued());
      return;
    }
    Optional<AttemptLease> lease = operation.lease();
    if (lease.isEmpty()) {
      return;
    }
    if (lease.get().startedAt().isEmpty()) {
      if (isLate(lease.map(AttemptLease::since), timeouts.starting())) {
        end(operation, lease.get(), "start", timeouts.starting());
      }
    } else if (isLate(operation.startedAt(), timeouts.running())) {
      end(operation, lease.get(), "end", timeouts.running());
    }
  }

  private boolean isLate(Optional<Instant> since, Optional<Duration> most) {
    return since
        .flatMap(at -> most.map(at::plus))
        .filter(deadline -> !deadline.isAfter(draft.now()))
        .isPresent();
  }

  private void end(
      OperationRun operation, AttemptLease lease, String what, Optional<Duration> most) {
    draft.intend(new Intent.Release(operation.name(), lease.attempt()));
    int starts = operation.attempts().starts().getOrDefault(lease.attempt(), 0);
    endings.end(
        operation,
        new Report.Ended(
            operation.name(),
            lease.attempt(),
            starts,
            operation.startedAt(),
            draft.now(),
            new Ending.TimedOut(
                new Diagnostic("timeout", "It did not " + what + " within " + text(most) + "."))),
        starts);
  }

  /** Waited too long for its first start: another attempt would wait no less. */
  private void overdue(OperationRun operation, Optional<Duration> most) {
    operation
        .lease()
        .ifPresent(lease -> draft.intend(new Intent.Release(operation.name(), lease.attempt())));
    draft.change(
        new Change.OperationEnded(
            operation.name(),
            operation.attempt(),
            0,
            Optional.empty(),
            draft.now(),
            OperationOutcome.TIMED_OUT,
            Optional.empty(),
            Optional.of(
                new Diagnostic("timeout", "It was not started within " + text(most) + "."))));
  }

  private static String text(Optional<Duration> most) {
    return most.map(Duration::toMillis).map(millis -> millis / 1000.0 + " s").orElse("");
  }
}
