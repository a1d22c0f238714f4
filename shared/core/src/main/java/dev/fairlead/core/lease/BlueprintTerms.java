package dev.fairlead.core.lease;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What every blueprint says, whatever its driver.
 *
 * @param limit how many resources it may have that are not destroyed, 1 to {@value #MAX_LIMIT};
 *     absent, as many as its driver can build
 * @param leasesPerResource how many leases may be on one of its resources, where the driver leaves
 *     that to it; 1 keeps them apart
 * @param strategy SPREAD or PACK, where the request says nothing
 * @param idleTime after so long without a lease a resource goes; absent, it stays until it is
 *     recalled, and zero means at its last release
 * @param grace so long after it was made or last used an idle resource is not recalled
 * @param isDisabled nothing is built from it, and its resources take no new leases
 */
public record BlueprintTerms(
    Optional<Integer> limit,
    int leasesPerResource,
    Strategy strategy,
    Optional<Duration> idleTime,
    Duration grace,
    boolean isDisabled) {
  /** The most resources that a limit can allow: its slots are tried one by one. */
  public static final int MAX_LIMIT = 1000;

  /** Of a blueprint that says nothing. */
  public static final BlueprintTerms USUAL =
      new BlueprintTerms(
          Optional.empty(), 1, Strategy.SPREAD, Optional.empty(), Duration.ofMinutes(3), false);

  public static final List<String> NAMES =
      List.of("limit", "leasesPerResource", "strategy", "idleTime", "grace", "isDisabled");

  private static final int MAX_LEASES = 10_000;
  private static final Duration LONGEST = Duration.ofDays(365);

  /** Reads them, and notes everything that is wrong with them. */
  public static BlueprintTerms read(Json.Obj given, Findings findings) {
    var at = JsonPointer.WHOLE;
    return new BlueprintTerms(
        findings.whole(given, at, "limit", 1, MAX_LIMIT),
        findings
            .whole(given, at, "leasesPerResource", 1, MAX_LEASES)
            .orElse(USUAL.leasesPerResource),
        strategy(given, findings),
        findings.duration(given, at, "idleTime", Duration.ZERO, LONGEST),
        findings.duration(given, at, "grace", Duration.ZERO, LONGEST).orElse(USUAL.grace),
        findings.truth(given, at, "isDisabled").orElse(false));
  }

  /** What a blueprint's fields, which are known to be right, say. */
  static BlueprintTerms of(Json.Obj fields) {
    return read(fields, new Findings());
  }

  /** What is not as it is without being said; durations as they are written. */
  public void putInto(Json.Builder json, Json.Obj given) {
    json.putIfPresent("limit", limit.map(Json::of));
    if (leasesPerResource != 1) {
      json.put("leasesPerResource", leasesPerResource);
    }
    json.put("strategy", strategy.name());
    json.putText("idleTime", given.text("idleTime"));
    json.putText("grace", given.text("grace"));
    if (isDisabled) {
      json.put("isDisabled", true);
    }
  }

  private static Strategy strategy(Json.Obj given, Findings findings) {
    var said = findings.text(given, JsonPointer.WHOLE, "strategy", 16);
    var known = Stream.of(Strategy.SPREAD, Strategy.PACK).map(Strategy::name).toList();
    var meant = said.map(text -> text.toUpperCase(Locale.ROOT)).filter(known::contains);
    if (said.isPresent() && meant.isEmpty()) {
      findings.add(
          JsonPointer.WHOLE.child("strategy"),
          ProblemCode.UNKNOWN_VALUE,
          "The field strategy is one of " + String.join(", ", known) + ".",
          findings.nearest(said.get(), known));
    }
    return meant.map(Strategy::valueOf).orElse(USUAL.strategy);
  }
}
