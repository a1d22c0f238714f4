package dev.fairlead.resourcepool.executor;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Alarms;
import dev.fairlead.store.Alarms.Alarm;
import dev.fairlead.store.Grants;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.Dispatched;
import dev.fairlead.store.RunRow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Claims the oldest dispatched agenda of an insight. One conditional write is the claim: state
 * EXECUTING, epoch raised. Its alarm is set before, so that a claim is never without one; one more
 * does no harm. The entry goes afterwards, and if that is not come to, its epoch tells the next
 * that it was claimed. Cost: 1 query, 1 read, 3 write units; where what operations use is limited,
 * the claim opens the grant in a transaction of 4 units instead of 1.
 */
final class AgendaClaims {
  /** How many heads are tried when others claim at the same time. */
  private static final int HEADS = 10;

  /** While more are dispatched than are read, so many claims are made before more are asked for. */
  static final int CLAIMS_PER_WAKE_UP = 16;

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

  /**
   * A claimed agenda.
   *
   * @param isRoom whether the scheduler may have more to dispatch, and is to be woken
   * @param isOfKin whether it is a sub-agenda, behind which others may wait
   */
  record Claimed(AgendaKey agenda, boolean isRoom, boolean isOfKin) {}

  /** Empty when none is left to claim. */
  Optional<Claimed> claimOldest(String insight) {
    List<Dispatched> heads = lines.dispatched(insight, HEADS);
    for (Dispatched head : heads) {
      var now = clock.instant();
      Optional<RunRow> row = rows.run(head.agenda());
      if (row.filter(run -> run.epoch() == head.epoch()).isEmpty()) {
        // Its claim was interrupted; by now it may be over and deleted.
        items.write(Lines.drop(head));
        continue;
      }
      if (row.get().state() != AgendaState.WAITING) {
        // Cannot be: whoever else ends the wait takes the entry with it. Don't jam the line.
        items.transact(Lines.cancel(head, now));
        continue;
      }
      items.write(alarms.set(new Alarm(head.agenda(), now.plus(alarmPeriod))));
      if (isClaimed(row.get(), row.get().claimed(now, head.admission()))) {
        items.write(Lines.drop(head));
        // Sequences have no gaps, so that of so many claims one asks.
        boolean isRoom = heads.size() < HEADS || head.sequence() % CLAIMS_PER_WAKE_UP == 0;
        return Optional.of(new Claimed(head.agenda(), isRoom, head.admission().isOfKin()));
      }
    }
    return Optional.empty();
  }

  private boolean isClaimed(RunRow before, RunRow after) {
    Write claim = rows.move(before, after);
    List<Write> grant = Grants.open(after.key(), after.admission().orElseThrow());
    return grant.isEmpty()
        ? items.write(claim).isWritten()
        : items.transact(Stream.concat(Stream.of(claim), grant.stream()).toList()).isWritten();
  }
}
