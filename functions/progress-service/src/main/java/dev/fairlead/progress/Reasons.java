package dev.fairlead.progress;

import dev.fairlead.core.explain.AgendaReason;
import dev.fairlead.core.explain.AgendaWaits;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Plan;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.Hold;
import dev.fairlead.store.RunRow;
import java.time.Instant;
import java.util.Optional;

/** Why agendas are where they are. */
final class Reasons {
  private final Runs runs;
  private final LineReading lines;

  Reasons(Runs runs, LineReading lines) {
    this.runs = runs;
    this.lines = lines;
  }

  /**
   * What was found.
   *
   * @param sight of its line, of one that is in line or dispatched
   */
  record Found(AgendaReason reason, Optional<Sight> sight) {
    AgendaState state(AgendaRun run) {
      return run.state() == AgendaState.READY
              && !(reason instanceof AgendaReason.Dispatched)
              && !(reason instanceof AgendaReason.Claimed)
              && !(reason instanceof AgendaReason.NextAttempt)
          ? AgendaState.WAITING
          : run.state();
    }
  }

  /**
   * Before its first journal entry, and before the first of a rerun, the rest of the store knows.
   */
  Found of(AgendaHeader header, Plan plan, AgendaRun run, Instant now) {
    if (run.state() == AgendaState.READY) {
      RunRow row = runs.row(header);
      if (row.hold().isPresent()) {
        return new Found(
            new AgendaReason.Held(row.hold().get() == Hold.DO_NOT_RUN), Optional.empty());
      }
      if (row.state() == AgendaState.WAITING) {
        Sight sight = lines.look(row);
        return new Found(sight.place().reason(), Optional.of(sight));
      }
    }
    return new Found(AgendaWaits.of(plan, run, now), Optional.empty());
  }
}
