package dev.fairlead.progress;

import dev.fairlead.core.explain.AgendaReason;
import dev.fairlead.core.explain.Ahead;
import dev.fairlead.core.explain.Gate;
import dev.fairlead.core.explain.LinePlace;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.objects.Halt;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.store.Gates;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Insights;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.Dispatched;
import dev.fairlead.store.Place;
import dev.fairlead.store.RunRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an agenda in line. Cost: 1 query of what is dispatched, 1 read, and {@link
 * OutlookReading}'s.
 */
final class LineReading {
  private final ItemStore items;
  private final Lines lines;
  private final Insights insights;
  private final Gates gates;
  private final OutlookReading outlooks;
  private final PoolShortages pools;
  private final Overflows overflows;
  private final InstantSource clock;

  LineReading(ItemStore items, InstantSource clock) {
    this.items = items;
    this.lines = new Lines(items);
    this.insights = new Insights(items, clock);
    this.gates = new Gates(items, clock);
    this.outlooks = new OutlookReading(items);
    this.pools = new PoolShortages(items);
    this.overflows = new Overflows(items);
    this.clock = clock;
  }

  Sight look(RunRow row) {
    AgendaKey agenda = row.key();
    Place place = row.place().orElseThrow();
    Instant now = clock.instant();
    List<Dispatched> dispatched = lines.dispatched(place.insight(), Insight.MAX_QUEUE_SIZE);
    Optional<AgendaReason.Dispatched> turn = turn(row, dispatched);
    // What waits in an insight keeps it from being deleted; who was read late is told of none.
    Insight insight = insights.find(place.insight()).orElse(Insight.DEFAULT);
    Gate gate = gate(gates.ofInsight(insight));
    Gate poolGate = gate(gates.ofPool(insight));
    boolean isHeld = gate instanceof Gate.Held || poolGate instanceof Gate.Held;
    int room = isHeld ? 0 : Math.max(0, insight.queueSize() - dispatched.size());
    Optional<PoolView> pool = PoolView.of(insight, gates, insights, items);
    var scope =
        new OutlookReading.Scope(insight, pool.isPresent(), Snapshot.MAX_CANDIDATES, room, now);
    var seen = outlooks.read(scope, agenda, place);
    if (place.isOfKin()) {
      return new Sight(
          agenda, seen, beside(place, dispatched, turn), dispatched, Sight.Line.KIN, pool);
    }
    Ahead ahead = turn.isPresent() ? Ahead.NONE : Sight.ahead(agenda, seen, dispatched);
    Optional<InLine> aside =
        turn.isPresent() ? Optional.empty() : lines.find(place.in(Place.Line.ASIDE), agenda);
    Optional<InLine> entry = aside.or(() -> Optional.ofNullable(seen.line().get(agenda)));
    Optional<AgendaReason> shortage =
        aside.isPresent()
            ? overflows.of(insight, agenda.customer(), aside.get().floor())
            : Shortages.of(seen.outlook(), agenda.customer(), Sight.floor(agenda, seen), ahead);
    Optional<AgendaReason> poolShortage =
        turn.isPresent() || aside.isPresent()
            ? Optional.empty()
            : pool.flatMap(
                view -> entry.flatMap(waiting -> pools.of(view, insight.id(), waiting, ahead)));
    Sight.Line line =
        isHeld
            ? Sight.Line.HELD
            : aside.isPresent()
                ? Sight.Line.ASIDE
                : poolShortage.isPresent() ? Sight.Line.POOL_FULL : Sight.Line.OPEN;
    var where =
        new LinePlace(
            place.insight(),
            gate,
            poolGate,
            insight.queueSize(),
            dispatched.size(),
            turn,
            ahead,
            shortage.or(() -> poolShortage));
    return new Sight(agenda, seen, where, dispatched, line, pool);
  }

  /** A sub-agenda: no limit, and no hold, keeps it from what its parent holds for it. */
  private static LinePlace beside(
      Place place, List<Dispatched> dispatched, Optional<AgendaReason.Dispatched> turn) {
    return new LinePlace(
        place.insight(),
        new Gate.Open(),
        new Gate.Open(),
        Insight.MAX_QUEUE_SIZE,
        dispatched.size(),
        turn,
        Ahead.NONE,
        Optional.of(new AgendaReason.BesideParent()));
  }

  private static Gate gate(Optional<Halt> halt) {
    return halt.map(LineReading::gate).orElseGet(Gate.Open::new);
  }

  private static Gate gate(Halt halt) {
    return switch (halt.how()) {
      case HELD -> new Gate.Held(halt.by(), halt.at(), halt.reason());
      case DRAINING -> new Gate.Draining(halt.by(), halt.at(), halt.reason());
    };
  }

  private static Optional<AgendaReason.Dispatched> turn(RunRow row, List<Dispatched> dispatched) {
    for (int i = 0; i < dispatched.size(); i++) {
      Dispatched entry = dispatched.get(i);
      if (entry.agenda().equals(row.key()) && entry.epoch() == row.epoch()) {
        return Optional.of(new AgendaReason.Dispatched(entry.at(), i));
      }
    }
    return Optional.empty();
  }
}
