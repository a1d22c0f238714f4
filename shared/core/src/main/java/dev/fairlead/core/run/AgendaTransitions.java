package dev.fairlead.core.run;

import static dev.fairlead.core.run.AgendaState.COMPLETE;
import static dev.fairlead.core.run.AgendaState.DRAINING;
import static dev.fairlead.core.run.AgendaState.EXECUTING;
import static dev.fairlead.core.run.AgendaState.PAUSED;
import static dev.fairlead.core.run.AgendaState.READY;

import java.util.List;

/** The agenda's state machine from its claim on. What is not in the table cannot happen. */
public final class AgendaTransitions {
  /** From a state, by a kind of change, to a state. */
  public record Transition(AgendaState from, Class<? extends Change.OfAgenda> by, AgendaState to) {}

  public static final List<Transition> TABLE =
      List.of(
          new Transition(READY, Change.AgendaStarted.class, EXECUTING),
          // Cancelled before anybody claimed it.
          new Transition(READY, Change.AgendaDraining.class, DRAINING),
          // It waits in another line.
          new Transition(READY, Change.AgendaRebound.class, READY),
          new Transition(EXECUTING, Change.AgendaPaused.class, PAUSED),
          new Transition(PAUSED, Change.AgendaResumed.class, EXECUTING),
          new Transition(EXECUTING, Change.AgendaDraining.class, DRAINING),
          new Transition(PAUSED, Change.AgendaDraining.class, DRAINING),
          // It drains after a failure and is cancelled, or runs out of time, meanwhile.
          new Transition(DRAINING, Change.AgendaDraining.class, DRAINING),
          new Transition(EXECUTING, Change.AgendaLate.class, EXECUTING),
          new Transition(PAUSED, Change.AgendaLate.class, PAUSED),
          new Transition(DRAINING, Change.AgendaLate.class, DRAINING),
          // All that is left of it waits for a time, or for somebody.
          new Transition(READY, Change.AgendaAsleep.class, READY),
          new Transition(EXECUTING, Change.AgendaAsleep.class, EXECUTING),
          new Transition(PAUSED, Change.AgendaAsleep.class, PAUSED),
          new Transition(DRAINING, Change.AgendaAsleep.class, DRAINING),
          // It failed, and its policy has it tried again.
          new Transition(EXECUTING, Change.AgendaReset.class, READY),
          new Transition(DRAINING, Change.AgendaReset.class, READY),
          // Somebody wants it done again, or changes what will be done of one that is held.
          new Transition(READY, Change.AgendaReset.class, READY),
          new Transition(COMPLETE, Change.AgendaReset.class, READY),
          new Transition(EXECUTING, Change.AgendaEnded.class, COMPLETE),
          new Transition(PAUSED, Change.AgendaEnded.class, COMPLETE),
          new Transition(DRAINING, Change.AgendaEnded.class, COMPLETE));

  private AgendaTransitions() {}

  static AgendaState next(AgendaState from, Change.OfAgenda change) {
    for (Transition transition : TABLE) {
      if (transition.from() == from && transition.by().isInstance(change)) {
        return transition.to();
      }
    }
    throw new IllegalStateException(
        "the agenda can't go from " + from + " by " + change.getClass().getSimpleName());
  }
}
