package dev.fairlead.reference;

import dev.fairlead.catalog.Body;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The schemas of all bodies as components of one document. What a schema defines for itself becomes
 * a component too; two that define the same name must mean the same by it.
 */
final class Schemas {
  private static final String OWN = "#/$defs/";
  private static final String SHARED = "#/components/schemas/";

  private static final String ADDRESS = "https://fairlead.dev/schemas/";

  private final Map<String, Json> components = new LinkedHashMap<>();

  private Schemas() {}

  static Json.Obj components() {
    var schemas = new Schemas();
    for (Body body : Body.values()) {
      schemas.add(body);
    }
    return new Json.Obj(schemas.components);
  }

  /** Where a body's schema is. */
  static Json.Obj reference(Body body) {
    return Json.object().put("$ref", SHARED + Words.pascal(body.name())).build();
  }

  private void add(Body body) {
    if (!(JsonText.parse(body.schema()) instanceof Json.Obj schema)) {
      throw new IllegalStateException("not an object: " + body);
    }
    var own = new LinkedHashMap<>(schema.fields());
    own.keySet().removeAll(List.of("$schema", "$id", "$defs"));
    add(Words.pascal(body.name()), new Json.Obj(own));
    if (schema.field("$defs").orElse(Json.EMPTY) instanceof Json.Obj defined) {
      defined.fields().forEach((name, definition) -> add(upper(name), definition));
    }
  }

  private void add(String name, Json schema) {
    Json shared = shared(schema);
    Json before = components.putIfAbsent(name, shared);
    if (before != null && !before.equals(shared)) {
      throw new IllegalStateException("two schemas define " + name + ", and not the same");
    }
  }

  /** What a reference leads to: a definition of the same file, or another body by its address. */
  private static String component(String target) {
    return target.startsWith(OWN)
        ? upper(target.substring(OWN.length()))
        : Stream.of(Body.values())
            .filter(body -> target.equals(ADDRESS + body.schemaName() + ".json"))
            .map(body -> Words.pascal(body.name()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("leads nowhere: " + target));
  }

  private static String upper(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** The same, with references to what is now a component. */
  private static Json shared(Json schema) {
    return switch (schema) {
      case Json.Obj(Map<String, Json> fields) -> {
        var moved = new LinkedHashMap<String, Json>();
        fields.forEach((name, value) ->
            moved.put(
                name,
                name.equals("$ref") && value instanceof Json.Str(String target)
                    ? Json.of(SHARED + component(target))
                    : shared(value)));
        yield new Json.Obj(moved);
      }
      case Json.Arr(List<Json> items) -> Json.array(items.stream().map(Schemas::shared).toList());
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> schema;
    };
  }
}
