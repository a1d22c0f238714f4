package dev.fairlead.core.scheduling.replay;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Demand;
import dev.fairlead.core.quota.Wishes;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Contest;
import dev.fairlead.core.scheduling.Decision;
import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Stop;
import dev.fairlead.core.scheduling.Waiting;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Has a modelled insight of a pool admit no more than it can draw, as production does. */
final class PoolMember implements InsightModel.Watch {
  private final PoolModel pool;
  private final String insight;
  private final Predicate<Waiting> isBrief;
  private final Set<AgendaKey> briefOnes = new HashSet<>();
  private Amounts brief = Amounts.NONE;

  PoolMember(PoolModel pool, String insight, Predicate<Waiting> isBrief) {
    this.pool = pool;
    this.insight = insight;
    this.isBrief = isBrief;
  }

  @Override
  public Decision decide(Snapshot snapshot, Algorithm algorithm, Policy policy) {
    Decision wished = Contest.decide(snapshot, algorithm, policy);
    boolean isUnread = wished.picks().isEmpty() && wished.stop() == Stop.HEADS_USED;
    if (!pool.isLimited() || isUnread) {
      return wished;
    }
    var wishes =
        new Wishes(
            snapshot.held(),
            brief,
            wished.picks().stream()
                .map(Pick::waiting)
                .map(next -> new Wishes.Wish(next.floor(), isBrief.test(next)))
                .toList());
    int admitted = pool.draw(insight, wishes);
    Decision decision =
        admitted == wished.picks().size()
            ? wished
            : Contest.decide(snapshot.withRoom(admitted), algorithm, policy);
    decision.picks().forEach(pick -> started(pick.waiting()));
    return decision;
  }

  /** It runs, whoever had it start. */
  void started(Waiting agenda) {
    if (isBrief.test(agenda) && briefOnes.add(agenda.agenda())) {
      brief = brief.plus(agenda.floor());
    }
  }

  void ended(Waiting agenda) {
    if (briefOnes.remove(agenda.agenda())) {
      brief = brief.minus(agenda.floor());
    }
  }

  /** Nobody may be admitted: what is not held goes back. */
  Demand rest(Amounts held) {
    return Demand.of(held, held.without(brief));
  }
}
