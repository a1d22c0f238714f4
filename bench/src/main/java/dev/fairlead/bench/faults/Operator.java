package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Client.Answer;
import dev.fairlead.bench.faults.Division.Act;
import dev.fairlead.catalog.ObjectRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Halt;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.store.Insights;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Does what an operator does about insights and pools while agendas wait there; each until it is
 * done.
 */
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
  private Instant lastDone = Instant.MIN;

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

  /** Whether somebody may go by how it was before it was through with everything. */
  boolean mayBeFelt() {
    return !acts.isEmpty() || clock.instant().isBefore(lastDone.plus(Insights.KEPT));
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
      lastDone = clock.instant();
      rest();
    });
  }

  private void done(Act act) {
    Quotas quotas = witness.quotas();
    switch (act) {
      case Act.Change _ -> quotas.seen(Feature.TERMS_CHANGED);
      case Act.Stop(int _, ObjectKind kind, String _, Halt.How how) ->
          quotas.seen(feature(kind, how));
      case Act.Rebind _, Act.Release _ -> {}
    }
  }

  private static Feature feature(ObjectKind kind, Halt.How how) {
    boolean isPool = kind == ObjectKind.RESOURCE_POOL;
    return switch (how) {
      case HELD -> isPool ? Feature.POOL_HELD : Feature.LINE_HELD;
      case DRAINING -> isPool ? Feature.POOL_DRAINED : Feature.LINE_DRAINED;
    };
  }

  private Optional<Answer> act(Act act) {
    return switch (act) {
      case Act.Change(int _, String insight, PlannedInsight terms) ->
          tell(ObjectRoute.UPDATE_INSIGHT, insight, terms.patch());
      case Act.Rebind(int _, String insight) -> tell(ObjectRoute.REBIND_INSIGHT, insight, REASON);
      case Act.Stop(int _, ObjectKind kind, String id, Halt.How how) ->
          kind == ObjectKind.RESOURCE_POOL
              ? tellPool(
                  how == Halt.How.HELD
                      ? ObjectRoute.HOLD_RESOURCE_POOL
                      : ObjectRoute.DRAIN_RESOURCE_POOL,
                  id)
              : tell(
                  how == Halt.How.HELD ? ObjectRoute.HOLD_INSIGHT : ObjectRoute.DRAIN_INSIGHT,
                  id,
                  REASON);
      case Act.Release(int _, ObjectKind kind, String id) ->
          kind == ObjectKind.RESOURCE_POOL
              ? tellPool(ObjectRoute.RELEASE_RESOURCE_POOL, id)
              : tell(ObjectRoute.RELEASE_INSIGHT, id, REASON);
    };
  }

  private Optional<Answer> tell(ObjectRoute route, String insight, Json body) {
    return client.tell(route, Parameter.INSIGHT_ID, insight, body);
  }

  private Optional<Answer> tellPool(ObjectRoute route, String pool) {
    return client.tell(route, Parameter.RESOURCE_POOL_ID, pool, REASON);
  }
}
