package dev.fairlead.core.scheduling;

import dev.fairlead.core.id.AgendaKey;
import java.time.Instant;
import java.util.List;

/**
 * What an insight's scheduler sees: bounded, and maybe a little stale.
 *
 * @param room how many more agendas may be dispatched now, 0 or more
 * @param waiting the oldest agendas in line, in no particular order; at most {@link
 *     #MAX_CANDIDATES}
 */
public record Snapshot(int room, List<Waiting> waiting) {
  /** More are never loaded for one decision. */
  public static final int MAX_CANDIDATES = 1000;

  /** An agenda in line. */
  public record Waiting(AgendaKey agenda, Instant addedAt) {}

  public Snapshot {
    if (room < 0 || waiting.size() > MAX_CANDIDATES) {
      throw new IllegalArgumentException(room + " room, " + waiting.size() + " candidates");
    }
    waiting = List.copyOf(waiting);
  }
}
