package dev.fairlead.bench.faults;

import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.PoolTerms;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Draw;
import dev.fairlead.core.quota.GrantEvent;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.quota.PoolTree;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Membership;
import dev.fairlead.store.PoolRow;
import dev.fairlead.store.PoolStake;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Follows what insights draw of the capacity of their pools: never more together than there is,
 * each no more than it may, and what a pool's row says of an insight is what the insight's ledger
 * says. Of pools whose capacity and shares stay what they are.
 */
final class PoolLedger {
  private static final String LASTING = "lasting of ";

  private final ItemStore items;
  private final Lines lines;
  private final Announced announced;
  private final Consumer<String> problems;

  /**
   * @param items without anything that goes wrong
   */
  PoolLedger(ItemStore items, Announced announced, Consumer<String> problems) {
    this.items = items;
    this.lines = new Lines(items);
    this.announced = announced;
    this.problems = problems;
  }

  /** The pool that an insight draws of, if it has a capacity. */
  private Optional<Membership> membership(String insight) {
    List<Insight> all = announced.insights();
    return all.stream()
        .filter(it -> it.id().equals(insight))
        .findFirst()
        .flatMap(Insight::pool)
        .flatMap(pool -> membership(pool, all));
  }

  private Optional<Membership> membership(String pool, List<Insight> all) {
    return announced
        .pool(pool)
        .map(object -> PoolTerms.of(object.fields()))
        .filter(terms -> !terms.capacity().isNone())
        .map(terms -> Membership.of(pool, terms, all));
  }

  /** Whether what an insight's agendas hold counts in a pool. */
  boolean isDivided(String insight) {
    return membership(insight).isPresent();
  }

  /**
   * What an agenda of an insight counts under.
   *
   * @param isBrief whether it was admitted as short work
   */
  List<String> nodes(String insight, boolean isBrief) {
    return membership(insight)
        .map(member -> limits(member, insight).keySet().stream())
        .orElseGet(Stream::empty)
        .filter(node -> !isBrief || !node.startsWith(LASTING))
        .toList();
  }

  /** How much there may be under these. */
  List<GrantEvent.Limited> limits(String insight, long at) {
    var limited = new ArrayList<GrantEvent.Limited>();
    membership(insight)
        .ifPresent(member ->
            limits(member, insight)
                .forEach((node, most) -> limited.add(new GrantEvent.Limited(at, node, most))));
    return limited;
  }

  private static Map<String, Limits> limits(Membership member, String insight) {
    PoolTree tree = member.tree(none(member.pool()));
    Map<String, Long> lasting = new HashMap<>();
    unowned(member)
        .forEach(
            (name, free) -> lasting.put(name, tree.share(insight).nominal().value(name) + free));
    return new TreeMap<>(
        Map.of(
            "pool " + member.pool(),
            tree.capacity(),
            "part of " + insight,
            tree.most(insight),
            LASTING + insight,
            Limits.ofMap(lasting)));
  }

  private static PoolRow none(String pool) {
    return new PoolRow(pool, 0, Collections.emptySortedMap());
  }

  private static Map<String, Long> unowned(Membership member) {
    Map<String, Long> free = new HashMap<>(member.terms().capacity().asMap());
    free.replaceAll((name, all) ->
        Math.max(
            0,
            all
                - member.shares().values().stream()
                    .mapToLong(share -> share.nominal().value(name))
                    .sum()));
    return free;
  }

  /** A pool's row was written. */
  void drawn(String pool) {
    PoolRow row = PoolRow.read(items, pool);
    membership(pool, announced.insights())
        .ifPresentOrElse(
            member -> check(member.tree(row), Limits.ofMap(unowned(member)), pool),
            () -> problems.accept(pool + " has nothing to divide, and is drawn of: " + row));
    announced.insights().stream()
        .filter(insight -> insight.pool().equals(Optional.of(pool)))
        .forEach(insight -> checkSame(row, lines.ledger(insight.id())));
  }

  private void check(PoolTree tree, Limits unowned, String pool) {
    if (!tree.granted().fits(tree.capacity())) {
      problems.accept(pool + " has " + tree.capacity() + " and gave " + tree.granted());
    }
    Amounts lasting =
        tree.draws().values().stream().map(Draw::lasting).reduce(Amounts.NONE, Amounts::plus);
    if (!lasting.fits(unowned)) {
      problems.accept(pool + " lent " + lasting + " for long, and " + unowned + " is nobody's");
    }
    tree.draws()
        .forEach((insight, draw) -> {
          if (!draw.granted().fits(tree.most(insight))) {
            problems.accept(insight + " has drawn " + draw + " of " + tree.most(insight));
          }
        });
  }

  /** An insight's ledger was written. */
  void turned(Ledger ledger) {
    membership(ledger.insight())
        .ifPresent(member -> {
          PoolRow row = PoolRow.read(items, member.pool());
          checkSame(row, ledger);
          if (!member.tree(row).covers(ledger.insight(), ledger.held())) {
            problems.accept(
                ledger.insight() + " holds " + ledger.held() + ", and drew " + row.draws());
          }
        });
  }

  private void checkSame(PoolRow row, Ledger ledger) {
    Draw told = row.draws().getOrDefault(ledger.insight(), Draw.NONE);
    Draw known =
        ledger
            .stake()
            .block()
            .filter(block -> block.pool().equals(row.pool()))
            .map(PoolStake.Block::draw)
            .orElse(Draw.NONE);
    if (!told.equals(known)) {
      problems.accept(
          ledger.insight() + " has drawn " + known + ", and of " + row.pool() + " " + told);
    }
  }
}
