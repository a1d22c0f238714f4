package dev.fairlead.progress;

import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.quota.PoolTree;
import dev.fairlead.store.Gates;
import dev.fairlead.store.Insights;
import dev.fairlead.store.Membership;
import dev.fairlead.store.PoolRow;
import java.util.Optional;

/** What the insights of a pool that has a capacity have of it. */
record PoolView(Membership member, PoolRow row, PoolTree tree) {
  /**
   * Of an insight's pool. Cost: nothing where that has no capacity; else what {@link Insights#all}
   * costs, and 1 read unit per 4 KB of the pool's row.
   */
  static Optional<PoolView> of(Insight insight, Gates gates, Insights insights, ItemStore items) {
    return Membership.of(insight, gates, insights)
        .map(member -> {
          PoolRow row = PoolRow.read(items, member.pool());
          return new PoolView(member, row, member.tree(row));
        });
  }
}
