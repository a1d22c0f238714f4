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
import dev.fairlead.store.Slip;
import dev.fairlead.store.WakeUp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Claims the oldest dispatched agenda of an insight. One conditional write is the claim: state
 * EXECUTING, epoch raised. Its alarm is set before, so that a claim is never without one; one more
 * does no harm. Who claims the last of a slip drops the slip afterwards; if that is not come to,
 * the epochs tell the next that all on it were claimed.
 *
 * <p>Cost: 1 query, 1 read for each agenda on the slip as far as the claimed one, 2 write units and
 * 1 for each slip; where what operations use is limited, the claim opens the grant in a transaction
 * of 4 units instead of 1.
 */
final class AgendaClaims {
  /** Slips that are read, since others claim at the same time. */
  private static final int SLIPS = 10;

  /** Unless there are fewer, whose claims all ask for more, claims ask once in a while. */
  private static final int FEW = 10;

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
   * What a permit came to.
   *
   * @param agenda the one that was claimed; empty when none is left to claim
   * @param wake the scheduler, if it may have more to dispatch
   */
  record Outcome(Optional<AgendaKey> agenda, Optional<WakeUp> wake) {}

  Outcome claimOldest(String insight) {
    List<Slip> slips = lines.slips(insight, SLIPS);
    int unclaimed = slips.stream().mapToInt(slip -> slip.entries().size()).sum();
    boolean isRoom = false;
    for (Slip slip : slips) {
      boolean isDone = true;
      for (Dispatched next : slip.entries()) {
        switch (attempt(next)) {
          case CLAIMED -> {
            if (isDone && next.equals(slip.entries().getLast())) {
              items.write(slip.drop());
            }
            // Sequences have no gaps, so that of so many claims one asks.
            boolean asks = unclaimed < FEW || next.sequence() % CLAIMS_PER_WAKE_UP == 0;
            return new Outcome(
                Optional.of(next.agenda()), asks ? Optional.of(wake(next)) : Optional.empty());
          }
          case PAST -> {}
          case LOST -> isDone = false;
        }
      }
      if (isDone) {
        // Whoever claimed the last of them did not come to it.
        items.write(slip.drop());
        isRoom = true;
      }
    }
    return new Outcome(
        Optional.empty(), isRoom ? Optional.of(WakeUp.of(insight)) : Optional.empty());
  }

  /** A sub-agenda may have others waiting behind it. */
  private static WakeUp wake(Dispatched claimed) {
    return claimed.admission().isOfKin()
        ? WakeUp.ofKin(claimed.insight())
        : WakeUp.of(claimed.insight());
  }

  private enum Attempt {
    CLAIMED,
    /** It was claimed before; by now it may be over and deleted. */
    PAST,
    /** Something else happened to it at the same time. */
    LOST
  }

  private Attempt attempt(Dispatched next) {
    Optional<RunRow> row = unclaimed(next);
    if (row.isEmpty()) {
      return Attempt.PAST;
    }
    var now = clock.instant();
    items.write(alarms.set(new Alarm(next.agenda(), now.plus(alarmPeriod))));
    if (isClaimed(row.get(), row.get().claimed(now, next.admission()))) {
      return Attempt.CLAIMED;
    }
    return unclaimed(next).isEmpty() ? Attempt.PAST : Attempt.LOST;
  }

  private Optional<RunRow> unclaimed(Dispatched next) {
    return rows.run(next.agenda())
        .filter(row -> row.epoch() == next.epoch() && row.state() == AgendaState.WAITING);
  }

  private boolean isClaimed(RunRow before, RunRow after) {
    Write claim = rows.move(before, after);
    List<Write> grant = Grants.open(after.key(), after.admission().orElseThrow());
    return grant.isEmpty()
        ? items.write(claim).isWritten()
        : items.transact(Stream.concat(Stream.of(claim), grant.stream()).toList()).isWritten();
  }
}
