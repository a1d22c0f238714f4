package dev.fairlead.agendaservice.signal;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Signal;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Alarms;
import dev.fairlead.store.Alarms.Alarm;
import dev.fairlead.store.Erasure;
import dev.fairlead.store.RunRow;
import dev.fairlead.store.Signalling;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Deletes agendas before they are old. One that is still in line is cancelled first. The alarm for
 * reaping is set before anything is deleted and is left there: by it the reaper finishes what a
 * crash left, and takes away what was reported late.
 *
 * <p>Cost: 1 read, 1 write, and what {@link Erasure} costs.
 */
public final class Deleting {
  private final ItemStore items;
  private final AgendaRows rows;
  private final Alarms reaping;
  private final Erasure erasure;
  private final Signalling signalling;
  private final InstantSource clock;

  public Deleting(Ports ports, Signalling signalling, InstantSource clock) {
    this.items = ports.items();
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.reaping = new Alarms(ports.items(), Alarms.Kind.REAP);
    this.erasure = new Erasure(ports.items(), ports.blobs());
    this.signalling = signalling;
    this.clock = clock;
  }

  /**
   * Deletes an agenda.
   *
   * @param by who asks for it
   * @throws FairleadException {@code AGENDA_NOT_OVER} while it runs; nothing was deleted then
   */
  public void delete(AgendaHeader header, String by) {
    AgendaState state = rows.run(header.key()).map(RunRow::state).orElse(AgendaState.WAITING);
    if (state == AgendaState.WAITING) {
      state = signalling.send(header, Signal.CANCEL, by).state();
    }
    if (state != AgendaState.COMPLETE) {
      throw running();
    }
    Instant now = clock.instant();
    items.write(reaping.set(new Alarm(header.key(), now)));
    if (!erasure.erase(header.key(), now)) {
      throw running();
    }
  }

  private static FairleadException running() {
    return new FairleadException(
        ErrorCode.AGENDA_NOT_OVER,
        "The agenda is not over. Cancel it, and delete it when it has ended.");
  }
}
