package dev.fairlead.watcher;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How a watcher is. It lives as long as its turns come to an end, be it a bad one: a restart helps
 * against a thread that hangs, not against a cluster or a queue that does not answer. It is ready
 * once a turn went well, until one does not. Thread-safe.
 */
final class Health {
  private final InstantSource clock;
  private final Duration longest;
  private Instant lastTurn;
  private Optional<String> trouble = Optional.of("it has not looked at the pods yet");

  /**
   * At its start.
   *
   * @param longest between the ends of two turns of a watcher that lives
   */
  Health(InstantSource clock, Duration longest) {
    this.clock = clock;
    this.longest = longest;
    this.lastTurn = clock.instant();
  }

  synchronized void turned(Optional<String> trouble) {
    this.trouble = trouble;
    this.lastTurn = clock.instant();
  }

  /** Why it is to be started anew; empty while it lives. */
  synchronized Optional<String> dead() {
    return lastTurn.plus(longest).isBefore(clock.instant())
        ? Optional.of("no turn has ended since " + lastTurn)
        : Optional.empty();
  }

  /** Why it is not doing what it is there for; empty while it does. */
  synchronized Optional<String> unready() {
    return dead().or(() -> trouble);
  }
}
