package dev.fairlead.endpoint;

import java.time.Instant;
import java.util.Map;

/** Is told of a turn that did something, once, when it ends. Never learns what a customer sent. */
@FunctionalInterface
public interface TurnLog {
  /**
   * A turn that ended.
   *
   * @param at when it ended
   * @param task what ran, as in {@code data-object-reaper}
   * @param counts how much was done, by what it was
   * @param isDryRun whether it would only have been done
   * @param isDone false if the next turn goes on with it
   */
  record Entry(
      Instant at, String task, Map<String, Integer> counts, boolean isDryRun, boolean isDone) {
    public Entry {
      counts = Map.copyOf(counts);
    }
  }

  void turned(Entry entry);
}
