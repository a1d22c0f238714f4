package dev.fairlead.resourcepool.executor;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The moments that come up while what a step wants is carried out. */
final class Moments {
  private final TreeSet<Instant> wakes = new TreeSet<>();
  private final Map<String, Instant> asleep = new HashMap<>();

  /** The agenda has to look again then. */
  void wake(Instant at) {
    wakes.add(at);
  }

  /** An operation that runs waits for nothing but that moment. */
  void sleeps(String operation, Instant until) {
    asleep.put(operation, until);
  }

  /** When the agenda has to look again. */
  Set<Instant> wakes() {
    return Collections.unmodifiableSet(wakes);
  }

  /** Until when operations wait for nothing but time, by name. */
  Map<String, Instant> asleep() {
    return Collections.unmodifiableMap(asleep);
  }
}
