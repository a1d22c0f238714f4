package dev.fairlead.bench.faults;

import dev.fairlead.core.agenda.Verb;
import java.util.List;

/**
 * What an operation does to its agenda's inventory when it succeeds.
 *
 * @param components the one it is about, or those that it finds
 */
record InventoryWork(Verb verb, List<String> components) {
  InventoryWork {
    components = List.copyOf(components);
  }

  /** Whether it fails where others made what it would make. */
  boolean adds() {
    return verb == Verb.CREATE || verb == Verb.FIND;
  }
}
