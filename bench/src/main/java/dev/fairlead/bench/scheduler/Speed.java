package dev.fairlead.bench.scheduler;

import dev.fairlead.bench.Figures;
import dev.fairlead.core.json.Json;
import java.util.Locale;

/**
 * How fast it went.
 *
 * @param perSecond decisions that the contest came to in a second
 * @param withModelPerSecond the same with the model of the indexes in memory, which stands for the
 *     store, and with settlements
 * @param p99Micros of the contest's passes, what a decision took in the slowest hundredth
 * @param bytesPerQueued of memory, the model's for each waiting agenda
 * @param mostCandidates that a pass was given
 */
record Speed(
    int customers,
    int queued,
    double perSecond,
    double withModelPerSecond,
    double p99Micros,
    double bytesPerQueued,
    int mostCandidates) {
  String row() {
    return String.format(
        Locale.ROOT,
        "%9d %9d %12.0f %12.0f %9.2f %8.0f %10d",
        customers,
        queued,
        perSecond,
        withModelPerSecond,
        p99Micros,
        bytesPerQueued,
        mostCandidates);
  }

  Json.Builder fields() {
    return Json.object()
        .put("customers", customers)
        .put("queued", queued)
        .put("decisionsPerSecond", Math.round(perSecond))
        .put("withModelPerSecond", Math.round(withModelPerSecond))
        .put("p99DecisionMicros", Figures.rounded(p99Micros, 2))
        .put("bytesPerQueued", Math.round(bytesPerQueued))
        .put("mostCandidates", mostCandidates);
  }
}
