package dev.fairlead.core.run;

import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.run.Report.Diagnostic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What attempts have beside them: it starts at once, for there is room for it since they began,
 * also while the agenda is paused or drains; and it ends with them.
 */
final class Dependents {
  private static final String OVER = "The attempt that it was started beside is over.";

  private final Plan plan;
  private final EntryDraft draft;

  Dependents(Plan plan, EntryDraft draft) {
    this.plan = plan;
    this.draft = draft;
  }

  /** Starts what is to start, and ends what has lost its attempt. */
  void follow() {
    for (Growth growth : List.copyOf(draft.growths())) {
      if (growth instanceof Growth.Dependents asked) {
        boolean isOut = isOut(asked.by(), asked.attempt());
        for (String name : asked.names()) {
          if (draft.isFull()) {
            return;
          }
          OperationRun operation = draft.operation(name);
          if (!operation.isComplete()) {
            follow(operation, isOut);
          }
        }
      }
    }
  }

  /** Ends what earlier attempts of an operation had beside them, however long the entry is. */
  void endBefore(String operation, int attempt) {
    for (Growth growth : List.copyOf(draft.growths())) {
      if (growth instanceof Growth.Dependents asked
          && asked.by().equals(operation)
          && asked.attempt() < attempt) {
        asked.names().stream()
            .map(draft::operation)
            .filter(earlier -> !earlier.isComplete())
            .forEach(earlier -> follow(earlier, false));
      }
    }
  }

  /** Whether an attempt is the one that counts, and out there. */
  private boolean isOut(String operation, int attempt) {
    return draft
        .operation(operation)
        .lease()
        .filter(lease -> lease.attempt() == attempt)
        .isPresent();
  }

  private void follow(OperationRun operation, boolean isOut) {
    if (isOut) {
      start(operation);
    } else if (operation.isLeased()) {
      draft.cancel(operation, OVER);
    } else {
      draft.change(
          new Change.OperationSkipped(
              operation.name(), draft.now(), new Diagnostic("skipped", OVER)));
    }
  }

  private void start(OperationRun operation) {
    Instant now = draft.now();
    boolean isTooEarly = operation.attempts().notBefore().filter(at -> at.isAfter(now)).isPresent();
    if (operation.isLeased() || isTooEarly) {
      return;
    }
    if (operation.state() == OperationState.WAITING) {
      draft.change(new Change.OperationReady(operation.name(), now));
    }
    int attempt = operation.attempt() + 1;
    draft.change(new Change.OperationLaunched(operation.name(), attempt, now));
    draft.intend(new Intent.Launch(operation.name(), attempt));
  }

  /** Has attempts told what this entry settles of what they asked for. */
  void answer() {
    Map<String, Set<String>> ended = new LinkedHashMap<>();
    for (Change change : draft.changes()) {
      if (change instanceof Change.OfOperation of
          && plan.operations().containsKey(of.operation())
          && plan.operation(of.operation()).expansion() instanceof Expansion.Dependent dependent
          && draft.find(of.operation()).filter(OperationRun::isComplete).isPresent()
          && isOut(dependent.of(), dependent.attempt())) {
        String own =
            of.operation().substring(dependent.of().length() + 1, of.operation().length() - 1);
        ended.computeIfAbsent(dependent.of(), _ -> new TreeSet<>()).add(own);
      }
    }
    ended.forEach((operation, names) ->
        draft.intend(new Intent.Answer(operation, draft.operation(operation).attempt(), names)));
  }
}
