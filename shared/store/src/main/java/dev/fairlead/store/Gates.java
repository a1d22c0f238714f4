package dev.fairlead.store;

import dev.fairlead.core.objects.Halt;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.PoolTerms;
import dev.fairlead.core.port.ItemStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether agendas pass through insights: neither they nor their pools are held or drained. What is
 * open may have been closed for {@link Insights#KEPT} before that is known; what is closed is
 * looked at anew each time, so that a release is known at once. Cost: nothing for an insight
 * without a pool, or while its pool is known to be open; else 1 read unit, and 1 more for an
 * insight that is closed.
 */
public final class Gates {
  private final ObjectRows rows;
  private final InstantSource clock;
  private final Map<String, Instant> openPools = new ConcurrentHashMap<>();
  private final Map<String, PoolTerms> terms = new ConcurrentHashMap<>();

  public Gates(ItemStore items, InstantSource clock) {
    this.rows = new ObjectRows(items);
    this.clock = clock;
  }

  /** Whether a scheduler may dispatch from an insight. */
  public boolean isOpen(Insight insight) {
    return !isSo(insight, Halt.How.HELD);
  }

  /** Whether more agendas may be bound to an insight. */
  public boolean takesMore(Insight insight) {
    return !isSo(insight, Halt.How.DRAINING);
  }

  private boolean isSo(Insight insight, Halt.How how) {
    return ofInsight(insight).filter(halt -> halt.how() == how).isPresent()
        || ofPool(insight).filter(halt -> halt.how() == how).isPresent();
  }

  /** Whether, and by whom, an insight that was read a while ago is held or drained. */
  public Optional<Halt> ofInsight(Insight insight) {
    return insight
        .halt()
        .flatMap(_ -> rows.main(ObjectKind.INSIGHT, insight.id()))
        .flatMap(StoredObject::halt);
  }

  /** Whether, and by whom, the pool of an insight is held or drained. */
  public Optional<Halt> ofPool(Insight insight) {
    return insight.pool().flatMap(this::ofPool);
  }

  /**
   * What a pool has to divide, as it was when it was last looked at. Cost: nothing after it was
   * asked whether its insights are open; else as much as that.
   */
  public PoolTerms termsOfPool(String id) {
    PoolTerms known = terms.get(id);
    Instant at = openPools.get(id);
    if (known != null && at != null && isFresh(at)) {
      return known;
    }
    ofPool(id);
    return terms.getOrDefault(id, PoolTerms.NOTHING_TO_DIVIDE);
  }

  /** What a pool has to divide now. Cost: 1 read unit. */
  PoolTerms termsOfPoolNow(String id) {
    openPools.remove(id);
    return termsOfPool(id);
  }

  private boolean isFresh(Instant at) {
    Instant now = clock.instant();
    return !now.isBefore(at) && now.isBefore(at.plus(Insights.KEPT));
  }

  /** Whether, and by whom, a pool is held or drained. */
  Optional<Halt> ofPool(String id) {
    Instant known = openPools.get(id);
    if (known != null && isFresh(known)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<StoredObject> pool = rows.main(ObjectKind.RESOURCE_POOL, id);
    terms.put(
        id, pool.map(found -> PoolTerms.of(found.fields())).orElse(PoolTerms.NOTHING_TO_DIVIDE));
    Optional<Halt> halt = pool.flatMap(StoredObject::halt);
    if (halt.isPresent()) {
      openPools.remove(id);
    } else {
      openPools.put(id, now);
    }
    return halt;
  }
}
