package dev.fairlead.bench.scheduler;

import dev.fairlead.bench.Figures;
import dev.fairlead.core.json.Json;
import java.util.Locale;

/**
 * How fast it went.
 *
 * @param perSecond decisions that the contest came to in a second
 * @param warmPerSecond the same when each pass is made once more, with all it reads in the
 *     processor's caches
 * @param withModelPerSecond the same with the model of the indexes in memory, which stands for the
 *     store, and with settlements
 * @param p99Micros of the contest's passes, what a decision took in the slowest hundredth
 * @param bytesPerQueued of memory, the model's for each waiting agenda
 * @param perPass decisions that a pass came to, of those that came to any
 * @param mostCandidates that a pass was given
 */
record Speed(
    int customers,
    int queued,
    double perSecond,
    double warmPerSecond,
    double withModelPerSecond,
    double p99Micros,
    double bytesPerQueued,
    double perPass,
    int mostCandidates) {
  String row() {
    return String.format(
        Locale.ROOT,
        "%9d %9d %12.0f %12.0f %12.0f %9.2f %8.0f %8.1f %10d",
        customers,
        queued,
        perSecond,
        warmPerSecond,
        withModelPerSecond,
        p99Micros,
        bytesPerQueued,
        perPass,
        mostCandidates);
  }

  Json.Builder fields() {
    return Json.object()
        .put("customers", customers)
        .put("queued", queued)
        .put("decisionsPerSecond", Math.round(perSecond))
        .put("warmPerSecond", Math.round(warmPerSecond))
        .put("withModelPerSecond", Math.round(withModelPerSecond))
        .put("p99DecisionMicros", Figures.rounded(p99Micros, 2))
        .put("bytesPerQueued", Math.round(bytesPerQueued))
        .put("decisionsPerPass", Figures.rounded(perPass, 1))
        .put("mostCandidates", mostCandidates);
  }
}
