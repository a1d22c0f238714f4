package dev.fairlead.core.run;

import static dev.fairlead.core.run.OperationState.COMPLETE;
import static dev.fairlead.core.run.OperationState.EXECUTING;
import static dev.fairlead.core.run.OperationState.LEASING;
import static dev.fairlead.core.run.OperationState.READY;
import static dev.fairlead.core.run.OperationState.WAITING;

import java.util.List;

/** The operation's state machine. What is not in the table cannot happen. */
public final class OperationTransitions {
  /** From a state, by a kind of change, to a state. */
  public record Transition(
      OperationState from, Class<? extends Change.OfOperation> by, OperationState to) {}

  public static final List<Transition> TABLE =
      List.of(
          new Transition(WAITING, Change.OperationReady.class, READY),
          new Transition(WAITING, Change.OperationSkipped.class, COMPLETE),
          new Transition(READY, Change.OperationLaunched.class, LEASING),
          new Transition(READY, Change.OperationSkipped.class, COMPLETE),
          // It waited too long to be started at all.
          new Transition(READY, Change.OperationEnded.class, COMPLETE),
          // Nothing was heard of the order; it is given again.
          new Transition(LEASING, Change.OperationLaunched.class, LEASING),
          new Transition(LEASING, Change.OperationStarted.class, EXECUTING),
          new Transition(LEASING, Change.OperationExpanded.class, EXECUTING),
          // Its condition does not hold.
          new Transition(LEASING, Change.OperationSkipped.class, COMPLETE),
          new Transition(LEASING, Change.OperationRetrying.class, READY),
          // The start report was lost, or came with the end.
          new Transition(LEASING, Change.OperationEnded.class, COMPLETE),
          // A queue worker died and another started the same attempt again.
          new Transition(EXECUTING, Change.OperationStarted.class, EXECUTING),
          new Transition(EXECUTING, Change.OperationRetrying.class, READY),
          new Transition(EXECUTING, Change.OperationEnded.class, COMPLETE),
          // The past of an older attempt becomes known late.
          new Transition(READY, Change.StartsCounted.class, READY),
          new Transition(LEASING, Change.StartsCounted.class, LEASING),
          new Transition(EXECUTING, Change.StartsCounted.class, EXECUTING),
          new Transition(COMPLETE, Change.StartsCounted.class, COMPLETE));

  private OperationTransitions() {}

  /**
   * The state after a change.
   *
   * @throws IllegalStateException if the table has no such transition: the journal would lie
   */
  static OperationState next(OperationState from, Change.OfOperation change) {
    for (Transition transition : TABLE) {
      if (transition.from() == from && transition.by().isInstance(change)) {
        return transition.to();
      }
    }
    throw new IllegalStateException(
        change.operation() + " can't go from " + from + " by " + change.getClass().getSimpleName());
  }
}
