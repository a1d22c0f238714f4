package dev.fairlead.bench.faults;

import dev.fairlead.core.agenda.Verb;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.Json.Obj;
import java.util.ArrayList;
import java.util.List;

/** A {@link PlannedOperation} as documents have it, and what its work is told to answer. */
record OperationDocument(PlannedOperation operation) {
  /** The secret that every customer has. */
  static final String SECRET = "key";

  Json json() {
    Json.Builder json = Json.object().put("name", operation.name()).put("type", operation.type());
    json.put("payload", payload());
    if (!operation.waitsFor().isEmpty()) {
      json.put("dependsOn", Json.texts(operation.waitsFor()));
    }
    operation.extra().when().ifPresent(when -> json.put("when", when.text()));
    operation.extra().items().ifPresent(items -> json.put("forEach", forEach(items)));
    operation.extra().change().ifPresent(change -> put(json, change));
    if (!operation.extra().requests().isZero()) {
      json.put("requests", operation.extra().requests().json());
    }
    if (!operation.retry().equals(PlannedRetry.ONCE)) {
      json.put("retry", operation.retry().json());
    }
    if (!operation.limits().isNone()) {
      json.put("timeouts", operation.limits().json());
    }
    return json.build();
  }

  private static void put(Json.Builder json, InventoryWork change) {
    json.put("verb", change.verb().word());
    if (change.verb() != Verb.FIND) {
      json.put("componentId", change.components().getFirst());
    }
  }

  private static Json forEach(Extra.Items items) {
    var list = new ArrayList<Json>();
    for (int failing : items.failing()) {
      list.add(
          Json.object()
              .put("n", list.size())
              .put("failing", failing)
              .put("fail", failing > 0 ? Json.of("no luck") : Json.NULL)
              .build());
    }
    return Json.object()
        .put("items", Json.array(list))
        .put("maxConcurrency", items.maxConcurrency())
        .put("toleratedFailures", items.tolerated())
        .build();
  }

  private Json payload() {
    return switch (operation.type()) {
      case "log" ->
          Json.object()
              .put(
                  operation.failing() > 0 ? "no-message" : "message",
                  "hello" + String.join("", glued()))
              .build();
      case "wait" -> Json.object().put("seconds", operation.millis() / 1000).build();
      case "approval" -> Json.EMPTY;
      case "updateAgenda" -> added();
      case "agenda" -> operation.extra().child().orElseThrow().document();
      case "simulate" -> {
        Json.Builder json = Json.object().put("seconds", operation.millis() / 1000);
        if (operation.isList()) {
          json.put("fail", "@<item::/fail>");
        } else if (operation.failing() > 0) {
          json.put("fail", "no luck");
        }
        yield json.put("result", template()).build();
      }
      case String _ ->
          Json.object()
              .put("millis", operation.millis())
              .put(
                  "failing",
                  operation.isList() ? Json.of("@<item::/failing>") : Json.of(operation.failing()))
              .put("result", template())
              .build();
    };
  }

  /** What it adds, which is also what it answers. */
  Obj added() {
    return Json.object()
        .put(
            "operations",
            Json.array(
                operation.extra().adds().stream()
                    .map(added -> new OperationDocument(added).json())
                    .toList()))
        .build();
  }

  private List<String> glued() {
    return operation.refs().stream().map(ref -> " " + ref.text()).toList();
  }

  private Json template() {
    var in = new ArrayList<Json>();
    operation.refs().forEach(ref -> in.add(Json.of(ref.text())));
    if (operation.unresolvable()) {
      in.add(Json.of("@<" + operation.refs().getFirst().operation() + ".out::/no/such/place>"));
    }
    Obj result = result(in);
    if (operation.extra().isTold()) {
      result = result.with("told", Json.of("it is @<secret:" + SECRET + ">"));
    }
    return operation.isList() ? result.with("item", Json.of("@<item::/n>")) : result;
  }

  /** The result, with what it took in. */
  Obj result(List<Json> in) {
    Json.Builder json =
        Json.object()
            .put("op", operation.extra().element().map(Extra.Element::of).orElse(operation.name()))
            .put("in", Json.array(in))
            .put("padding", "x".repeat(operation.padding()));
    operation.extra().element().ifPresent(element -> json.put("item", element.index()));
    operation
        .extra()
        .change()
        .filter(change -> change.verb() == Verb.FIND)
        .ifPresent(change -> json.put("components", components(change)));
    return json.build();
  }

  private static Json components(InventoryWork found) {
    return Json.array(
        found.components().stream()
            .<Json>map(id -> Json.object().put("id", id).put("found", true).build())
            .toList());
  }
}
