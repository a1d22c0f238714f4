package dev.fairlead.progress;

import dev.fairlead.core.explain.AgendaReason;
import dev.fairlead.core.explain.Ahead;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.quota.AmountText;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Demand;
import dev.fairlead.core.quota.Draw;
import dev.fairlead.core.quota.PoolTree;
import dev.fairlead.store.Estimates;
import dev.fairlead.store.Gates;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Insights;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Membership;
import dev.fairlead.store.PoolRow;
import java.util.Optional;
import java.util.Set;

/**
 * Whether its pool keeps an agenda from being admitted, had it its turn now. Cost: nothing for an
 * insight of a pool without a capacity; else 3 read units.
 */
final class PoolShortages {
  private final ItemStore items;
  private final Gates gates;
  private final Insights insights;

  PoolShortages(ItemStore items, Gates gates, Insights insights) {
    this.items = items;
    this.gates = gates;
    this.insights = insights;
  }

  /** Whether the pool of an insight has a capacity. */
  boolean limits(Insight insight) {
    return insight.pool().filter(pool -> !gates.termsOfPool(pool).capacity().isNone()).isPresent();
  }

  /** Of one so far back in line that it was not read, nothing is said. */
  Optional<AgendaReason> of(Insight insight, Optional<InLine> entry, Ahead ahead) {
    return entry.flatMap(waiting ->
        Membership.of(insight, gates, insights)
            .flatMap(member -> of(member, insight.id(), waiting, ahead)));
  }

  private Optional<AgendaReason> of(
      Membership member, String insight, InLine waiting, Ahead ahead) {
    PoolRow row = PoolRow.read(items, member.pool());
    PoolTree before = member.tree(row);
    Ledger ledger = new Lines(items).ledger(insight);
    boolean isBrief = member.isBrief(new Estimates(items).read(insight).of(waiting.shape()));
    Amounts held = ledger.held();
    Amounts lasting = held.without(ledger.stake().brief());
    Amounts floor = waiting.floor();
    var demand = new Demand(held, lasting, floor, isBrief, Amounts.NONE);
    Draw draw = before.turn(insight, demand, row.version() + 1).draw(insight);
    Amounts then = held.plus(floor);
    Amounts lastingThen = isBrief ? lasting : lasting.plus(floor);
    if (!draw.isWaiting() && before.admits(insight, draw, then, lastingThen, floor, isBrief)) {
      return Optional.empty();
    }
    Amounts used = before.granted().without(before.draw(insight).granted()).plus(held);
    Optional<String> full =
        member.terms().capacity().exceededBy(used.plus(floor)).stream()
            .filter(name -> floor.value(name) > 0)
            .findFirst();
    if (full.isPresent()) {
      String name = full.get();
      return Optional.of(
          new AgendaReason.PoolFull(
              name,
              AmountText.text(name, floor.value(name)),
              AmountText.text(name, used.value(name)),
              AmountText.text(name, member.terms().capacity().value(name)),
              ahead));
    }
    Amounts own = before.share(insight).nominal();
    Set<String> divided = member.terms().capacity().asMap().keySet();
    return floor.asMap().keySet().stream()
        .filter(divided::contains)
        .filter(name -> then.value(name) > own.value(name))
        .findFirst()
        .map(name ->
            new AgendaReason.PoolShare(
                name,
                AmountText.text(name, floor.value(name)),
                AmountText.text(name, held.value(name)),
                AmountText.text(name, own.value(name)),
                isBrief ? Optional.empty() : member.terms().reclaimTime(),
                ahead));
  }
}
