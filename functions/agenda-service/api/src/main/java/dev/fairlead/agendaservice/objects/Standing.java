package dev.fairlead.agendaservice.objects;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.PoolTerms;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.endpoint.Authorization;
import dev.fairlead.endpoint.Caller;
import dev.fairlead.store.Insights;
import dev.fairlead.store.Membership;
import dev.fairlead.store.PoolUse;
import dev.fairlead.store.StoredObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How an object stands now, which is no field of it: shown with it where one is asked for, to its
 * owner and operators, since it tells of all customers together. Cost: {@link QueueView}'s for an
 * insight; for a pool that has a capacity {@link PoolUse}'s, and all insights.
 */
final class Standing {
  /** What a pool's insights have of it, in a pool. */
  private static final String USE = "use";

  private final QueueView queues;
  private final PoolUse pools;
  private final Insights insights;

  Standing(ItemStore items, InstantSource clock) {
    this.queues = new QueueView(items, clock);
    this.pools = new PoolUse(items);
    this.insights = new Insights(items, clock);
  }

  /** Whether it is shown under that name; a change may name it, and is not held to it. */
  static boolean isShown(ObjectKind kind, String name) {
    return switch (kind) {
      case INSIGHT -> name.equals(QueueView.FIELD);
      case RESOURCE_POOL -> name.equals(USE);
      case CUSTOMER, HANDLER, BLUEPRINT -> false;
    };
  }

  /** An object with how it stands, if the caller may know that. */
  Json.Obj with(StoredObject object, Caller caller) {
    Json.Obj shown = ObjectJson.of(object);
    if (!Authorization.owns(caller, object.owner())) {
      return shown;
    }
    return switch (object.kind()) {
      case INSIGHT ->
          with(
              shown,
              QueueView.FIELD,
              queues.of(Insight.of(object.id(), Optional.of(object.owner()), object.fields())));
      case RESOURCE_POOL -> withUse(shown, object.id(), PoolTerms.of(object.fields()), caller);
      case CUSTOMER, HANDLER, BLUEPRINT -> shown;
    };
  }

  /**
   * Where there is nothing to divide, nobody counts who has what. Whoever has a pool is not told of
   * other customers' insights in it.
   */
  private Json.Obj withUse(Json.Obj shown, String pool, PoolTerms terms, Caller caller) {
    if (terms.capacity().isNone()) {
      return shown;
    }
    List<Insight> all = insights.all();
    Set<String> own =
        all.stream()
            .filter(insight ->
                insight.owner().filter(owner -> Authorization.owns(caller, owner)).isPresent())
            .map(Insight::id)
            .collect(toUnmodifiableSet());
    Predicate<String> mayKnow = id -> caller.isOperator() || own.contains(id);
    return with(shown, USE, pools.ofAll(Membership.of(pool, terms, all), mayKnow));
  }

  /** The same of the insight that is there without being stored, and is nobody's. */
  Json.Obj withBuiltIn(Caller caller) {
    return caller.isOperator()
        ? with(ObjectJson.builtIn(), QueueView.FIELD, queues.of(Insight.DEFAULT))
        : ObjectJson.builtIn();
  }

  private static Json.Obj with(Json.Obj shown, String name, Json standing) {
    var json = Json.object();
    shown.fields().forEach(json::put);
    return json.put(name, standing).build();
  }
}
