package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.store.Admission;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Permits;
import dev.fairlead.store.Place;
import dev.fairlead.store.Slip;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The turns of one invocation for the sub-agendas of one insight. Their parents were admitted, and
 * hold what they run on: they are dispatched in the order in which they came, whatever the
 * insight's algorithm, limits, queue size, and also while it is held. Nothing is decided, charged
 * or accounted for; the ledger is only written since it numbers the dispatches.
 *
 * <p>Cost of a turn that dispatches n: 1 read, 1 query of an index and one of what is dispatched; a
 * transaction of 4n + n ÷ 2 + 2 write units; n ÷ 10 requests. With nobody waiting: half a read
 * unit.
 */
final class KinTurns {
  /** Agendas in one transaction: an item each, one for each slip, and the ledger. */
  static final int MAX_PICKS = 76;

  /** Entries of one query. */
  private static final int MAX_READ = 1000;

  private final String insight;
  private final ItemStore items;
  private final Lines lines;
  private final Permits permits;
  private final InstantSource clock;
  private final Set<AgendaKey> gone = new HashSet<>();

  KinTurns(String insight, Ports ports, InstantSource clock) {
    this.insight = insight;
    this.items = ports.items();
    this.lines = new Lines(items);
    this.permits = new Permits(ports.queues());
    this.clock = clock;
  }

  /** One turn: whether another may find something to do. */
  boolean take() {
    // As many more as are known to wait no longer: the index may be late to show that.
    int most = Math.min(MAX_READ, MAX_PICKS + gone.size());
    List<InLine> waiting =
        lines.oldest(Place.Line.KIN, insight, most).stream()
            .filter(entry -> !gone.contains(entry.agenda()))
            .toList();
    if (waiting.isEmpty()) {
      return false;
    }
    Ledger ledger = lines.ledger(insight);
    int room = Math.clamp(Insight.MAX_QUEUE_SIZE - lines.unclaimed(ledger), 0, MAX_PICKS);
    return dispatch(ledger, waiting.stream().limit(room).toList());
  }

  private boolean dispatch(Ledger ledger, List<InLine> next) {
    if (next.isEmpty()) {
      return false;
    }
    var writes = new ArrayList<Write>();
    writes.add(ledger.dispatched(next.size(), ledger.virtualTimes(), ledger.held()).write());
    Instant now = clock.instant();
    List<Lines.Turn> turns =
        next.stream().map(entry -> new Lines.Turn(entry, Admission.ofKin(entry, now))).toList();
    writes.addAll(Lines.dispatch(turns, ledger.lastDispatch(), Slip.MAX_AGENDAS));
    switch (items.transact(List.copyOf(writes))) {
      case WriteOutcome.Written _ -> {
        next.forEach(entry -> gone.add(entry.agenda()));
        permits.send(ledger, next.size());
      }
      // Another scheduler was faster: the next turn sees what it left.
      case WriteOutcome.Refused(int index, _) when index == 0 -> {}
      case WriteOutcome.Refused(int index, _) -> gone.add(next.get(index - 1).agenda());
    }
    return true;
  }
}
