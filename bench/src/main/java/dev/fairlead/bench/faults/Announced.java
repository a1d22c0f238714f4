package dev.fairlead.bench.faults;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.CustomerTerms;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.Ports;
import dev.fairlead.store.Insights;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What insights, pools and customers say, and said before: whoever began at some time may go by
 * anything that was true then, shortly before, or since.
 */
final class Announced {
  private final ObjectRows objects;
  private final SimulatedClock clock;
  private final Map<String, Said<Insight>> insights = new LinkedHashMap<>();
  private final Map<String, Said<StoredObject>> pools = new HashMap<>();
  private final Map<CustomerId, Said<CustomerTerms>> customers = new HashMap<>();

  /** What was said of something, one after the other. */
  private static final class Said<T> {
    private final List<T> terms = new ArrayList<>();
    private final List<Instant> since = new ArrayList<>();

    void add(T more, Instant now) {
      terms.add(more);
      since.add(now);
    }

    List<T> since(Instant time) {
      int first = terms.size() - 1;
      while (first > 0 && since.get(first).isAfter(time)) {
        first--;
      }
      return terms.subList(Math.max(0, first), terms.size());
    }
  }

  /**
   * @param real the ports without anything that goes wrong
   */
  Announced(Ports real, SimulatedClock clock) {
    this.objects = new ObjectRows(real.items());
    this.clock = clock;
  }

  /** Whether nobody said anything. */
  boolean isNothing() {
    return insights.isEmpty();
  }

  /** Learns what an object says now. */
  void learn(ObjectKind kind, String id) {
    Optional<StoredObject> found = objects.main(kind, id);
    Instant now = clock.instant();
    switch (kind) {
      case INSIGHT ->
          found.ifPresent(
              it -> insights.computeIfAbsent(id, _ -> new Said<>()).add(insight(it), now));
      case RESOURCE_POOL ->
          found.ifPresent(it -> pools.computeIfAbsent(id, _ -> new Said<>()).add(it, now));
      case CUSTOMER ->
          customers
              .computeIfAbsent(new CustomerId(id), _ -> new Said<>())
              .add(found.map(it -> CustomerTerms.of(it.fields())).orElse(CustomerTerms.USUAL), now);
      case HANDLER, BLUEPRINT -> {}
    }
  }

  private static Insight insight(StoredObject object) {
    return Insight.of(object.id(), Optional.of(object.owner()), object.fields());
  }

  /** Every insight as it is now. */
  List<Insight> insights() {
    return insights.values().stream().map(said -> said.terms.getLast()).toList();
  }

  /** What somebody may take an insight for; nothing if nobody said anything about it. */
  List<Insight> insight(String id, Instant begin) {
    return since(Optional.ofNullable(insights.get(id)), begin);
  }

  /** A pool as it is now. */
  Optional<StoredObject> pool(String id) {
    return Optional.ofNullable(pools.get(id)).map(said -> said.terms.getLast());
  }

  /** What somebody may take a pool for. */
  List<StoredObject> pool(String id, Instant begin) {
    return since(Optional.ofNullable(pools.get(id)), begin);
  }

  /** What somebody may take for a customer's terms. */
  List<CustomerTerms> customer(CustomerId id, Instant begin) {
    List<CustomerTerms> said = since(Optional.ofNullable(customers.get(id)), begin);
    return said.isEmpty() ? List.of(CustomerTerms.USUAL) : said;
  }

  private static <T> List<T> since(Optional<Said<T>> all, Instant begin) {
    return all.map(said -> said.since(begin.minus(Insights.KEPT))).orElseGet(List::of);
  }
}
