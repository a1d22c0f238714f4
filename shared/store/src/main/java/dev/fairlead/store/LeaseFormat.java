package dev.fairlead.store;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Holder;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.LeaseRequest;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.lease.ResourceId;
import dev.fairlead.core.lease.Selection;
import dev.fairlead.core.lease.Slot;
import dev.fairlead.core.lease.Strategy;
import dev.fairlead.core.lease.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A lease as it is stored. */
final class LeaseFormat {
  private LeaseFormat() {}

  static Json.Obj write(Lease lease) {
    var json =
        Json.object()
            .put("id", lease.id().value())
            .put("request", request(lease.request()))
            .put("state", lease.state().name())
            .put("slots", slots(lease.slots()))
            .put("attributes", lease.attributes())
            .put("stamps", stamps(lease.stamps()))
            .put("efforts", efforts(lease.efforts()))
            .put("version", lease.version())
            .putText("resource", lease.resource().map(ResourceId::value));
    lease.why().ifPresent(why -> json.put("code", why.code()).put("why", why.sentence()));
    return json.build();
  }

  static Lease read(Json stored) {
    var lease = new StoredFields(stored);
    return new Lease(
        new LeaseId(lease.text("id")),
        readRequest(new StoredFields(lease.value("request"))),
        LeaseState.valueOf(lease.text("state")),
        optionalText(lease, "resource").map(ResourceId::new),
        readSlots(lease.texts("slots")),
        object(lease.value("attributes")),
        readStamps(new StoredFields(lease.value("stamps"))),
        readEfforts(new StoredFields(lease.value("efforts"))),
        optionalText(lease, "code").map(code -> new Lease.Why(code, lease.text("why"))),
        lease.whole("version"));
  }

  private static Json request(LeaseRequest request) {
    return Json.object()
        .put("customer", request.customer().value())
        .put("type", request.type())
        .put("requirements", StoredAmounts.json(request.requirements()))
        .put("holder", holder(request.holder()))
        .put("selection", selection(request.selection()))
        .put("term", term(request.term()))
        .put("attributes", request.attributes())
        .build();
  }

  private static LeaseRequest readRequest(StoredFields request) {
    return new LeaseRequest(
        new CustomerId(request.text("customer")),
        request.text("type"),
        StoredAmounts.of(request.value("requirements")),
        readHolder(new StoredFields(request.value("holder"))),
        readSelection(new StoredFields(request.value("selection"))),
        readTerm(new StoredFields(request.value("term"))),
        object(request.value("attributes")));
  }

  private static Json holder(Holder holder) {
    var json = Json.object();
    switch (holder) {
      case Holder.OfOperation(OperationKey operation, int attempt) ->
          json.put("operation", operation.toString()).put("attempt", attempt);
      case Holder.OfResource(ResourceId resource, String blueprint) ->
          json.put("resource", resource.value()).put("blueprint", blueprint);
      case Holder.OfLease(LeaseId lease) -> json.put("lease", lease.value());
      case Holder.OfPerson(String name) -> json.put("person", name);
    }
    return json.build();
  }

  private static Holder readHolder(StoredFields holder) {
    if (holder.names().contains("operation")) {
      return new Holder.OfOperation(
          OperationKey.parse(holder.text("operation")), holder.integer("attempt"));
    }
    if (holder.names().contains("resource")) {
      return new Holder.OfResource(
          new ResourceId(holder.text("resource")), holder.text("blueprint"));
    }
    if (holder.names().contains("lease")) {
      return new Holder.OfLease(new LeaseId(holder.text("lease")));
    }
    return new Holder.OfPerson(holder.text("person"));
  }

  private static Json selection(Selection selection) {
    return Json.object()
        .putText("pool", selection.pool())
        .put("blueprints", Json.texts(selection.blueprints()))
        .put("labels", texts(selection.labels()))
        .putText("strategy", selection.strategy().map(Strategy::name))
        .putText("resource", selection.resource().map(ResourceId::value))
        .build();
  }

  private static Selection readSelection(StoredFields selection) {
    return new Selection(
        optionalText(selection, "pool"),
        selection.texts("blueprints"),
        readTexts(selection.value("labels")),
        optionalText(selection, "strategy").map(Strategy::valueOf),
        optionalText(selection, "resource").map(ResourceId::new));
  }

  private static Json term(Term term) {
    return Json.object()
        .put("since", term.since().toEpochMilli())
        .putIfPresent("notAfter", term.notAfter().map(LeaseFormat::time))
        .putIfPresent("until", term.until().map(LeaseFormat::time))
        .putIfPresent("heartbeat", term.heartbeat().map(Duration::toMillis).map(Json::of))
        .build();
  }

  private static Term readTerm(StoredFields term) {
    return new Term(
        term.time("since"),
        term.optionalTime("notAfter"),
        term.optionalTime("until"),
        term.names().contains("heartbeat")
            ? Optional.of(Duration.ofMillis(term.whole("heartbeat")))
            : Optional.empty());
  }

  private static Json stamps(Lease.Stamps stamps) {
    return Json.object()
        .put("asked", time(stamps.asked()))
        .putIfPresent("acquired", stamps.acquired().map(LeaseFormat::time))
        .putIfPresent("active", stamps.active().map(LeaseFormat::time))
        .put("heard", time(stamps.heard()))
        .put("changed", time(stamps.changed()))
        .build();
  }

  private static Lease.Stamps readStamps(StoredFields stamps) {
    return new Lease.Stamps(
        stamps.time("asked"),
        stamps.optionalTime("acquired"),
        stamps.optionalTime("active"),
        stamps.time("heard"),
        stamps.time("changed"));
  }

  private static Json efforts(Lease.Efforts efforts) {
    return Json.object()
        .putText("built", efforts.built().map(ResourceId::value))
        .putText("recalled", efforts.recalled().map(ResourceId::value))
        .put("failures", efforts.failures())
        .build();
  }

  private static Lease.Efforts readEfforts(StoredFields efforts) {
    return new Lease.Efforts(
        optionalText(efforts, "built").map(ResourceId::new),
        optionalText(efforts, "recalled").map(ResourceId::new),
        efforts.integer("failures"));
  }

  static Json time(Instant time) {
    return Json.of(time.toEpochMilli());
  }

  static Json slots(List<Slot> slots) {
    return Json.texts(slots.stream().map(Slot::name).toList());
  }

  static List<Slot> readSlots(List<String> names) {
    return names.stream().map(Slot::new).toList();
  }

  static Json texts(Map<String, String> texts) {
    var json = Json.object();
    new TreeMap<>(texts).forEach(json::put);
    return json.build();
  }

  static Map<String, String> readTexts(Json json) {
    var fields = new StoredFields(json);
    var texts = new TreeMap<String, String>();
    fields.names().forEach(name -> texts.put(name, fields.text(name)));
    return texts;
  }

  static Json.Obj object(Json json) {
    if (json instanceof Json.Obj object) {
      return object;
    }
    throw StoredFields.corrupt("not an object");
  }

  static Optional<String> optionalText(StoredFields fields, String name) {
    return fields.names().contains(name) ? Optional.of(fields.text(name)) : Optional.empty();
  }
}
