package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Client.Answer;
import dev.fairlead.bench.faults.PlannedAgenda.Orders;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.AgendaKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Pauses, resumes and cancels an agenda once it is accepted, at moments that chance gave. What it
 * paused it resumes for sure.
 */
final class Signaller implements Actor {
  private static final int MAX_PATIENCE_MILLIS = 3_000;

  private record Step(Route.Agenda signal, int after) {}

  private final Submitter submitter;
  private final SimulatedClock clock;
  private final RandomGenerator chance;
  private final Witness witness;
  private final Deque<Step> steps = new ArrayDeque<>();
  private Instant next = NEVER;
  private boolean triedToCancel;
  private boolean toldCancelled;
  private boolean toldPaused;

  Signaller(Submitter submitter, SimulatedClock clock, RandomGenerator chance, Witness witness) {
    this.submitter = submitter;
    this.clock = clock;
    this.chance = chance;
    this.witness = witness;
    Orders orders = submitter.plan().orders();
    if (orders.pauses()) {
      steps.add(new Step(Route.Agenda.PAUSE, orders.pauseAfter()));
      steps.add(new Step(Route.Agenda.RESUME, orders.resumeAfter()));
    }
    if (orders.cancels()) {
      steps.add(new Step(Route.Agenda.CANCEL, orders.cancelAfter()));
    }
  }

  /** What was said to the agenda so far. */
  History.Said said() {
    return new History.Said(triedToCancel, toldCancelled, toldPaused);
  }

  @Override
  public Instant due() {
    if (steps.isEmpty() || submitter.accepted().isEmpty()) {
      return NEVER;
    }
    if (next.equals(NEVER)) {
      next = clock.instant().plusMillis(steps.getFirst().after());
    }
    return next;
  }

  @Override
  public boolean isReentrant() {
    return false;
  }

  @Override
  public void act() {
    Route.Agenda signal = steps.getFirst().signal();
    triedToCancel |= signal == Route.Agenda.CANCEL;
    AgendaKey agenda = submitter.agenda().orElseThrow();
    Optional<Answer> answer =
        submitter
            .client()
            .signal(signal, agenda.agenda().value())
            .filter(told -> !told.isPassing());
    if (answer.isPresent() ? isDone(signal, agenda, answer.get()) : givesUp(signal)) {
      steps.removeFirst();
      next = NEVER;
    } else {
      next = clock.instant().plusMillis(100 + chance.nextInt(MAX_PATIENCE_MILLIS));
    }
  }

  private boolean givesUp(Route.Agenda signal) {
    return signal != Route.Agenda.RESUME
        && !submitter.plan().orders().insists()
        && chance.nextInt(3) == 0;
  }

  /** Takes an answer; whether it is the last word. */
  private boolean isDone(Route.Agenda signal, AgendaKey agenda, Answer answer) {
    return switch (answer.status()) {
      case 200 -> {
        toldCancelled |= signal == Route.Agenda.CANCEL;
        toldPaused |= signal == Route.Agenda.PAUSE;
        yield true;
      }
      case 409 -> {
        // Too early to be paused: it waits in its line.
        if (signal == Route.Agenda.PAUSE && answer.body().contains("AGENDA_NOT_STARTED")) {
          yield chance.nextInt(4) == 0;
        }
        if (signal == Route.Agenda.CANCEL && !witness.isOver(agenda)) {
          witness.problem("a cancel came too late for " + agenda + ", which is not over");
        }
        yield true;
      }
      default -> {
        witness.problem(signal + " got " + answer);
        yield true;
      }
    };
  }
}
