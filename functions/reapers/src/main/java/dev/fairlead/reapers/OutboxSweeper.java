package dev.fairlead.reapers;

import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.store.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

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

  /**
   * Sends what is overdue. A promise that can't be kept doesn't keep the others from it.
   *
   * @throws PortException what failed first, after all were tried
   */
  public void sweep() {
    Instant overdue = clock.instant().minus(GRACE);
    var failures = new ArrayList<PortException>();
    for (int shard = 0; shard < Outbox.SHARDS; shard++) {
      for (Outbox.Promise promise : outbox.pending(shard, PER_SHARD)) {
        if (!promise.madeAt().isAfter(overdue)) {
          keep(promise, failures);
        }
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  private void keep(Outbox.Promise promise, List<PortException> failures) {
    try {
      outbox.keep(promise);
    } catch (PortException failure) {
      failures.add(failure);
    }
  }
}
