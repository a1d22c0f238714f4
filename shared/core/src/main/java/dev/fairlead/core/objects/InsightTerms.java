package dev.fairlead.core.objects;

import dev.fairlead.core.agenda.AmountFields;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.quota.PoolShare;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * By what an insight divides what it has among customers.
 *
 * @param limits what all its admitted agendas may hold together
 * @param customerLimits what those of each customer may, unless the customer's object says so
 * @param ageing by how much a level of priority makes an agenda older than it is
 * @param halfLife after so long a customer's use counts half; absent, it counts for ever
 * @param entryCharge slot-seconds that a dispatch is charged beside its estimate until its end
 * @param nominal what of its pool is its own; absent, it has what nobody owns or needs
 * @param borrowLimit what it may have beyond that while others don't need theirs
 * @param lendLimit how much of its own it lends
 */
public record InsightTerms(
    Limits limits,
    Limits customerLimits,
    Duration ageing,
    Optional<Duration> halfLife,
    long entryCharge,
    Optional<Amounts> nominal,
    Limits borrowLimit,
    Limits lendLimit) {
  /** A level of priority, unless an insight says otherwise. */
  public static final Duration USUAL_AGEING = Duration.ofMinutes(10);

  static final List<String> NAMES =
      List.of(
          "limits",
          "customerLimits",
          "ageing",
          "halfLife",
          "entryCharge",
          "nominal",
          "borrowLimit",
          "lendLimit");

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final int MAX_ENTRY_CHARGE = 1_000_000;

  static InsightTerms read(Json.Obj given, Findings findings) {
    var nominal = AmountFields.amounts(given, JsonPointer.WHOLE, "nominal", findings);
    var lendLimit = limits(given, "lendLimit", findings);
    if (nominal.isEmpty()) {
      for (String share : List.of("borrowLimit", "lendLimit")) {
        if (findings.present(given, share).isPresent()) {
          findings.add(
              JsonPointer.WHOLE.child(share),
              ProblemCode.MISSING_FIELD,
              "The field " + share + " means nothing without nominal.");
        }
      }
    }
    return new InsightTerms(
        limits(given, "limits", findings),
        limits(given, "customerLimits", findings),
        duration(given, "ageing", findings).orElse(USUAL_AGEING),
        duration(given, "halfLife", findings),
        findings.whole(given, JsonPointer.WHOLE, "entryCharge", 0, MAX_ENTRY_CHARGE).orElse(0),
        nominal,
        limits(given, "borrowLimit", findings),
        lendLimit);
  }

  /** What an insight's fields, which are known to be right, say about it. */
  static InsightTerms of(Json.Obj fields) {
    return read(fields, new Findings());
  }

  /** Its part of its pool; of one that says nothing there is none. */
  public Optional<PoolShare> share() {
    return nominal.map(own -> new PoolShare(own, borrowLimit, lendLimit));
  }

  private static Limits limits(Json.Obj given, String name, Findings findings) {
    return AmountFields.limits(given, JsonPointer.WHOLE, name, findings).orElse(Limits.NONE);
  }

  private static Optional<Duration> duration(Json.Obj given, String name, Findings findings) {
    return findings.duration(given, JsonPointer.WHOLE, name, SHORTEST, LONGEST);
  }

  /** What is not as it is without being said; durations as they are written. */
  void putInto(Json.Builder json, Json.Obj given) {
    PoolTerms.put(json, "limits", limits);
    PoolTerms.put(json, "customerLimits", customerLimits);
    json.putText("ageing", given.text("ageing"));
    json.putText("halfLife", given.text("halfLife"));
    if (entryCharge != 0) {
      json.put("entryCharge", entryCharge);
    }
    json.putIfPresent("nominal", nominal.map(Amounts::json));
    PoolTerms.put(json, "borrowLimit", borrowLimit);
    PoolTerms.put(json, "lendLimit", lendLimit);
  }
}
