package dev.fairlead.store;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Capacity;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceDraft;
import dev.fairlead.core.lease.ResourceId;
import dev.fairlead.core.lease.ResourceState;
import dev.fairlead.core.quota.Limits;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A resource as it is stored. */
final class ResourceFormat {
  private ResourceFormat() {}

  static Json.Obj write(Resource resource) {
    return Json.object()
        .put("id", resource.id().value())
        .put("origin", origin(resource.origin()))
        .put("state", resource.state().name())
        .put("draft", draft(resource.draft()))
        .put("attributes", resource.attributes())
        .put("slots", LeaseFormat.slots(resource.slots()))
        .put("children", children(resource.children()))
        .put("leases", resource.use().leases())
        .put("amounts", StoredAmounts.json(resource.use().amounts()))
        .put("isCordoned", resource.standing().isCordoned())
        .put("weight", number(resource.standing().weight()))
        .put("made", LeaseFormat.time(resource.stamps().made()))
        .putIfPresent("active", resource.stamps().active().map(LeaseFormat::time))
        .put("used", LeaseFormat.time(resource.stamps().used()))
        .put("changed", LeaseFormat.time(resource.stamps().changed()))
        .putText("why", resource.why())
        .put("version", resource.version())
        .build();
  }

  static Resource read(Json stored) {
    var resource = new StoredFields(stored);
    return new Resource(
        new ResourceId(resource.text("id")),
        readOrigin(new StoredFields(resource.value("origin"))),
        ResourceState.valueOf(resource.text("state")),
        readDraft(new StoredFields(resource.value("draft"))),
        LeaseFormat.object(resource.value("attributes")),
        LeaseFormat.readSlots(resource.texts("slots")),
        readChildren(resource.value("children")),
        new Resource.Use(resource.integer("leases"), StoredAmounts.of(resource.value("amounts"))),
        new Resource.Standing(resource.bool("isCordoned"), resource.decimal("weight")),
        new Resource.Stamps(
            resource.time("made"),
            resource.optionalTime("active"),
            resource.time("used"),
            resource.time("changed")),
        LeaseFormat.optionalText(resource, "why"),
        resource.whole("version"));
  }

  private static Json origin(Resource.Origin origin) {
    return Json.object()
        .put("blueprint", origin.blueprint())
        .put("owner", origin.owner().value())
        .put("driver", origin.driver())
        .put("type", origin.type())
        .putText("builtFor", origin.builtFor().map(LeaseId::value))
        .build();
  }

  private static Resource.Origin readOrigin(StoredFields origin) {
    return new Resource.Origin(
        origin.text("blueprint"),
        new CustomerId(origin.text("owner")),
        origin.text("driver"),
        origin.text("type"),
        LeaseFormat.optionalText(origin, "builtFor").map(LeaseId::new));
  }

  private static Json draft(ResourceDraft draft) {
    var children = Json.object();
    new TreeMap<>(draft.children()).forEach((name, child) -> children.put(name, child(child)));
    var limits = Json.object();
    draft.capacity().amounts().asMap().forEach(limits::put);
    return Json.object()
        .put("name", draft.name())
        .put("attributes", draft.attributes())
        .put("labels", LeaseFormat.texts(draft.labels()))
        .put("limits", limits.build())
        .put("leases", draft.capacity().leases())
        .put("weight", number(draft.weight()))
        .put("slots", LeaseFormat.slots(draft.slots()))
        .put("children", children.build())
        .build();
  }

  private static ResourceDraft readDraft(StoredFields draft) {
    var limits = new StoredFields(draft.value("limits"));
    var children = new StoredFields(draft.value("children"));
    return new ResourceDraft(
        draft.text("name"),
        LeaseFormat.object(draft.value("attributes")),
        LeaseFormat.readTexts(draft.value("labels")),
        new Capacity(
            Limits.ofMap(
                limits.names().stream().collect(Collectors.toMap(name -> name, limits::whole))),
            draft.integer("leases")),
        draft.decimal("weight"),
        LeaseFormat.readSlots(draft.texts("slots")),
        children.names().stream()
            .collect(
                Collectors.toMap(
                    name -> name, name -> readChild(new StoredFields(children.value(name))))));
  }

  private static Json child(ResourceDraft.ChildRequest child) {
    return Json.object()
        .put("type", child.type())
        .put("requirements", StoredAmounts.json(child.requirements()))
        .put("blueprints", Json.texts(child.blueprints()))
        .put("attributes", child.attributes())
        .build();
  }

  private static ResourceDraft.ChildRequest readChild(StoredFields child) {
    return new ResourceDraft.ChildRequest(
        child.text("type"),
        StoredAmounts.of(child.value("requirements")),
        child.texts("blueprints"),
        LeaseFormat.object(child.value("attributes")));
  }

  private static Json children(Map<String, LeaseId> children) {
    var json = Json.object();
    new TreeMap<>(children).forEach((name, id) -> json.put(name, id.value()));
    return json.build();
  }

  private static Map<String, LeaseId> readChildren(Json stored) {
    return LeaseFormat.readTexts(stored).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> new LeaseId(each.getValue())));
  }

  private static Json number(double weight) {
    return Json.of(BigDecimal.valueOf(weight));
  }
}
