package dev.fairlead.core.scheduling;

import dev.fairlead.core.id.AgendaKey;
import java.util.List;

/** An algorithm: which agendas of a snapshot go next, in which order. Pure. */
public interface AgendaScheduler {
  /** At most {@code snapshot.room()} of the waiting agendas, each once, first to go first. */
  List<AgendaKey> decide(Snapshot snapshot);
}
