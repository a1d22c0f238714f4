package dev.fairlead.bench.faults;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Halt;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a seed's agendas are scheduled, and what an operator does about it.
 *
 * @param pool that insights and customers are in, if any
 * @param insights by id, as they are at first; without any, all is as it is built in
 * @param customers what each customer's object says, of those that have one
 * @param acts one after the other
 */
record Division(
    Optional<PlannedPool> pool,
    Map<String, PlannedInsight> insights,
    Map<CustomerId, Json.Obj> customers,
    List<Act> acts) {
  /** Nobody said anything: by age, and no limits. */
  static final Division NONE = new Division(Optional.empty(), Map.of(), Map.of(), List.of());

  Division {
    insights = Map.copyOf(insights);
    customers = Map.copyOf(customers);
    acts = List.copyOf(acts);
  }

  boolean isNone() {
    return insights.isEmpty();
  }

  /** The ids of all insights that there are, the built-in one too. */
  Set<String> ids() {
    var all = new TreeSet<>(insights.keySet());
    all.add(Insight.DEFAULT.id());
    return all;
  }

  /** What an operator does. */
  sealed interface Act {
    /** How long after the one before it, in milliseconds. */
    int after();

    /** Has an insight divide otherwise. */
    record Change(int after, String insight, PlannedInsight terms) implements Act {}

    /** Holds or drains an insight or a pool. */
    record Stop(int after, ObjectKind kind, String id, Halt.How how) implements Act {}

    /** Has it go on. */
    record Release(int after, ObjectKind kind, String id) implements Act {}

    /** Has those that wait there wait where they belong by now. */
    record Rebind(int after, String insight) implements Act {}
  }
}
