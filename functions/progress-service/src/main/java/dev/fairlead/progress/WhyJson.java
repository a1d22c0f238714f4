package dev.fairlead.progress;

import dev.fairlead.core.explain.AgendaReason;
import dev.fairlead.core.explain.Ahead;
import dev.fairlead.core.explain.Gate;
import dev.fairlead.core.explain.OperationReason;
import dev.fairlead.core.explain.Reason;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.outlook.WhatIf;
import dev.fairlead.core.scheduling.Receipt;
import dev.fairlead.store.Admission;
import dev.fairlead.wire.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reasons as the API shows them. */
final class WhyJson {
  private WhyJson() {}

  static Json of(Reason reason) {
    var json =
        Json.object()
            .put("code", reason.code().name())
            .put("isWait", Json.of(reason.code().isWait()))
            .put("sentence", reason.sentence())
            .putText("unblock", reason.unblock());
    return switch (reason) {
      case AgendaReason agenda -> facts(json, agenda).build();
      case OperationReason operation -> facts(json, operation).build();
    };
  }

  /** What would let an agenda start. */
  static Json of(WhatIf whatIf) {
    return Json.object()
        .put("change", whatIf.what())
        .put("from", whatIf.from())
        .put("to", whatIf.to())
        .put("isNow", Json.of(whatIf.isNow()))
        .put("sentence", whatIf.sentence())
        .build();
  }

  /** Why an agenda was dispatched. */
  static Json of(Admission terms) {
    Receipt receipt = terms.receipt();
    return Json.object()
        .put("at", Times.text(terms.at()))
        .put("lag", rounded(receipt.lag()))
        .put("share", rounded(receipt.share()))
        .put("olderPassedOver", receipt.older())
        .put("higherPassedOver", receipt.ofHigherPriority())
        .build();
  }

  private static Json.Builder facts(Json.Builder json, AgendaReason reason) {
    return switch (reason) {
      case AgendaReason.InsightHeld(_, Gate.Held gate) -> since(json, gate.since());
      case AgendaReason.PoolHeld(_, Gate.Held gate) -> since(json, gate.since());
      case AgendaReason.InsightDraining(_, Gate.Draining gate, Ahead ahead) ->
          ahead(since(json, gate.since()), ahead);
      case AgendaReason.PoolDraining(_, Gate.Draining gate, Ahead ahead) ->
          ahead(since(json, gate.since()), ahead);
      case AgendaReason.QueueFull(_, Ahead ahead) -> ahead(json, ahead);
      case AgendaReason.InLine(Ahead ahead) -> ahead(json, ahead);
      case AgendaReason.CustomerCeiling(String amount, String used, String most) ->
          json.put("amount", amount).put("used", used).put("most", most);
      case AgendaReason.InsightLimits(String amount, String used, String most, Ahead ahead) ->
          ahead(json.put("amount", amount).put("used", used).put("most", most), ahead);
      case AgendaReason.PoolFull(
              String amount,
              String needed,
              String used,
              String capacity,
              Ahead ahead) ->
          ahead(
              json.put("amount", amount)
                  .put("needed", needed)
                  .put("used", used)
                  .put("most", capacity),
              ahead);
      case AgendaReason.PoolShare(
              String amount,
              String needed,
              String held,
              String own,
              Optional<Duration> _,
              Ahead ahead) ->
          ahead(
              json.put("amount", amount).put("needed", needed).put("used", held).put("own", own),
              ahead);
      case AgendaReason.Floor(String amount, String needed, String free) ->
          json.put("amount", amount).put("needed", needed).put("free", free);
      case AgendaReason.FloorOverLimits(String amount, String needed, String most, _) ->
          json.put("amount", amount).put("needed", needed).put("most", most);
      case AgendaReason.Dispatched(Instant at, int ahead) ->
          since(json, at).put("position", ahead + 1);
      case AgendaReason.NextAttempt(_, Instant at) -> until(json, at);
      case AgendaReason.Inventory(_, Optional<String> holder) -> json.putText("agendaId", holder);
      case AgendaReason.Held _,
          AgendaReason.BesideParent _,
          AgendaReason.Claimed _,
          AgendaReason.Running _,
          AgendaReason.Paused _,
          AgendaReason.Ending _,
          AgendaReason.Over _ ->
          json;
    };
  }

  private static Json.Builder facts(Json.Builder json, OperationReason reason) {
    return switch (reason) {
      case OperationReason.Dependencies(List<String> names) -> operations(json, names);
      case OperationReason.Generator(List<String> names) -> operations(json, names);
      case OperationReason.Turn(_, String before) -> operations(json, List.of(before));
      case OperationReason.ListConcurrency(String list, _) -> operations(json, List.of(list));
      case OperationReason.Inventory(Optional<String> holder) -> json.putText("agendaId", holder);
      case OperationReason.Backoff(Instant until, _) -> until(json, until);
      case OperationReason.Secret(Instant until, _) -> until(json, until);
      case OperationReason.Slots(String amount) -> json.put("amount", amount);
      case OperationReason.Starting(Instant since) -> since(json, since);
      case OperationReason.FleetQueue(Instant since) -> since(json, since);
      case OperationReason.Pod(Instant since, _) -> since(json, since);
      case OperationReason.HostLease(Instant since, _) -> since(json, since);
      case OperationReason.Approval(Instant since) -> since(json, since);
      case OperationReason.Timer(Instant since, Optional<Instant> until) ->
          since(json, since).putText("until", until.map(Times::text));
      case OperationReason.SubAgenda(Instant since, String agenda) ->
          since(json, since).put("agendaId", agenda);
      case OperationReason.Executing(Instant since, Optional<Instant> heartbeat) ->
          since(json, since).putText("heartbeatAt", heartbeat.map(Times::text));
      case OperationReason.AgendaNotStarted _,
          OperationReason.Finally _,
          OperationReason.Paused _,
          OperationReason.Ending _,
          OperationReason.NextStep _,
          OperationReason.Items _,
          OperationReason.Over _ ->
          json;
    };
  }

  private static Json.Builder since(Json.Builder json, Instant at) {
    return json.put("since", Times.text(at));
  }

  private static Json.Builder until(Json.Builder json, Instant at) {
    return json.put("until", Times.text(at));
  }

  private static Json.Builder operations(Json.Builder json, List<String> names) {
    return json.put("operations", Json.texts(names));
  }

  private static Json.Builder ahead(Json.Builder json, Ahead ahead) {
    Optional<Json> position =
        ahead.isMore() ? Optional.empty() : Optional.of(Json.of(ahead.agendas() + 1));
    return json.putIfPresent("position", position)
        .put(
            "ahead",
            Json.object()
                .put("agendas", ahead.agendas())
                .put("own", ahead.own())
                .put("isMore", Json.of(ahead.isMore()))
                .putIfPresent("slotMinutes", ahead.slotMinutes().map(WhyJson::rounded))
                .build());
  }

  private static Json rounded(double number) {
    return Json.of(BigDecimal.valueOf(number).setScale(4, RoundingMode.HALF_UP));
  }
}
