package dev.fairlead.bench.faults;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.PoolTerms;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.Shape;
import dev.fairlead.store.Estimates;
import java.util.HashMap;
import java.util.Optional;

/**
 * What a pool has to divide.
 *
 * @param capacity without any, it limits nobody
 * @param reclaimTime in seconds; absent, nothing is lent
 * @param isQuick whether agendas of all shapes are known to be over within a second, which is
 *     believed until they are seen to take longer
 */
record PlannedPool(Limits capacity, Optional<Integer> reclaimTime, boolean isQuick) {
  /** Limits nobody. */
  static final PlannedPool UNLIMITED = new PlannedPool(Limits.NONE, Optional.empty(), false);

  private static final int SIZES = 5;

  /** What is known of the agendas of an insight in it. */
  Optional<Estimates.Known> known(String insight) {
    if (!isQuick) {
      return Optional.empty();
    }
    var shapes = new HashMap<String, Estimate>();
    for (String type : PlannedInsight.TYPES) {
      for (int size = 0; size < SIZES; size++) {
        shapes.put(
            new Shape(type, size).toString(), new Estimate(PoolTerms.KNOWN_FROM, 1, 1, 1, 1, 1, 1));
      }
    }
    return Optional.of(new Estimates.Known(insight, shapes));
  }

  /** The fields of its object. */
  Json.Obj fields() {
    return Json.object()
        .put("title", "The site")
        .putIfPresent(
            "capacity", capacity.isNone() ? Optional.empty() : Optional.of(capacity.json()))
        .putIfPresent("reclaimTime", reclaimTime.map(seconds -> Json.of(seconds + "s")))
        .build();
  }
}
