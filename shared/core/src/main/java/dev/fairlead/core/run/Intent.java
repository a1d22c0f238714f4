package dev.fairlead.core.run;

import java.time.Instant;
import java.util.Set;

/** What must be done outside once an entry is appended. Doing it twice is harmless. */
public sealed interface Intent {
  /** Start the attempt, or ask again how it is. */
  record Launch(String operation, int attempt) implements Intent {}

  /** The attempt no longer counts. */
  record Release(String operation, int attempt) implements Intent {}

  /**
   * Tell an attempt what came of some that it asked for beside itself, as far as they are settled.
   *
   * @param dependents the names that it gives them
   */
  record Answer(String operation, int attempt, Set<String> dependents) implements Intent {
    public Answer {
      dependents = Set.copyOf(dependents);
    }
  }

  /** Look at the agenda again then; its alarm looks anyway, but not as exactly. */
  record WakeAt(Instant at) implements Intent {}

  /** Ask for the agenda's inventory; nothing starts without it. */
  record LockInventory() implements Intent {}

  /** Put into the agenda's inventory what the journal says. */
  record ApplyInventory() implements Intent {}

  /** Write down that the agenda is over. */
  record Close() implements Intent {}
}
