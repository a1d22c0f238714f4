package dev.fairlead.reapers;

import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.Ports;
import dev.fairlead.store.Insights;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Permits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Sends permits again for dispatched agendas that nobody claimed. One permit too many does nothing.
 * They go to the queue that is always read: the insight's own may be what lost the first ones.
 * Cost: the list of insights, 1 query an insight, 1 request per 10 permits.
 */
public final class PermitSweeper {
  /** A permit of a younger dispatch is still on its way. */
  static final Duration GRACE = Duration.ofSeconds(5);

  private static final int PER_INSIGHT = 100;

  private final Insights insights;
  private final Lines lines;
  private final Permits permits;
  private final InstantSource clock;

  public PermitSweeper(Ports ports, InstantSource clock) {
    this.insights = new Insights(ports.items(), clock);
    this.lines = new Lines(ports.items());
    this.permits = new Permits(ports.queues());
    this.clock = clock;
  }

  /** One permit for each overdue dispatch. */
  public void sweep() {
    Instant overdue = clock.instant().minus(GRACE);
    for (Insight insight : insights.all()) {
      long unclaimed =
          lines.dispatched(insight.id(), PER_INSIGHT).stream()
              .filter(entry -> !entry.at().isAfter(overdue))
              .count();
      permits.sendToAll(insight.id(), Math.toIntExact(unclaimed));
    }
  }
}
