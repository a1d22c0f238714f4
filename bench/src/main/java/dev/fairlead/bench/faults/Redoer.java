package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Client.Answer;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.AgendaKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/** Has an agenda done again once it is over, until it is told that it is, or sees it. */
final class Redoer implements Actor {
  private static final int BETWEEN_LOOKS_MILLIS = 5_000;

  private final Submitter submitter;
  private final SimulatedClock clock;
  private final RandomGenerator chance;
  private final Witness witness;
  private final Deque<Redo> left;
  private int done;
  private boolean hasTried;
  private Instant next;

  Redoer(Submitter submitter, SimulatedClock clock, RandomGenerator chance, Witness witness) {
    this.submitter = submitter;
    this.clock = clock;
    this.chance = chance;
    this.witness = witness;
    this.left = new ArrayDeque<>(submitter.plan().redos());
    this.next = clock.instant();
  }

  @Override
  public Instant due() {
    return left.isEmpty() || submitter.accepted().isEmpty() ? NEVER : next;
  }

  @Override
  public boolean isReentrant() {
    return false;
  }

  @Override
  public void act() {
    next = clock.instant().plusMillis(1 + chance.nextInt(BETWEEN_LOOKS_MILLIS));
    AgendaKey agenda = submitter.agenda().orElseThrow();
    boolean isIdle = witness.isOver(agenda) || witness.isHeld(agenda);
    if (!isIdle && !hasTried) {
      return;
    }
    // An earlier call may have done it, and not have been answered.
    if (isIdle && witness.timesRedone(agenda) == done) {
      hasTried = true;
      boolean turnsAway = submitter.mayTurnAway();
      submitter
          .client()
          .tell(
              Route.Agenda.RERUN,
              agenda.agenda().value(),
              left.getFirst().body(submitter.plan().params(false)))
          .filter(told -> !told.isPassing() && !(turnsAway && told.isTurnedAway()))
          .ifPresent(told -> check(told, agenda));
    }
    if (witness.timesRedone(agenda) > done) {
      done++;
      hasTried = false;
      left.removeFirst();
    }
  }

  /** It may be over in its journal before it is over for everybody. */
  private void check(Answer told, AgendaKey agenda) {
    boolean good = told.status() == 200 ? witness.timesRedone(agenda) > done : told.status() == 409;
    if (!good) {
      witness.problem("a rerun got " + told);
    }
  }
}
