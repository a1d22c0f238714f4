package dev.fairlead.store;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.scheduling.AccountKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a waiting agenda before all others that its customer has in the same line: it changes places
 * with the first of them. The places that the customer has in the line stay the same, so nobody
 * else waits longer for it, whatever the insight goes by.
 *
 * <p>One transaction, so that each of the two has one place at any time. Cost: 4 reads, 1 query; 20
 * write units and the wake-up's.
 */
public final class Bumping {
  /** Races against the scheduler or another who moves one of them. */
  private static final int MAX_TRIES = 5;

  private final Ports ports;
  private final AgendaRows rows;
  private final Lines lines;
  private final Outbox outbox;
  private final Ids ids;
  private final InstantSource clock;

  public Bumping(Ports ports, Ids ids, InstantSource clock) {
    this.ports = ports;
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.lines = new Lines(ports.items());
    this.outbox = new Outbox(ports.items(), ports.queues());
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Bumps one.
   *
   * @param by who wants that
   * @return whether it had to be moved; else it was the first already
   * @throws FairleadException {@code AGENDA_NOT_WAITING}
   */
  public boolean bump(AgendaKey agenda, Author by, String reason) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      RunRow row = rows.run(agenda).orElseThrow(Bumping::notWaiting);
      Place came =
          row.place()
              .filter(_ -> row.state() == AgendaState.WAITING && row.hold().isEmpty())
              .orElseThrow(Bumping::notWaiting);
      InLine entry =
          lines
              .find(came, agenda)
              .orElseThrow(() -> lines.isWaiting(came, agenda) ? setAside() : notWaiting());
      Place place = entry.place();
      if (place.isOfKin()) {
        // It waits for nobody.
        return false;
      }
      Optional<InLine> first =
          lines.heads(place.insight(), new AccountKey(agenda.customer(), place.lane()), 1).stream()
              .findFirst();
      if (first.filter(other -> other.agenda().equals(agenda)).isPresent()) {
        return false;
      }
      Optional<RunRow> other = first.flatMap(head -> rows.run(head.agenda()));
      if (other.isPresent() && isSwapped(row, entry, other.get(), first.get(), by, reason)) {
        return true;
      }
      // One of them was dispatched, cancelled or moved in between: look again.
    }
    throw new FairleadException(
        ErrorCode.TOO_MANY_REQUESTS, "Its line moves too fast to be bumped; try again.");
  }

  private boolean isSwapped(
      RunRow row, InLine entry, RunRow otherRow, InLine first, Author by, String reason) {
    Instant now = clock.instant();
    Place place = entry.place();
    var writes = new ArrayList<Write>();
    Place front = first.place();
    writes.add(Lines.leave(place, entry.agenda()));
    if (front.since().equals(place.since())) {
      // As old as each other to the millisecond: the one before it may stay where it is.
      front = new Place(front.insight(), front.lane(), front.since().minusMillis(1));
    } else {
      writes.add(Lines.leave(front, first.agenda()));
      writes.add(Lines.enter(first.at(place)));
      writes.add(rows.move(otherRow, otherRow.movedTo(place)));
    }
    writes.add(Lines.enter(entry.at(front)));
    RunRow moved = row.movedTo(front);
    writes.add(rows.move(row, moved));
    writes.addAll(
        AuditRows.put(
            AuditEntry.of(
                by,
                ids.newUlid(),
                now,
                entry.agenda().customer(),
                AuditEntry.Action.BUMP,
                "agenda",
                entry.agenda().agenda().value(),
                reason),
            by));
    var wake = WakeUp.of(front, entry.agenda()).promise(ids, now);
    writes.add(outbox.write(wake));
    if (!isWritten(writes, moved)) {
      return false;
    }
    outbox.keepNow(wake);
    return true;
  }

  /** After a time-out the row tells whether the transaction went through. */
  private boolean isWritten(List<Write> writes, RunRow moved) {
    try {
      return ports.items().transact(List.copyOf(writes)) instanceof WriteOutcome.Written;
    } catch (PortException unanswered) {
      if (unanswered.fault() == PortException.Fault.TIMED_OUT
          && rows.run(moved.key()).filter(moved::equals).isPresent()) {
        return true;
      }
      throw unanswered;
    }
  }

  private static FairleadException setAside() {
    return new FairleadException(
        ErrorCode.AGENDA_NOT_WAITING,
        "The agenda is set aside: it needs more than its limits allow, wherever it stands in"
            + " line.");
  }

  private static FairleadException notWaiting() {
    return new FairleadException(
        ErrorCode.AGENDA_NOT_WAITING,
        "The agenda is in no line: it is held, or dispatched, or was claimed already.");
  }
}
