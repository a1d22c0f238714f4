package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.PoolTerms;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.store.Gates;
import dev.fairlead.store.Insights;
import dev.fairlead.store.Membership;
import dev.fairlead.store.PoolRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which insights share a pool that has a capacity. Cost: nothing for an insight of a pool without
 * one; else what {@link Insights#all} costs.
 */
final class Members {
  private final ItemStore items;
  private final Insights insights;
  private final Gates gates;

  Members(ItemStore items, Insights insights, Gates gates) {
    this.items = items;
    this.insights = insights;
    this.gates = gates;
  }

  /** The terms of an insight with what its pool makes of them. */
  Terms in(Insight insight, Terms terms) {
    return Membership.of(insight, gates, insights).map(member -> in(member, terms)).orElse(terms);
  }

  private static Terms in(Membership member, Terms terms) {
    return terms.in(
        member, member.tree(new PoolRow(member.pool(), 0, Collections.emptySortedMap())));
  }

  /**
   * Insights that were deleted and still have something of a pool: it is taken back as their last
   * agendas end. Cost: 1 read unit per 4 KB of the row of each pool that has a capacity.
   */
  List<Terms> gone() {
    List<Insight> all = insights.all();
    Set<String> ids = new HashSet<>();
    Set<String> pools = new TreeSet<>();
    all.forEach(insight -> {
      ids.add(insight.id());
      insight.pool().ifPresent(pools::add);
    });
    var gone = new ArrayList<Terms>();
    for (String pool : pools) {
      PoolTerms divided = gates.termsOfPool(pool);
      if (!divided.capacity().isNone()) {
        PoolRow.read(items, pool).draws().keySet().stream()
            .filter(insight -> !ids.contains(insight))
            .forEach(
                insight -> gone.add(in(Membership.of(pool, divided, all), Terms.gone(insight))));
      }
    }
    return gone;
  }
}
