package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Client.Answer;
import dev.fairlead.bench.faults.Division.Act;
import dev.fairlead.catalog.ObjectRoute;
import dev.fairlead.core.json.Json;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Does what an operator does about insights while agendas wait there; each until it is done. */
final class Operator implements Actor {
  private static final int MAX_PATIENCE_MILLIS = 3_000;

  /** What it says of everything that it does. */
  static final String WHY = "as it must be";

  private static final Json REASON = Json.object().put("reason", WHY).build();

  private final Client client;
  private final SimulatedClock clock;
  private final RandomGenerator chance;
  private final Witness witness;
  private final Deque<Act> acts;
  private Instant next = NEVER;

  Operator(
      Division division,
      Client client,
      SimulatedClock clock,
      RandomGenerator chance,
      Witness witness) {
    this.client = client;
    this.clock = clock;
    this.chance = chance;
    this.witness = witness;
    this.acts = new ArrayDeque<>(division.acts());
    rest();
  }

  private void rest() {
    next = acts.isEmpty() ? NEVER : clock.instant().plusMillis(acts.getFirst().after());
  }

  @Override
  public Instant due() {
    return next;
  }

  @Override
  public boolean isReentrant() {
    return false;
  }

  @Override
  public void act() {
    Optional<Answer> answer = act(acts.getFirst()).filter(told -> !told.isPassing());
    next = clock.instant().plusMillis(100 + chance.nextInt(MAX_PATIENCE_MILLIS));
    answer.ifPresent(told -> {
      if (told.status() != 200) {
        witness.problem("an operator got " + told + " for " + acts.getFirst());
      }
      done(acts.removeFirst());
      rest();
    });
  }

  private void done(Act act) {
    switch (act) {
      case Act.Change _ -> witness.quotas().seen(Feature.TERMS_CHANGED);
      case Act.Release _ -> witness.quotas().seen(Feature.LINE_HELD);
      case Act.Rebind _, Act.Hold _ -> {}
    }
  }

  private Optional<Answer> act(Act act) {
    return switch (act) {
      case Act.Change(int _, String insight, PlannedInsight terms) ->
          client.tell(ObjectRoute.UPDATE_INSIGHT, insight, terms.patch());
      case Act.Hold(int _, String insight) ->
          client.tell(ObjectRoute.HOLD_INSIGHT, insight, REASON);
      case Act.Release(int _, String insight) ->
          client.tell(ObjectRoute.RELEASE_INSIGHT, insight, REASON);
      case Act.Rebind(int _, String insight) ->
          client.tell(ObjectRoute.REBIND_INSIGHT, insight, REASON);
    };
  }
}
