package dev.fairlead.bench.faults;

import java.time.Instant;
import java.util.Optional;

/** Someone who has something to do at some time. */
interface Actor {
  /** When it next has something to do; empty if nothing at all. */
  Optional<Instant> due();

  /** Does it: one step. */
  void act();

  /** Whether it may be in the middle of a step while it begins another. */
  boolean isReentrant();
}
