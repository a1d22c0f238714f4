package dev.fairlead.store;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.quota.AmountText;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Draw;
import dev.fairlead.core.quota.PoolTree;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the insights of a pool that has a capacity have of it, as it is shown. */
public final class PoolUse {
  private static final int MOST_INSIGHTS = 100;

  private final ItemStore items;
  private final Lines lines;

  public PoolUse(ItemStore items) {
    this.items = items;
    this.lines = new Lines(items);
  }

  /**
   * Of one insight of it, and of others if somebody may know of them. Cost: 1 read unit per 4 KB of
   * the pool's row, and 1 for each insight that is told of, at most {@value #MOST_INSIGHTS}.
   */
  public Json.Obj ofInsight(Membership member, String insight, boolean withOthers) {
    PoolTree tree = member.tree(PoolRow.read(items, member.pool()));
    var shown = new TreeSet<>(Set.of(insight));
    if (withOthers) {
      shown.addAll(tree.draws().keySet());
    }
    return Json.object()
        .put("poolId", member.pool())
        .put("capacity", member.terms().capacity().json())
        .put("drawn", json(tree, tree.granted()))
        .put("insights", Json.array(told(member, tree, shown)))
        .build();
  }

  /**
   * Of all insights that own, have or wait for something of it. Cost: the same.
   *
   * @param mayKnow the insights that somebody may know of; others only count in the sums
   */
  public Json.Obj ofAll(Membership member, Predicate<String> mayKnow) {
    PoolTree tree = member.tree(PoolRow.read(items, member.pool()));
    var shown = new TreeSet<>(tree.shares().keySet());
    shown.addAll(tree.draws().keySet());
    shown.removeIf(mayKnow.negate());
    Amounts capacity = Amounts.ofMap(tree.capacity().asMap());
    return Json.object()
        .put("drawn", json(tree, tree.granted()))
        .put("free", json(tree, capacity.without(tree.granted())))
        .put("borrowed", json(tree, borrowed(tree)))
        .put("insights", Json.array(told(member, tree, shown)))
        .build();
  }

  private static Amounts borrowed(PoolTree tree) {
    return tree.draws().keySet().stream()
        .map(insight -> borrowed(tree, insight))
        .reduce(Amounts.NONE, Amounts::plus);
  }

  /** What an insight has beyond its own. */
  private static Amounts borrowed(PoolTree tree, String insight) {
    return tree.draw(insight).granted().without(tree.share(insight).nominal());
  }

  private List<Json> told(Membership member, PoolTree tree, SortedSet<String> insights) {
    return insights.stream()
        .limit(MOST_INSIGHTS)
        .<Json>map(insight -> told(member.pool(), tree, insight))
        .toList();
  }

  private Json told(String pool, PoolTree tree, String insight) {
    Draw draw = tree.draw(insight);
    return Json.object()
        .put("insightId", insight)
        .put("nominal", json(tree, tree.share(insight).nominal()))
        .put("drawn", json(tree, draw.granted()))
        .put("borrowed", json(tree, borrowed(tree, insight)))
        .put("held", json(tree, lines.ledger(insight).heldIn(pool)))
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
