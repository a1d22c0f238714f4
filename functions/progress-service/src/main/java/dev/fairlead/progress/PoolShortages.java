package dev.fairlead.progress;

import dev.fairlead.core.explain.AgendaReason;
import dev.fairlead.core.explain.Ahead;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.quota.AmountText;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Demand;
import dev.fairlead.core.quota.Draw;
import dev.fairlead.core.quota.PoolTree;
import dev.fairlead.store.Estimates;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Membership;
import dev.fairlead.store.PoolRow;
import java.util.Optional;
import java.util.Set;

/**
 * Whether its pool keeps an agenda from being admitted, had it its turn now. Cost: 2 read units.
 */
final class PoolShortages {
  private final Lines lines;
  private final Estimates estimates;

  PoolShortages(ItemStore items) {
    this.lines = new Lines(items);
    this.estimates = new Estimates(items);
  }

  Optional<AgendaReason> of(PoolView pool, String insight, InLine waiting, Ahead ahead) {
    Membership member = pool.member();
    PoolRow row = pool.row();
    PoolTree before = pool.tree();
    Ledger ledger = lines.ledger(insight);
    boolean isBrief = member.isBrief(estimates.read(insight).of(waiting.shape()));
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
