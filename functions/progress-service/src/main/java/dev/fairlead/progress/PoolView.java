package dev.fairlead.progress;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.quota.AmountText;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Draw;
import dev.fairlead.core.quota.PoolTree;
import dev.fairlead.store.Gates;
import dev.fairlead.store.Insights;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Membership;
import dev.fairlead.store.PoolRow;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the insights of a pool have of its capacity. Cost: 1 read unit for the pool, 1 per 4 KB of
 * its row, and 1 for each insight that is told of.
 */
final class PoolView {
  private static final int MOST_INSIGHTS = 100;

  private final ItemStore items;
  private final Insights insights;
  private final Gates gates;

  PoolView(ItemStore items, Insights insights, InstantSource clock) {
    this.items = items;
    this.insights = insights;
    this.gates = new Gates(items, clock);
  }

  /** Of an insight's pool, if that has a capacity. */
  Optional<Json> of(Insight insight, boolean withOthers) {
    return Membership.of(insight, gates, insights).map(member -> of(member, insight, withOthers));
  }

  private Json of(Membership member, Insight insight, boolean withOthers) {
    PoolTree tree = member.tree(PoolRow.read(items, member.pool()));
    var shown = new TreeSet<>(Set.of(insight.id()));
    if (withOthers) {
      shown.addAll(tree.draws().keySet());
    }
    return Json.object()
        .put("poolId", member.pool())
        .put("capacity", member.terms().capacity().json())
        .put("drawn", json(tree, tree.granted()))
        .put(
            "insights",
            Json.array(shown.stream().limit(MOST_INSIGHTS).map(each -> draw(tree, each)).toList()))
        .build();
  }

  private Json draw(PoolTree tree, String insight) {
    Draw draw = tree.draw(insight);
    return Json.object()
        .put("insightId", insight)
        .put("nominal", json(tree, tree.share(insight).nominal()))
        .put("drawn", json(tree, draw.granted()))
        .put("held", json(tree, new Lines(items).ledger(insight).held()))
        .put("wanted", json(tree, draw.wanted()))
        .build();
  }

  /** Of what the pool has a capacity of, 0 too. */
  private static Json json(PoolTree tree, Amounts amounts) {
    var json = Json.object();
    tree.capacity()
        .asMap()
        .keySet()
        .forEach(name -> json.put(name, AmountText.written(name, amounts.value(name))));
    return json.build();
  }
}
