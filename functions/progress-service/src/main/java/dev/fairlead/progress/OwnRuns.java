package dev.fairlead.progress;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.RunRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a customer's own agendas took lately, for insights that keep no accounts and so no estimates
 * either. Cost: 1 query, and 1 read unit for each of at most {@value #LOOKED_AT} agendas.
 */
final class OwnRuns {
  private static final int LOOKED_AT = 50;

  private final AgendaRows rows;

  OwnRuns(AgendaRows rows) {
    this.rows = rows;
  }

  /** Of those of a shape that succeeded, the oldest first; {@link Estimate#UNSEEN} if none did. */
  Estimate of(CustomerId customer, String shape) {
    List<AgendaHeader> headers = rows.list(customer, LOOKED_AT, Optional.empty()).headers();
    Estimate estimate = Estimate.UNSEEN;
    for (AgendaHeader header : headers.reversed()) {
      Optional<Double> took =
          rows.run(header.key()).filter(row -> isOf(row, shape)).flatMap(OwnRuns::seconds);
      if (took.isPresent()) {
        estimate = estimate.with(took.get(), took.get());
      }
    }
    return estimate;
  }

  private static boolean isOf(RunRow row, String shape) {
    return row.outcome().filter(AgendaOutcome.SUCCEEDED::equals).isPresent()
        && row.admission().filter(terms -> terms.shape().equals(shape)).isPresent();
  }

  private static Optional<Double> seconds(RunRow row) {
    return row.startedAt()
        .flatMap(from -> row.completedAt().map(to -> Duration.between(from, to)))
        .map(took -> Math.max(0, took.toMillis() / 1000.0));
  }
}
