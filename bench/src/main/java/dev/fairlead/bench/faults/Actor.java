package dev.fairlead.bench.faults;

import java.time.Instant;

/** Someone who has something to do at some time. */
interface Actor {
  /** No time at all. */
  Instant NEVER = Instant.MAX;

  /** When it next has something to do, maybe {@link #NEVER}. */
  Instant due();

  /** Does it: one step. */
  void act();

  /** Whether it may be in the middle of a step while it begins another. */
  boolean isReentrant();

  /** Not before either. */
  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
