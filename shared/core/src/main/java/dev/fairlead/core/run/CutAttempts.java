package dev.fairlead.core.run;

import dev.fairlead.core.agenda.Timeouts;

/**
 * Attempts that were ended from outside. They are told so by whoever wrote it down; since that one
 * may have died in between, and an attempt that is not told may run for ever, each tick tells them
 * again, and the agenda's end does once more.
 */
final class CutAttempts {
  private CutAttempts() {}

  static void release(Plan plan, EntryDraft draft) {
    for (OperationRun operation : draft.operations()) {
      boolean mayHaveOthers =
          draft.attempt() > 1 || !plan.operation(operation.name()).timeouts().equals(Timeouts.NONE);
      if (mayHaveOthers || wasCut(operation)) {
        int last = operation.isLeased() ? operation.attempt() - 1 : operation.attempt();
        for (int attempt = mayHaveOthers ? 1 : last; attempt > 0 && attempt <= last; attempt++) {
          draft.intend(new Intent.Release(operation.name(), attempt));
        }
      }
    }
  }

  private static boolean wasCut(OperationRun operation) {
    return operation
        .outcome()
        .filter(end -> end == OperationOutcome.CANCELLED || end == OperationOutcome.TIMED_OUT)
        .isPresent();
  }
}
