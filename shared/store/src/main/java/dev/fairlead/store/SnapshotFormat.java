package dev.fairlead.store;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.AttemptLease;
import dev.fairlead.core.run.Attempts;
import dev.fairlead.core.run.Growth;
import dev.fairlead.core.run.InventoryLock;
import dev.fairlead.core.run.OperationOutcome;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.OperationState;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Sleep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How an {@link AgendaRun} is stored as a snapshot: what would come out of folding the journal. */
final class SnapshotFormat {
  private SnapshotFormat() {}

  static Json write(AgendaRun run) {
    var operations = new ArrayList<Json>();
    run.operations().values().forEach(operation -> operations.add(write(operation)));
    return Json.object()
        .put("sequence", run.sequence())
        .put("state", run.state().name())
        .putText("towards", run.towards().map(AgendaOutcome::word))
        .putText("outcome", run.outcome().map(AgendaOutcome::word))
        .put("attempt", run.attempt())
        .putIfPresent("startedAt", run.startedAt().map(SnapshotFormat::time))
        .putIfPresent("completedAt", run.completedAt().map(SnapshotFormat::time))
        .putIfPresent("lateSince", run.lateSince().map(SnapshotFormat::time))
        .putIfPresent("notBefore", run.notBefore().map(SnapshotFormat::time))
        .putIfPresent("sleep", run.sleep().map(SnapshotFormat::write))
        .putText("document", run.documentSha256())
        .putIfPresent("lock", run.lock().map(SnapshotFormat::write))
        .put("operations", Json.array(operations))
        .put("growths", Json.array(run.growths().stream().map(SnapshotFormat::write).toList()))
        .put("retired", counts(run.retired()))
        .build();
  }

  static AgendaRun read(Json json) {
    var fields = new StoredFields(json);
    if (!(fields.value("operations") instanceof Json.Arr(var items))) {
      throw StoredFields.corrupt("operations is no array");
    }
    var operations = new LinkedHashMap<String, OperationRun>();
    items.stream()
        .map(SnapshotFormat::operation)
        .forEach(operation -> operations.put(operation.name(), operation));
    return new AgendaRun(
        fields.whole("sequence"),
        AgendaState.valueOf(fields.text("state")),
        fields.optional("towards").map(_ -> AgendaOutcome.of(fields.text("towards"))),
        fields.optional("outcome").map(_ -> AgendaOutcome.of(fields.text("outcome"))),
        fields.integer("attempt"),
        fields.optionalTime("startedAt"),
        fields.optionalTime("completedAt"),
        fields.optionalTime("lateSince"),
        fields.optionalTime("notBefore"),
        fields.optional("sleep").map(SnapshotFormat::sleep),
        fields.optional("document").map(_ -> fields.text("document")),
        fields.optional("lock").map(SnapshotFormat::lock),
        operations,
        fields.optional("growths").map(SnapshotFormat::growths).orElse(List.of()),
        fields.optional("retired").map(SnapshotFormat::counts).orElse(Map.of()));
  }

  private static Json write(Sleep sleep) {
    return Json.object()
        .put("since", time(sleep.since()))
        .put("until", time(sleep.until()))
        .build();
  }

  private static Sleep sleep(Json json) {
    var fields = new StoredFields(json);
    return new Sleep(fields.time("since"), fields.time("until"));
  }

  private static Json write(InventoryLock lock) {
    return switch (lock) {
      case InventoryLock.Awaited(String holder) -> Json.object().put("holder", holder).build();
      case InventoryLock.Held(long token, long lockedAt, long changedAt) ->
          Json.object()
              .put("token", token)
              .put("lockedAt", lockedAt)
              .put("changedAt", changedAt)
              .build();
    };
  }

  private static InventoryLock lock(Json json) {
    var fields = new StoredFields(json);
    return fields.optional("holder").isPresent()
        ? new InventoryLock.Awaited(fields.text("holder"))
        : new InventoryLock.Held(
            fields.whole("token"), fields.whole("lockedAt"), fields.whole("changedAt"));
  }

  private static Json write(Growth growth) {
    return switch (growth) {
      case Growth.Elements(String by, int count, Output items) ->
          Json.object()
              .put("by", by)
              .put("count", count)
              .put("items", ChangeFormat.write(items))
              .build();
      case Growth.Dependents asked ->
          Json.object()
              .put("by", asked.by())
              .put("attempt", asked.attempt())
              .put("names", Json.texts(asked.taken()))
              .put("refused", new Json.Obj(asked.refused()))
              .put("asked", ChangeFormat.write(asked.asked()))
              .build();
      case Growth.Generated(String by, List<String> names) ->
          Json.object().put("by", by).put("names", Json.texts(names)).build();
    };
  }

  private static List<Growth> growths(Json json) {
    if (!(json instanceof Json.Arr(List<Json> items))) {
      throw StoredFields.corrupt("growths is no array");
    }
    return items.stream().map(SnapshotFormat::growth).toList();
  }

  private static Growth growth(Json json) {
    var fields = new StoredFields(json);
    if (fields.optional("asked").isPresent()) {
      return new Growth.Dependents(
          fields.text("by"),
          fields.integer("attempt"),
          fields.texts("names"),
          ChangeFormat.refused(fields.value("refused")),
          ChangeFormat.output(fields.value("asked")));
    }
    return fields.optional("items").isPresent()
        ? new Growth.Elements(
            fields.text("by"), fields.integer("count"), ChangeFormat.output(fields.value("items")))
        : new Growth.Generated(fields.text("by"), fields.texts("names"));
  }

  private static Json counts(Map<String, Integer> counts) {
    var json = Json.object();
    counts.forEach(json::put);
    return json.build();
  }

  private static Map<String, Integer> counts(Json json) {
    if (!(json instanceof Json.Obj object)) {
      throw StoredFields.corrupt("counts are no object");
    }
    var fields = new StoredFields(object);
    var counts = new TreeMap<String, Integer>();
    object.fields().keySet().forEach(name -> counts.put(name, fields.integer(name)));
    return counts;
  }

  private static Json write(OperationRun operation) {
    var starts = Json.object();
    operation
        .attempts()
        .starts()
        .forEach((attempt, count) -> starts.put(Integer.toString(attempt), count));
    return Json.object()
        .put("op", operation.name())
        .put("state", operation.state().name())
        .putText("outcome", operation.outcome().map(OperationOutcome::word))
        .put("attempt", operation.attempt())
        .put("starts", starts.build())
        .put("failures", operation.attempts().failures())
        .put("lost", operation.attempts().lost())
        .put("outOfMemory", operation.attempts().outOfMemory())
        .putIfPresent("notBefore", operation.attempts().notBefore().map(SnapshotFormat::time))
        .putIfPresent("lease", operation.lease().map(SnapshotFormat::write))
        .putIfPresent("readyAt", operation.readyAt().map(SnapshotFormat::time))
        .putIfPresent("startedAt", operation.startedAt().map(SnapshotFormat::time))
        .putIfPresent("completedAt", operation.completedAt().map(SnapshotFormat::time))
        .putIfPresent("output", operation.output().map(ChangeFormat::write))
        .putIfPresent("why", operation.diagnostic().map(ChangeFormat::write))
        .build();
  }

  private static OperationRun operation(Json json) {
    var fields = new StoredFields(json);
    return new OperationRun(
        fields.text("op"),
        OperationState.valueOf(fields.text("state")),
        fields.optional("outcome").map(_ -> OperationOutcome.of(fields.text("outcome"))),
        new Attempts(
            fields.integer("attempt"),
            starts(fields.value("starts")),
            fields.integer("failures"),
            fields.integer("lost"),
            fields.optional("outOfMemory").map(_ -> fields.integer("outOfMemory")).orElse(0),
            fields.optionalTime("notBefore")),
        fields.optional("lease").map(SnapshotFormat::lease),
        fields.optionalTime("readyAt"),
        fields.optionalTime("startedAt"),
        fields.optionalTime("completedAt"),
        fields.optional("output").map(ChangeFormat::output),
        fields.optional("why").map(ChangeFormat::diagnostic));
  }

  private static Map<Integer, Integer> starts(Json json) {
    var byAttempt = new TreeMap<Integer, Integer>();
    counts(json).forEach((attempt, count) -> byAttempt.put(Integer.valueOf(attempt), count));
    return byAttempt;
  }

  private static Json write(AttemptLease lease) {
    return Json.object()
        .put("attempt", lease.attempt())
        .put("since", lease.since().toEpochMilli())
        .put("askedAt", lease.askedAt().toEpochMilli())
        .putIfPresent("startedAt", lease.startedAt().map(SnapshotFormat::time))
        .build();
  }

  private static AttemptLease lease(Json json) {
    var fields = new StoredFields(json);
    Optional<Instant> startedAt = fields.optionalTime("startedAt");
    Instant askedAt = fields.time("askedAt");
    return new AttemptLease(
        fields.integer("attempt"),
        fields.optionalTime("since").orElse(askedAt),
        askedAt,
        startedAt);
  }

  private static Json time(Instant time) {
    return Json.of(time.toEpochMilli());
  }
}
