package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Client.Answer;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Deletes some agendas once nobody wants anything more of them. What there was to check of them is
 * checked right before.
 */
final class Deleter implements Actor {
  private static final int BETWEEN_TRIES_MILLIS = 8_000;

  /** What was begun before an agenda's end is over by then: no function runs so long. */
  private static final Duration AFTER_ITS_END = Duration.ofMinutes(20);

  private final Submitter submitter;
  private final Acceptance acceptance;
  private final AgendaRows rows;
  private final History history;
  private final Witness witness;
  private final Signaller signaller;
  private final BooleanSupplier isLeftAlone;
  private final SimulatedClock clock;
  private final RandomGenerator chance;
  private boolean isWanted;
  private boolean wasOver;
  private Instant next;

  /**
   * Somebody who deletes an agenda, or not.
   *
   * @param isLeftAlone whether nobody else wants anything of it
   */
  Deleter(
      Submitter submitter,
      Signaller signaller,
      BooleanSupplier isLeftAlone,
      Acceptance acceptance,
      AgendaRows rows,
      History history,
      Witness witness,
      SimulatedClock clock,
      RandomGenerator chance) {
    this.submitter = submitter;
    this.signaller = signaller;
    this.isLeftAlone = isLeftAlone;
    this.acceptance = acceptance;
    this.rows = rows;
    this.history = history;
    this.witness = witness;
    this.clock = clock;
    this.chance = chance;
    this.isWanted = chance.nextInt(9) == 0;
    this.next = clock.instant();
  }

  @Override
  public Instant due() {
    return isWanted && submitter.accepted().isPresent() && isLeftAlone.getAsBoolean()
        ? next
        : NEVER;
  }

  @Override
  public boolean isReentrant() {
    return false;
  }

  @Override
  public void act() {
    next = clock.instant().plusMillis(1 + chance.nextInt(BETWEEN_TRIES_MILLIS));
    String id = submitter.accepted().orElseThrow();
    if (!witness.isDeleted(id)) {
      Optional<AgendaHeader> header =
          acceptance.headers(submitter.plan().customer()).stream()
              .filter(found -> found.key().agenda().value().equals(id))
              .findFirst();
      if (header.isEmpty() || !isOver(header.get())) {
        return;
      }
      if (!wasOver) {
        wasOver = true;
        next = clock.instant().plus(AFTER_ITS_END);
        return;
      }
      history.check(header.get(), submitter.plan(), signaller.said());
      witness.deletes(header.get().key());
    }
    submitter.client().delete(id).filter(told -> !told.isPassing()).ifPresent(told -> check(told));
  }

  /** Also all that did its operations, and theirs. */
  private boolean isOver(AgendaHeader header) {
    return rows.run(header.key()).filter(row -> row.state() == AgendaState.COMPLETE).isPresent()
        && acceptance.headers(header.key().customer()).stream()
            .filter(child ->
                child
                    .parent()
                    .filter(parent -> parent.agenda().equals(header.key().agenda()))
                    .isPresent())
            .allMatch(this::isOver);
  }

  /** One that was not answered may have deleted it. */
  private void check(Answer told) {
    isWanted = false;
    if (told.status() == 200) {
      history.seen(Feature.DELETED);
    } else if (told.status() != 404) {
      witness.problem("a deletion got " + told);
    }
  }
}
