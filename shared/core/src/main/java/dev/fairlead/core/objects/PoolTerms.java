package dev.fairlead.core.objects;

import dev.fairlead.core.agenda.AmountFields;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.quota.Limits;
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

  static final List<String> NAMES = List.of("capacity", "reclaimTime");

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(7);

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
