package dev.fairlead.core.objects;

import dev.fairlead.core.agenda.AmountFields;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Estimate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a resource pool has to divide among its insights.
 *
 * @param capacity what there is of each thing; what it doesn't name is not counted
 * @param reclaimTime within so long an insight has back what it lent; absent, nothing is lent
 */
public record PoolTerms(Limits capacity, Optional<Duration> reclaimTime) {
  /** Of a pool that limits nobody. */
  public static final PoolTerms NOTHING_TO_DIVIDE = new PoolTerms(Limits.NONE, Optional.empty());

  /** Agendas of a shape before it is believed how long they take. */
  public static final int KNOWN_FROM = 5;

  static final List<String> NAMES = List.of("capacity", "reclaimTime");

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(7);

  /** Whether an agenda surely gives back what it borrowed within the reclaim time. */
  public boolean isBrief(Estimate estimate) {
    return estimate.count() >= KNOWN_FROM
        && reclaimTime.filter(time -> estimate.p95Seconds() * 1000 <= time.toMillis()).isPresent();
  }

  static PoolTerms read(Json.Obj given, Findings findings) {
    return new PoolTerms(
        AmountFields.limits(given, JsonPointer.WHOLE, "capacity", findings).orElse(Limits.NONE),
        findings.duration(given, JsonPointer.WHOLE, "reclaimTime", SHORTEST, LONGEST));
  }

  /** What a pool's fields, which are known to be right, say about it. */
  public static PoolTerms of(Json.Obj fields) {
    return read(fields, new Findings());
  }

  void putInto(Json.Builder json, Json.Obj given) {
    put(json, "capacity", capacity);
    json.putText("reclaimTime", given.text("reclaimTime"));
  }

  static void put(Json.Builder json, String name, Limits limits) {
    if (!limits.isNone()) {
      json.put(name, limits.json());
    }
  }
}
