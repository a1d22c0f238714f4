package dev.fairlead.core.scheduling.fifo;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.scheduling.AgendaScheduler;
import dev.fairlead.core.scheduling.Snapshot;
import java.util.Comparator;
import java.util.List;

/** By time added, ties by agenda id: nobody is overtaken within an insight. O(n log n). */
public final class FifoScheduler implements AgendaScheduler {
  private static final Comparator<Snapshot.Waiting> ORDER =
      Comparator.comparing(Snapshot.Waiting::addedAt)
          .thenComparing(waiting -> waiting.agenda().agenda());

  @Override
  public List<AgendaKey> decide(Snapshot snapshot) {
    return snapshot.waiting().stream()
        .sorted(ORDER)
        .limit(snapshot.room())
        .map(Snapshot.Waiting::agenda)
        .toList();
  }
}
