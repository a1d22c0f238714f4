package dev.fairlead.core.run;

import dev.fairlead.core.run.Report.Diagnostic;
import java.util.Optional;

/** Moves an agenda on as far as its state allows. */
final class Advance {
  private final Plan plan;
  private final EntryDraft draft;

  Advance(Plan plan, EntryDraft draft) {
    this.plan = plan;
    this.draft = draft;
  }

  /** Starts, readies, launches, skips and ends whatever the state now allows. */
  void advance() {
    if (draft.state() == AgendaState.READY) {
      draft.change(new Change.AgendaStarted(draft.before().attempt() + 1, draft.now()));
    }
    if (draft.state() == AgendaState.EXECUTING && draft.anyFailed()) {
      draft.change(new Change.AgendaDraining(draft.now()));
    }
    if (draft.state() == AgendaState.DRAINING) {
      skipTheRest();
    }
    if (draft.state() == AgendaState.EXECUTING) {
      readyAndLaunch();
    }
    if ((draft.state() == AgendaState.EXECUTING || draft.state() == AgendaState.DRAINING)
        && draft.allComplete()) {
      draft.change(
          new Change.AgendaEnded(
              draft.anyFailed() ? AgendaOutcome.FAILED : AgendaOutcome.SUCCEEDED, draft.now()));
      draft.intend(new Intent.Close());
    }
  }

  private void skipTheRest() {
    for (OperationRun operation : draft.operations()) {
      boolean unstarted =
          operation.state() == OperationState.WAITING || operation.state() == OperationState.READY;
      if (unstarted && !draft.isFull()) {
        draft.change(
            new Change.OperationSkipped(
                operation.name(),
                draft.now(),
                new Diagnostic("skipped", "Another operation of the agenda failed.")));
      }
    }
  }

  private void readyAndLaunch() {
    for (OperationRun seen : draft.operations()) {
      if (draft.isFull()) {
        return;
      }
      if (seen.state() == OperationState.WAITING && dependenciesAreMet(seen.name())) {
        draft.change(new Change.OperationReady(seen.name(), draft.now()));
      }
      if (draft.operation(seen.name()).state() == OperationState.READY) {
        int attempt = seen.attempt() + 1;
        draft.change(new Change.OperationLaunched(seen.name(), attempt, draft.now()));
        draft.intend(new Intent.Launch(seen.name(), attempt));
      }
    }
  }

  private boolean dependenciesAreMet(String name) {
    return plan.graph().dependencies(name).stream()
        .allMatch(dependency ->
            draft.operation(dependency).outcome().equals(Optional.of(OperationOutcome.SUCCEEDED)));
  }
}
