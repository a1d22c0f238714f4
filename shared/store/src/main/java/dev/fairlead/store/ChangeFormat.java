package dev.fairlead.store;

import dev.fairlead.core.agenda.Verb;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.OperationOutcome;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Reset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a {@link Change} is stored: short field names, since each byte is paid for. */
final class ChangeFormat {
  private ChangeFormat() {}

  static Json write(Change change) {
    return switch (change) {
      case Change.AgendaStarted(int attempt, Instant at) ->
          kind("agenda.started", at).put("attempt", attempt).build();
      case Change.AgendaPaused(String by, Instant at) ->
          kind("agenda.paused", at).put("by", by).build();
      case Change.AgendaResumed(String by, Instant at) ->
          kind("agenda.resumed", at).put("by", by).build();
      case Change.AgendaDraining(AgendaOutcome towards, Diagnostic why, Instant at) ->
          kind("agenda.draining", at).put("towards", towards.word()).put("why", write(why)).build();
      case Change.AgendaLate(Instant deadline, Instant at) ->
          kind("agenda.late", at).put("deadline", deadline.toEpochMilli()).build();
      case Change.AgendaAsleep(Instant until, Instant at) ->
          kind("agenda.asleep", at).put("until", until.toEpochMilli()).build();
      case Change.AgendaRebound(String from, String to, String by, String reason, Instant at) ->
          kind("agenda.rebound", at)
              .put("from", from)
              .put("to", to)
              .put("by", by)
              .put("reason", reason)
              .build();
      case Change.AgendaEnded(AgendaOutcome outcome, Instant at) ->
          kind("agenda.ended", at).put("outcome", outcome.word()).build();
      case Change.AgendaReset reset ->
          kind("agenda.reset", reset.at())
              .put("by", reset.by())
              .put("which", write(reset.which()))
              .putText("document", reset.documentSha256())
              .putIfPresent("notBefore", reset.notBefore().map(at -> Json.of(at.toEpochMilli())))
              .build();
      case Change.InventoryAwaited(String holder, Instant at) ->
          kind("inventory.awaited", at).put("holder", holder).build();
      case Change.InventoryLocked(long token, Instant at) ->
          kind("inventory.locked", at).put("token", token).build();
      case Change.InventoryChanged(String operation, Verb verb, List<String> ids, Instant at) ->
          kind("inventory.changed", at)
              .put("op", operation)
              .put("verb", verb.word())
              .put("ids", Json.texts(ids))
              .build();
      case Change.OperationsAdded(String by, List<String> names, Instant at) ->
          kind("added", at).put("by", by).put("names", Json.texts(names)).build();
      case Change.DependentsAsked asked ->
          kind("asked", asked.at())
              .put("by", asked.by())
              .put("attempt", asked.attempt())
              .put("names", Json.texts(asked.taken()))
              .put("refused", new Json.Obj(asked.refused()))
              .put("asked", write(asked.asked()))
              .build();
      case Change.OperationExpanded(
              String operation,
              int attempt,
              int count,
              Output items,
              Instant at) ->
          kind("expanded", at)
              .put("op", operation)
              .put("attempt", attempt)
              .put("count", count)
              .put("items", write(items))
              .build();
      case Change.OperationReady(String operation, Instant at) ->
          kind("ready", at).put("op", operation).build();
      case Change.OperationLaunched(String operation, int attempt, Instant at) ->
          kind("launched", at).put("op", operation).put("attempt", attempt).build();
      case Change.OperationStarted(String operation, int attempt, int starts, Instant at) ->
          kind("started", at)
              .put("op", operation)
              .put("attempt", attempt)
              .put("starts", starts)
              .build();
      case Change.StartsCounted(String operation, int attempt, int starts, Instant at) ->
          kind("counted", at)
              .put("op", operation)
              .put("attempt", attempt)
              .put("starts", starts)
              .build();
      case Change.OperationRetrying retrying ->
          kind("retrying", retrying.at())
              .put("op", retrying.operation())
              .put("attempt", retrying.attempt())
              .put("starts", retrying.starts())
              .put("lost", retrying.lost())
              .put("why", write(retrying.diagnostic()))
              .putIfPresent("notBefore", retrying.notBefore().map(at -> Json.of(at.toEpochMilli())))
              .build();
      case Change.OperationEnded ended ->
          kind("ended", ended.at())
              .put("op", ended.operation())
              .put("attempt", ended.attempt())
              .put("starts", ended.starts())
              .putIfPresent("from", ended.startedAt().map(at -> Json.of(at.toEpochMilli())))
              .put("outcome", ended.outcome().word())
              .putIfPresent("output", ended.output().map(ChangeFormat::write))
              .putIfPresent("why", ended.diagnostic().map(ChangeFormat::write))
              .build();
      case Change.OperationSkipped(String operation, Instant at, Diagnostic why) ->
          kind("skipped", at).put("op", operation).put("why", write(why)).build();
    };
  }

  static Change read(Json json) {
    var fields = new StoredFields(json);
    Instant at = fields.time("at");
    return switch (fields.text("t")) {
      case "agenda.started" -> new Change.AgendaStarted(fields.integer("attempt"), at);
      case "agenda.paused" -> new Change.AgendaPaused(fields.text("by"), at);
      case "agenda.resumed" -> new Change.AgendaResumed(fields.text("by"), at);
      case "agenda.draining" -> draining(fields, at);
      case "agenda.late" -> new Change.AgendaLate(fields.time("deadline"), at);
      case "agenda.asleep" -> new Change.AgendaAsleep(fields.time("until"), at);
      case "agenda.rebound" ->
          new Change.AgendaRebound(
              fields.text("from"), fields.text("to"), fields.text("by"), fields.text("reason"), at);
      case "agenda.ended" -> new Change.AgendaEnded(AgendaOutcome.of(fields.text("outcome")), at);
      case "agenda.reset" ->
          new Change.AgendaReset(
              reset(fields.value("which")),
              fields.text("by"),
              fields.optional("document").map(_ -> fields.text("document")),
              fields.optionalTime("notBefore"),
              at);
      case "inventory.awaited" -> new Change.InventoryAwaited(fields.text("holder"), at);
      case "inventory.locked" -> new Change.InventoryLocked(fields.whole("token"), at);
      case "inventory.changed" ->
          new Change.InventoryChanged(
              fields.text("op"), verb(fields.text("verb")), fields.texts("ids"), at);
      case "added" -> new Change.OperationsAdded(fields.text("by"), fields.texts("names"), at);
      case "asked" ->
          new Change.DependentsAsked(
              fields.text("by"),
              fields.integer("attempt"),
              fields.texts("names"),
              refused(fields.value("refused")),
              output(fields.value("asked")),
              at);
      case "expanded" ->
          new Change.OperationExpanded(
              fields.text("op"),
              fields.integer("attempt"),
              fields.integer("count"),
              output(fields.value("items")),
              at);
      case "ready" -> new Change.OperationReady(fields.text("op"), at);
      case "launched" ->
          new Change.OperationLaunched(fields.text("op"), fields.integer("attempt"), at);
      case "started" ->
          new Change.OperationStarted(
              fields.text("op"), fields.integer("attempt"), fields.integer("starts"), at);
      case "counted" ->
          new Change.StartsCounted(
              fields.text("op"), fields.integer("attempt"), fields.integer("starts"), at);
      case "retrying" ->
          new Change.OperationRetrying(
              fields.text("op"),
              fields.integer("attempt"),
              fields.integer("starts"),
              fields.bool("lost"),
              diagnostic(fields.value("why")),
              fields.optionalTime("notBefore"),
              at);
      case "ended" ->
          new Change.OperationEnded(
              fields.text("op"),
              fields.integer("attempt"),
              fields.integer("starts"),
              fields.optionalTime("from"),
              at,
              OperationOutcome.of(fields.text("outcome")),
              fields.optional("output").map(ChangeFormat::output),
              fields.optional("why").map(ChangeFormat::diagnostic));
      case "skipped" ->
          new Change.OperationSkipped(fields.text("op"), at, diagnostic(fields.value("why")));
      case String other -> throw StoredFields.corrupt("unknown change " + other);
    };
  }

  static SortedMap<String, Json> refused(Json json) {
    if (!(json instanceof Json.Obj(Map<String, Json> byName))) {
      throw StoredFields.corrupt("refusals are no object");
    }
    return new TreeMap<>(byName);
  }

  private static Verb verb(String word) {
    return Verb.of(word).orElseThrow(() -> StoredFields.corrupt("unknown verb " + word));
  }

  /** The first format knew only of agendas that drain because an operation failed. */
  private static Change draining(StoredFields fields, Instant at) {
    return new Change.AgendaDraining(
        fields
            .optional("towards")
            .map(_ -> AgendaOutcome.of(fields.text("towards")))
            .orElse(AgendaOutcome.FAILED),
        fields
            .optional("why")
            .map(ChangeFormat::diagnostic)
            .orElseGet(() -> new Diagnostic("failed", "An operation failed.")),
        at);
  }

  private static Json write(Reset which) {
    return switch (which) {
      case Reset.All() -> Json.of("all");
      case Reset.NotSucceeded() -> Json.of("notSucceeded");
      case Reset.Named(Set<String> operations) -> Json.texts(operations.stream().sorted().toList());
    };
  }

  private static Reset reset(Json json) {
    return switch (json) {
      case Json.Str(String word) when word.equals("all") -> new Reset.All();
      case Json.Str(String word) when word.equals("notSucceeded") -> new Reset.NotSucceeded();
      case Json.Arr names -> new Reset.Named(Set.copyOf(StoredFields.texts(names)));
      case Json other -> throw StoredFields.corrupt("unknown reset " + other);
    };
  }

  static Json write(Output output) {
    return switch (output) {
      case Output.Inline(Json value) -> Json.object().put("value", value).build();
      case Output.Collected(int total, int succeeded, int failed, int skipped) ->
          Json.object()
              .put("total", total)
              .put("succeeded", succeeded)
              .put("failed", failed)
              .put("skipped", skipped)
              .build();
      case Output.Spilled(String sha256, long bytes) ->
          Json.object().put("sha256", sha256).put("bytes", bytes).build();
    };
  }

  static Output output(Json json) {
    var fields = new StoredFields(json);
    Optional<Json> value = fields.optional("value");
    if (fields.optional("total").isPresent()) {
      return new Output.Collected(
          fields.integer("total"),
          fields.integer("succeeded"),
          fields.integer("failed"),
          fields.integer("skipped"));
    }
    return value.isPresent()
        ? new Output.Inline(value.get())
        : new Output.Spilled(fields.text("sha256"), fields.whole("bytes"));
  }

  static Json write(Diagnostic diagnostic) {
    return Json.object()
        .put("code", diagnostic.code())
        .put("message", diagnostic.message())
        .build();
  }

  static Diagnostic diagnostic(Json json) {
    var fields = new StoredFields(json);
    return new Diagnostic(fields.text("code"), fields.text("message"));
  }

  private static Json.Builder kind(String kind, Instant at) {
    return Json.object().put("t", kind).put("at", at.toEpochMilli());
  }
}
