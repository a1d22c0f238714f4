package dev.fairlead.progress;

import dev.fairlead.core.objects.Halt;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.outlook.PoolOutlook;
import dev.fairlead.core.outlook.PoolOutlook.Prospect;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.store.Gates;
import dev.fairlead.store.Insights;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the insights that share a pool with an agenda's, of those that have or want some of it at
 * most {@value #MOST_OTHERS}. Cost: of each what {@link OutlookReading} costs, but together for no
 * more agendas and accounts than one.
 */
final class PoolReading {
  private static final int MOST_OTHERS = 8;

  private final OutlookReading outlooks;
  private final Insights insights;
  private final Gates gates;

  PoolReading(ItemStore items, InstantSource clock) {
    this.outlooks = new OutlookReading(items);
    this.insights = new Insights(items, clock);
    this.gates = new Gates(items, clock);
  }

  /**
   * What is seen, and who shares its pool.
   *
   * @param own how long the agenda may last
   */
  PoolOutlook around(Sight sight, Estimate own, Instant now) {
    var outlook = sight.seen().outlook();
    var runtimes = sight.runtimes(own);
    if (sight.pool().isEmpty() || !sight.isInLine()) {
      return PoolOutlook.alone(outlook, runtimes);
    }
    PoolView pool = sight.pool().get();
    String id = sight.place().insight();
    var prospects = new TreeMap<String, Prospect>();
    prospects.put(id, new Prospect(outlook, runtimes, true));
    List<Insight> others = others(pool, id);
    for (Insight other : others) {
      var scope =
          new OutlookReading.Scope(other, true, Snapshot.MAX_CANDIDATES / others.size(), 0, now);
      var seen = outlooks.read(scope);
      prospects.put(other.id(), new Prospect(seen.outlook(), seen, !isHeld(other)));
    }
    return new PoolOutlook(
        id, prospects, pool.tree(), pool.row().version(), pool.member()::isBrief);
  }

  /** Those that wait for some of it first. */
  private List<Insight> others(PoolView pool, String own) {
    var ids = new LinkedHashSet<>(pool.tree().waiting());
    ids.addAll(pool.tree().draws().keySet());
    ids.remove(own);
    return ids.stream().limit(MOST_OTHERS).map(insights::find).flatMap(Optional::stream).toList();
  }

  private boolean isHeld(Insight insight) {
    return Stream.of(gates.ofInsight(insight), gates.ofPool(insight))
        .flatMap(Optional::stream)
        .anyMatch(halt -> halt.how() == Halt.How.HELD);
  }
}
