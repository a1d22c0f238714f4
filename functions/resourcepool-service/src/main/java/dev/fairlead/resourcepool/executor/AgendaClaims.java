package dev.fairlead.resourcepool.executor;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Alarms;
import dev.fairlead.store.Alarms.Alarm;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.Dispatched;
import dev.fairlead.store.RunRow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Claims the oldest dispatched agenda of an insight: out of the line, state EXECUTING, epoch raised
 * and its alarm set, in one transaction. Cost: 1 query, 1 read, 6 write units.
 */
final class AgendaClaims {
  /** How many heads are tried when others claim at the same time. */
  private static final int HEADS = 10;

  private final ItemStore items;
  private final Lines lines;
  private final AgendaRows rows;
  private final Alarms alarms;
  private final Duration alarmPeriod;
  private final InstantSource clock;

  AgendaClaims(
      ItemStore items,
      Lines lines,
      AgendaRows rows,
      Alarms alarms,
      Duration alarmPeriod,
      InstantSource clock) {
    this.items = items;
    this.lines = lines;
    this.rows = rows;
    this.alarms = alarms;
    this.alarmPeriod = alarmPeriod;
    this.clock = clock;
  }

  /** The claimed agenda; empty when none is left to claim. */
  Optional<AgendaKey> claimOldest(String insight) {
    for (Dispatched head : lines.dispatched(insight, HEADS)) {
      Optional<RunRow> row = rows.run(head.agenda());
      if (row.isEmpty() || row.get().state() != AgendaState.WAITING) {
        // Cannot be: the entry and the state change in the same transactions. Don't jam the line.
        items.write(Lines.take(head));
        continue;
      }
      var now = clock.instant();
      List<Write> claim =
          List.of(
              Lines.take(head),
              rows.move(row.get(), row.get().claimed(now)),
              alarms.set(new Alarm(head.agenda(), now.plus(alarmPeriod))));
      if (items.transact(claim).isWritten()) {
        return Optional.of(head.agenda());
      }
    }
    return Optional.empty();
  }
}
