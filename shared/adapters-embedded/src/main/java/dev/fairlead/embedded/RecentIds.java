package dev.fairlead.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The deduplication ids of the last five minutes. Guarded by the queue's lock. */
final class RecentIds {
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  /** Oldest first. */
  private final Map<String, Instant> addedAt = new LinkedHashMap<>();

  /** Whether the id is not among them; from now on it is. Costs as much as it forgets. */
  boolean add(String id, Instant now) {
    Instant forgotten = now.minus(REMEMBERED);
    var times = addedAt.values().iterator();
    while (times.hasNext() && !times.next().isAfter(forgotten)) {
      times.remove();
    }
    return addedAt.putIfAbsent(id, now) == null;
  }

  void remove(String id) {
    addedAt.remove(id);
  }
}
