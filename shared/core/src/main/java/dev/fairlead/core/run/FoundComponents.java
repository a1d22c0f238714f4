package dev.fairlead.core.run;

import dev.fairlead.core.json.Json;
import java.util.Optional;

/** Components as results list them. */
public final class FoundComponents {
  /** Where an operation that finds components lists them. */
  public static final String FIELD = "components";

  /** Components that one operation may find. */
  public static final int MAX_FOUND = 1_000;

  /** Bytes of a component as canonical JSON text. */
  public static final int MAX_BYTES = 64 * 1024;

  static final String ID_FIELDS = "_component_id or id";

  private static final int MAX_ID = 512;

  private FoundComponents() {}

  /** What a listed component is called. */
  public static Optional<String> id(Json component) {
    return component instanceof Json.Obj object
        ? object
            .text("_component_id")
            .or(() -> object.text("id"))
            .filter(id -> !id.isBlank() && id.length() <= MAX_ID)
        : Optional.empty();
  }

  /** What is listed under an id. */
  public static Optional<Json> find(Json result, String id) {
    return result instanceof Json.Obj object
            && object.field(FIELD).orElse(Json.NULL) instanceof Json.Arr(var items)
        ? items.stream().filter(item -> id(item).equals(Optional.of(id))).findFirst()
        : Optional.empty();
  }
}
