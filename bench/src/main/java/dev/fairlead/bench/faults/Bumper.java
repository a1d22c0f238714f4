package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Client.Answer;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.json.Json;
import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Has an agenda go before the others of its customer while it may still wait, or not. */
final class Bumper implements Actor {
  private static final int BETWEEN_MILLIS = 4_000;
  private static final int MOST = 3;

  /** It is done, or the agenda does not wait any more, or is gone. */
  private static final Set<Integer> ANSWERS = Set.of(200, 404, 409);

  private static final Json REASON = Json.object().put("reason", "it is urgent").build();

  private final Submitter submitter;
  private final SimulatedClock clock;
  private final RandomGenerator chance;
  private final Witness witness;
  private int left;
  private Instant next;

  Bumper(Submitter submitter, SimulatedClock clock, RandomGenerator chance, Witness witness) {
    this.submitter = submitter;
    this.clock = clock;
    this.chance = chance;
    this.witness = witness;
    this.left = chance.nextInt(MOST + 1);
    this.next = clock.instant();
  }

  @Override
  public Instant due() {
    return left == 0 || submitter.accepted().isEmpty() ? NEVER : next;
  }

  @Override
  public boolean isReentrant() {
    return false;
  }

  @Override
  public void act() {
    next = clock.instant().plusMillis(1 + chance.nextInt(BETWEEN_MILLIS));
    left--;
    String id = submitter.accepted().orElseThrow();
    submitter
        .client()
        .tell(Route.Agenda.BUMP, id, REASON)
        .filter(told -> !told.isPassing())
        .ifPresent(told -> check(told, id));
  }

  private void check(Answer told, String id) {
    if (!ANSWERS.contains(told.status()) || (told.status() == 404 && !witness.isDeleted(id))) {
      witness.problem("a bump got " + told);
    }
  }
}
