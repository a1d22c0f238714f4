package dev.fairlead.core.scheduling.replay;

import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.InFlight;
import dev.fairlead.core.scheduling.Waiting;
import java.util.List;

/**
 * An account as it stands: what a modelled insight goes on from, or has come to.
 *
 * @param finishTag F, in slot-seconds per unit of weight
 * @param isIn whether it competes; if not, and it has a line, its customer is at its ceiling
 * @param line its waiting agendas, the oldest first
 * @param held by its admitted agendas
 * @param inFlight what runs, and what was charged for it
 */
public record Stake(
    AccountKey key,
    double finishTag,
    boolean isIn,
    List<Waiting> line,
    Amounts held,
    InFlight inFlight) {
  public Stake {
    line = List.copyOf(line);
  }
}
