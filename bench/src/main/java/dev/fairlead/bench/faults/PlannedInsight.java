package dev.fairlead.bench.faults;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.AmountName;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.quota.PoolShare;
import java.util.List;
import java.util.Optional;

/**
 * How an insight divides what it has.
 *
 * @param queueSize agendas that are dispatched and not claimed
 * @param limits what all its admitted agendas may hold together
 * @param customerLimits what those of each customer may
 * @param ageing a level of priority, in seconds
 * @param halfLife of what customers took, in seconds
 * @param rank among those of the pool; absent, it is in none
 * @param share of the pool's capacity
 * @param types of operations that it takes agendas by, if it is in a pool
 */
record PlannedInsight(
    String algorithm,
    int queueSize,
    Limits limits,
    Limits customerLimits,
    int ageing,
    Optional<Integer> halfLife,
    int entryCharge,
    Optional<Integer> rank,
    Optional<PoolShare> share,
    List<String> types) {
  /** The pool that insights are in. */
  static final String POOL = "site";

  /** What an environment counts beside the usual. */
  static final String CUSTOM = "gpu";

  /** Types of operations. */
  static final List<String> TYPES =
      List.of(
          "log", "simulate", "wait", "shell", "wordcount", "updateAgenda", "approval", "agenda");

  private static final List<String> NAMES =
      List.of(AmountName.AGENDAS, AmountName.OPERATIONS, AmountName.CPU, AmountName.MEMORY, CUSTOM);

  /** The fields of its object. */
  Json.Obj fields() {
    return fields(said(limits), said(customerLimits), Optional.empty());
  }

  /** What has an object say the same, whatever it said; its part of the pool stays what it is. */
  Json.Obj patch() {
    return fields(
        Optional.of(patch(limits)), Optional.of(patch(customerLimits)), Optional.of(Json.NULL));
  }

  private Json.Obj fields(Optional<Json> all, Optional<Json> each, Optional<Json> unsaid) {
    return Json.object()
        .put("title", "Whatever there is")
        .put("algorithm", algorithm)
        .put("queueSize", queueSize)
        .putIfPresent("limits", all)
        .putIfPresent("customerLimits", each)
        .put("ageing", ageing + "s")
        .put("entryCharge", entryCharge)
        .putIfPresent(
            "halfLife", halfLife.<Json>map(seconds -> Json.of(seconds + "s")).or(() -> unsaid))
        .put("isGlobal", true)
        .putIfPresent("rank", rank.map(Json::of))
        .putIfPresent("resourcePoolId", rank.map(_ -> Json.of(POOL)))
        .putIfPresent(
            "mappers", rank.map(_ -> Json.object().put("operationType", Json.texts(types)).build()))
        .putIfPresent("nominal", share.map(own -> own.nominal().json()))
        .putIfPresent("borrowLimit", share.flatMap(own -> said(own.borrowLimit())))
        .putIfPresent("lendLimit", share.flatMap(own -> said(own.lendLimit())))
        .build();
  }

  /** The same, which goes before or behind others. */
  PlannedInsight ranked(int other) {
    return new PlannedInsight(
        algorithm,
        queueSize,
        limits,
        customerLimits,
        ageing,
        halfLife,
        entryCharge,
        Optional.of(other),
        share,
        types);
  }

  /** The same, to which so much of the pool belongs. */
  PlannedInsight owning(Optional<PoolShare> part) {
    return new PlannedInsight(
        algorithm,
        queueSize,
        limits,
        customerLimits,
        ageing,
        halfLife,
        entryCharge,
        rank,
        part,
        types);
  }

  /** The same, which only takes what has operations of these types. */
  PlannedInsight taking(List<String> some) {
    return new PlannedInsight(
        algorithm,
        queueSize,
        limits,
        customerLimits,
        ageing,
        halfLife,
        entryCharge,
        rank,
        share,
        some);
  }

  /** The same, whose agendas may hold so much together. */
  PlannedInsight within(Limits other) {
    return new PlannedInsight(
        algorithm,
        queueSize,
        other,
        customerLimits,
        ageing,
        halfLife,
        entryCharge,
        rank,
        share,
        types);
  }

  private static Optional<Json> said(Limits some) {
    return some.isNone() ? Optional.empty() : Optional.of(some.json());
  }

  private static Json patch(Limits some) {
    if (some.isNone()) {
      return Json.NULL;
    }
    Json.Obj said = some.json();
    Json.Builder all = Json.object();
    NAMES.forEach(name -> all.put(name, said.field(name).orElse(Json.NULL)));
    return all.build();
  }
}
