package dev.fairlead.core.run;

import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.FailurePolicy;
import dev.fairlead.core.run.Report.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends operations with a list once the work for each item is done, or enough of it has failed. */
final class Elements {
  private static final String TOO_MANY = "More items of the list failed than are tolerated.";

  private final Plan plan;
  private final EntryDraft draft;

  Elements(Plan plan, EntryDraft draft) {
    this.plan = plan;
    this.draft = draft;
  }

  /** Ends what can end, and gives up on lists of which too many elements failed. */
  void collect() {
    for (Growth growth : List.copyOf(draft.growths())) {
      if (growth instanceof Growth.Elements list && !draft.isFull()) {
        draft
            .find(list.by())
            .filter(operation -> operation.state() == OperationState.EXECUTING)
            .ifPresent(operation -> collect(operation, list));
      }
    }
  }

  private void collect(OperationRun operation, Growth.Elements list) {
    var succeeded = 0;
    var failed = new ArrayList<OperationRun>();
    var open = new ArrayList<OperationRun>();
    for (String name : list.names()) {
      OperationRun element = draft.operation(name);
      if (!element.isComplete()) {
        open.add(element);
      } else if (element.hasSucceeded()) {
        succeeded++;
      } else if (element.hasFailed()) {
        failed.add(element);
      }
    }
    int tolerated = tolerated(list);
    if (open.isEmpty()) {
      end(operation, list, succeeded, failed);
    } else if (failed.size() > tolerated) {
      giveUp(open);
    }
  }

  private int tolerated(Growth.Elements list) {
    return plan.operation(list.by()).expansion() instanceof Expansion.ForEach forEach
        ? forEach.tolerated().of(list.count())
        : 0;
  }

  private void giveUp(List<OperationRun> open) {
    for (OperationRun element : open) {
      if (draft.isFull()) {
        return;
      }
      if (!element.isLeased()) {
        draft.change(
            new Change.OperationSkipped(
                element.name(), draft.now(), new Diagnostic("skipped", TOO_MANY)));
      } else if (plan.document().onFailure() == FailurePolicy.CANCEL) {
        draft.cancel(element, TOO_MANY);
      }
    }
  }

  private void end(
      OperationRun operation, Growth.Elements list, int succeeded, List<OperationRun> failed) {
    int skipped = list.count() - succeeded - failed.size();
    var outcome = OperationOutcome.SUCCEEDED;
    var why = Optional.<Diagnostic>empty();
    if (failed.size() > tolerated(list)) {
      outcome = OperationOutcome.FAILED;
      why = Optional.of(new Diagnostic("forEach", tooMany(list, failed)));
    } else if (skipped > 0) {
      outcome = OperationOutcome.CANCELLED;
      why =
          Optional.of(
              new Diagnostic(
                  "cancelled", skipped + " of " + list.count() + " items were not done."));
    }
    draft.change(
        new Change.OperationEnded(
            operation.name(),
            operation.attempt(),
            1,
            operation.startedAt(),
            draft.now(),
            outcome,
            Optional.of(new Output.Collected(list.count(), succeeded, failed.size(), skipped)),
            why));
  }

  private String tooMany(Growth.Elements list, List<OperationRun> failed) {
    OperationRun first = failed.getFirst();
    return failed.size()
        + " of "
        + list.count()
        + " items failed; "
        + tolerated(list)
        + " are tolerated. The first, "
        + first.name()
        + ": "
        + first.diagnostic().map(Diagnostic::message).orElse("it failed.");
  }
}
