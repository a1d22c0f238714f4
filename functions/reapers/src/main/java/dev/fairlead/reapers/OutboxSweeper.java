package dev.fairlead.reapers;

import dev.fairlead.core.port.Ports;
import dev.fairlead.store.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps promises that a crash left unkept. Cost: 1 query a shard, and 1 request and 1 write each.
 */
public final class OutboxSweeper {
  /** Younger promises are being kept by who made them. */
  static final Duration GRACE = Duration.ofSeconds(1);

  private static final int PER_SHARD = 100;

  private final Outbox outbox;
  private final InstantSource clock;

  public OutboxSweeper(Ports ports, InstantSource clock) {
    this.outbox = new Outbox(ports.items(), ports.queues());
    this.clock = clock;
  }

  /** Sends what is overdue. */
  public void sweep() {
    Instant overdue = clock.instant().minus(GRACE);
    for (int shard = 0; shard < Outbox.SHARDS; shard++) {
      outbox.pending(shard, PER_SHARD).stream()
          .filter(promise -> !promise.madeAt().isAfter(overdue))
          .forEach(outbox::keep);
    }
  }
}
