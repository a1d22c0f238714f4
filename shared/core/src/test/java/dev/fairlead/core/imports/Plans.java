package dev.fairlead.core.imports;

import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans of ernest for tests, put together piece by piece. */
final class Plans {
  private Plans() {}

  /** One change; {@code vpc::p} is of the type {@code vpc}. */
  static Json.Obj change(String id, String verb, String... more) {
    return component(id, verb, "waiting", more);
  }

  /** The same in a state, with more fields, name by name. */
  static Json.Obj component(String id, String verb, String state, String... more) {
    var fields =
        Json.object()
            .put("_component_id", id)
            .put("_component", id.substring(0, id.indexOf("::")))
            .put("_action", verb)
            .put("_provider", "aws")
            .put("_state", state);
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    return fields.build();
  }

  static Json.Obj without(Json.Obj object, String field) {
    var fields = new LinkedHashMap<String, Json>(object.fields());
    fields.remove(field);
    return new Json.Obj(fields);
  }

  /** Edges such as {@code a->b}. */
  static Json edges(String... edges) {
    var list = new ArrayList<Json>();
    for (var edge : edges) {
      int arrow = edge.indexOf("->");
      list.add(
          Json.object()
              .put("source", edge.substring(0, arrow))
              .put("destination", edge.substring(arrow + 2))
              .put("length", 1)
              .build());
    }
    return Json.array(list);
  }

  static Json.Obj plan(List<? extends Json> changes, Json edges, Json... components) {
    return new Json.Obj(
        Map.of(
            "id",
            Json.of("svc1"),
            "action",
            Json.of("build.patch"),
            "changes",
            Json.array(changes),
            "edges",
            edges,
            "components",
            Json.array(List.of(components))));
  }
}
