package dev.fairlead.watcher;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How a watcher is. It lives as long as it gets on, be it that nothing goes well: a restart helps
 * against a thread that hangs, not against a cluster or a queue that does not answer, for which a
 * turn over many pods may wait hours. It is ready once a turn went well, until one does not.
 * Thread-safe.
 */
final class Health {
  private final InstantSource clock;
  private final Duration longest;
  private Instant lastStep;
  private Optional<String> trouble = Optional.of("it has not looked at the pods yet");

  /**
   * At its start.
   *
   * @param longest between the ends of two steps of a watcher that lives
   */
  Health(InstantSource clock, Duration longest) {
    this.clock = clock;
    this.longest = longest;
    this.lastStep = clock.instant();
  }

  synchronized void turned(Optional<String> trouble) {
    this.trouble = trouble;
    alive();
  }

  /** Something was tried, and came to an end. */
  synchronized void alive() {
    lastStep = clock.instant();
  }

  /** Why it is to be started anew; empty while it lives. */
  synchronized Optional<String> dead() {
    return lastStep.plus(longest).isBefore(clock.instant())
        ? Optional.of("no step has ended since " + lastStep)
        : Optional.empty();
  }

  /** Why it is not doing what it is there for; empty while it does. */
  synchronized Optional<String> unready() {
    return dead().or(() -> trouble);
  }
}
