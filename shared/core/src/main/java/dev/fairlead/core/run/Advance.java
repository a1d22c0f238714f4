package dev.fairlead.core.run;

import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.FailurePolicy;
import dev.fairlead.core.agenda.Phase;
import dev.fairlead.core.run.Report.Diagnostic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Moves an agenda on as far as its state allows. */
final class Advance {
  private static final String NOTHING = "What it waits for had nothing to do.";

  private static final String LEFT_BEHIND = "The operation was over before it came to this item.";

  private final Plan plan;
  private final EntryDraft draft;
  private final Holdings holdings;
  private final Dependents dependents;

  /** Where the operations stood that were to start last; nowhere before that. */
  private Optional<Gate> gate = Optional.empty();

  Advance(Plan plan, EntryDraft draft, Holdings holdings) {
    this.plan = plan;
    this.draft = draft;
    this.holdings = holdings;
    this.dependents = new Dependents(plan, draft);
  }

  /** What comes of the agenda's grant. */
  Usage usage() {
    return gate.orElseGet(() -> Gate.of(plan, draft, holdings)).usage();
  }

  /** Starts, readies, launches, cancels, skips and ends whatever the state now allows. */
  void advance() {
    if (draft.state() == AgendaState.READY) {
      if (draft.notBefore().filter(at -> at.isAfter(draft.now())).isPresent()) {
        return;
      }
      draft.change(new Change.AgendaStarted(draft.attempt() + 1, draft.now()));
      end().ifPresent(at -> draft.intend(new Intent.WakeAt(at)));
      plan.deadline()
          .filter(at -> at.isAfter(draft.now()))
          .ifPresent(at -> draft.intend(new Intent.WakeAt(at)));
    }
    if (draft.state() == AgendaState.COMPLETE) {
      return;
    }
    warnWhenLate();
    new Elements(plan, draft).collect();
    drain();
    if (draft.state() == AgendaState.DRAINING) {
      stopMain();
    }
    if (draft.state() == AgendaState.EXECUTING && hasItsInventory()) {
      launch(Phase.MAIN);
    }
    dependents.follow();
    if (mayTryAgain()) {
      if (draft.state() != AgendaState.PAUSED) {
        tryAgain();
      }
      return;
    }
    if (draft.state() != AgendaState.PAUSED && isComplete(Phase.MAIN)) {
      launch(Phase.FINALLY);
    }
    dependents.follow();
    if (draft.allComplete()) {
      draft.change(new Change.AgendaEnded(outcome(), draft.now()));
      CutAttempts.release(plan, draft);
      draft.intend(new Intent.Close());
    }
  }

  /** Nothing starts before the agenda has its inventory, if it is to have one. */
  private boolean hasItsInventory() {
    Optional<InventoryLock> lock = draft.lock();
    if (plan.document().inventory().isEmpty()
        || lock.filter(InventoryLock.Held.class::isInstance).isPresent()) {
      return true;
    }
    return switch (holdings.inventory().answer()) {
      case InventoryView.Answer.Granted(long token) -> {
        draft.change(new Change.InventoryLocked(token, draft.now()));
        yield true;
      }
      case InventoryView.Answer.Busy(String holder) -> {
        if (!lock.equals(Optional.of(new InventoryLock.Awaited(holder)))) {
          draft.change(new Change.InventoryAwaited(holder, draft.now()));
        }
        yield false;
      }
      case InventoryView.Answer.Unasked _ -> {
        draft.intend(new Intent.LockInventory());
        yield false;
      }
    };
  }

  private AgendaOutcome outcome() {
    return draft
        .towards()
        .orElseGet(
            () -> firstFailed().isPresent() ? AgendaOutcome.FAILED : AgendaOutcome.SUCCEEDED);
  }

  /** The first operation that failed; what is part of another one is that one's affair. */
  private Optional<OperationRun> firstFailed() {
    return draft.operations().stream()
        .filter(OperationRun::hasFailed)
        .filter(operation -> !plan.isPart(operation))
        .findFirst();
  }

  /** It failed, nothing of its main part runs any more, and its document has it tried again. */
  private boolean mayTryAgain() {
    return draft.attempt() < plan.document().maximumAttempts()
        && outcome() == AgendaOutcome.FAILED
        && isComplete(Phase.MAIN)
        && firstFailed().filter(failed -> plan.isIn(Phase.MAIN, failed)).isPresent();
  }

  /** What succeeded is kept; the next attempt starts after a pause. */
  private void tryAgain() {
    Optional<Instant> notBefore = plan.retryAgendaAt(draft.attempt(), draft.now());
    draft.change(
        new Change.AgendaReset(
            new Reset.NotSucceeded(),
            Change.AgendaReset.RETRY,
            Optional.empty(),
            notBefore,
            draft.now()));
    notBefore.ifPresent(at -> draft.intend(new Intent.WakeAt(at)));
  }

  /** The end of the agenda's own time, unless what it has to do is done. */
  private Optional<Instant> end() {
    return plan.document().timeout().flatMap(time -> draft.startedAt().map(at -> at.plus(time)));
  }

  /** Once in a run, however often it is tried; nothing else comes of it. */
  private void warnWhenLate() {
    if (draft.lateSince().isEmpty()) {
      plan.deadline()
          .filter(at -> !at.isAfter(draft.now()))
          .ifPresent(at -> draft.change(new Change.AgendaLate(at, draft.now())));
    }
  }

  /** Settles how the agenda will have ended, when its time is over or an operation failed. */
  private void drain() {
    boolean late = end().filter(at -> !at.isAfter(draft.now())).isPresent();
    boolean stopping =
        draft.towards().filter(outcome -> outcome != AgendaOutcome.FAILED).isPresent();
    if (late && !stopping && !isComplete(Phase.MAIN)) {
      drain(
          AgendaOutcome.TIMED_OUT,
          new Diagnostic(
              "timeout",
              "The agenda took longer than "
                  + plan.document().timeout().map(Duration::toSeconds).orElse(0L)
                  + " s."));
    } else if (draft.towards().isEmpty() && plan.document().onFailure() != FailurePolicy.CONTINUE) {
      firstFailed()
          .filter(failed -> plan.isIn(Phase.MAIN, failed))
          .ifPresent(failed ->
              drain(
                  AgendaOutcome.FAILED,
                  new Diagnostic("failed", "Operation " + failed.name() + " failed.")));
    }
  }

  private void drain(AgendaOutcome towards, Diagnostic why) {
    draft.change(new Change.AgendaDraining(towards, why, draft.now()));
  }

  /** Nothing of the main part starts any more; what runs is cancelled, unless it may finish. */
  private void stopMain() {
    boolean mayFinish =
        draft.towards().equals(Optional.of(AgendaOutcome.FAILED))
            && plan.document().onFailure() != FailurePolicy.CANCEL;
    for (OperationRun operation : draft.operations()) {
      if (draft.isFull()) {
        return;
      }
      if (!operation.isComplete()
          && plan.isIn(Phase.MAIN, operation)
          && !plan.isExpanded(operation)
          && !plan.isDependent(operation)) {
        if (!operation.isLeased()) {
          skip(operation, reasonToSkip());
        } else if (!mayFinish) {
          draft.cancel(operation, reasonToSkip());
        }
      }
    }
  }

  private String reasonToSkip() {
    return switch (outcome()) {
      case CANCELLED -> "The agenda was cancelled.";
      case TIMED_OUT -> "The agenda took too long.";
      case FAILED, SUCCEEDED -> "Another operation of the agenda failed.";
    };
  }

  private void skip(OperationRun operation, String why) {
    draft.change(
        new Change.OperationSkipped(operation.name(), draft.now(), new Diagnostic("skipped", why)));
  }

  /** Whatever is skipped may be what one waits for that was looked at before. */
  private void launch(Phase phase) {
    boolean again = true;
    while (again && !draft.isFull()) {
      again = launchOnce(phase);
    }
  }

  private boolean launchOnce(Phase phase) {
    var slots = new ElementSlots(plan, draft);
    var turns = new Turns(plan);
    var open = Gate.of(plan, draft, holdings);
    gate = Optional.of(open);
    boolean hasSkipped = false;
    for (OperationRun seen : draft.operations()) {
      if (draft.isFull()) {
        return false;
      }
      if (seen.isComplete() || !plan.isIn(phase, seen) || plan.isDependent(seen)) {
        continue;
      }
      if (isLeftBehind(seen)) {
        skip(seen, LEFT_BEHIND);
        hasSkipped = true;
        continue;
      }
      boolean isItsTurn = turns.take(seen);
      if (seen.isLeased() || !slots.hasRoom(seen)) {
        continue;
      }
      if (seen.state() == OperationState.WAITING) {
        leaveWaiting(seen, phase);
      }
      OperationRun operation = draft.operation(seen.name());
      if (operation.isComplete()) {
        hasSkipped = true;
      } else if (isItsTurn
          && operation.state() == OperationState.READY
          && !isTooEarly(operation)
          && open.admits(operation)) {
        int attempt = operation.attempt() + 1;
        draft.change(new Change.OperationLaunched(operation.name(), attempt, draft.now()));
        draft.intend(new Intent.Launch(operation.name(), attempt));
        slots.take(operation);
      }
    }
    return hasSkipped;
  }

  /** Whether its list is over without having come to it, as one that is done again may be. */
  private boolean isLeftBehind(OperationRun operation) {
    return plan.operation(operation.name()).expansion() instanceof Expansion.Element element
        && draft.operation(element.of()).isComplete();
  }

  private void leaveWaiting(OperationRun operation, Phase phase) {
    List<OperationRun> dependencies =
        plan.graph().dependencies(operation.name()).stream()
            .map(draft::operation)
            .filter(dependency -> plan.isIn(phase, dependency))
            .toList();
    Optional<OperationRun> missing =
        dependencies.stream()
            .filter(dependency -> dependency.isComplete() && !dependency.hasSucceeded())
            .filter(dependency -> !dependency.isDeclined())
            .findFirst();
    if (missing.isPresent()) {
      skip(operation, "Operation " + missing.get().name() + " did not succeed.");
    } else if (dependencies.stream().allMatch(OperationRun::isComplete)) {
      boolean hasSomething =
          dependencies.isEmpty() || dependencies.stream().anyMatch(OperationRun::hasSucceeded);
      draft.change(
          hasSomething
              ? new Change.OperationReady(operation.name(), draft.now())
              : new Change.OperationSkipped(
                  operation.name(), draft.now(), new Diagnostic(Diagnostic.CONDITION, NOTHING)));
    }
  }

  private boolean isTooEarly(OperationRun operation) {
    return operation.attempts().notBefore().filter(at -> at.isAfter(draft.now())).isPresent();
  }

  private boolean isComplete(Phase phase) {
    return draft.operations().stream()
        .allMatch(operation -> operation.isComplete() || !plan.isIn(phase, operation));
  }
}
