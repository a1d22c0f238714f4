package dev.fairlead.core.agenda;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The references in a payload that lists operations, as that of {@code updateAgenda} does, which
 * those operations resolve when they have their turn: to each other, to the items of their lists,
 * and to what is different for each of them. All others are resolved for the payload.
 */
final class LaterReferences {
  /** No payload's. */
  static final LaterReferences NONE = new LaterReferences(Set.of());

  private static final String UPDATE_AGENDA = "updateAgenda";
  private static final String OPERATIONS = "operations";
  private static final String USUAL_ITEM = "item";

  /** Tokens that are another for each operation. */
  private static final Set<String> OWN_TOKENS =
      Set.of(Token.OPERATION_NAME.text(), Token.ATTEMPT.text());

  /** Operations as {@code name.out}, items as they are called; in lower case. */
  private final Set<String> names;

  private LaterReferences(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  /** Those of an operation's payload. Cost: linear in the operations it lists. */
  static LaterReferences of(String type, Json payload) {
    if (!type.equals(UPDATE_AGENDA)) {
      return NONE;
    }
    var names = new HashSet<String>();
    declare(payload, names);
    return names.isEmpty() ? NONE : new LaterReferences(names);
  }

  /** Also those that the listed operations list in turn. */
  private static void declare(Json payload, Set<String> names) {
    if (!(field(payload, OPERATIONS) instanceof Json.Arr(List<Json> operations))) {
      return;
    }
    for (Json operation : operations) {
      if (field(operation, "name") instanceof Json.Str(String name)) {
        names.add((name + ".out").toLowerCase(Locale.ROOT));
      }
      if (field(operation, "forEach") instanceof Json.Obj list) {
        names.add(
            list.field("as").orElse(Json.NULL) instanceof Json.Str(String as)
                ? as.toLowerCase(Locale.ROOT)
                : USUAL_ITEM);
      }
      declare(field(operation, "payload"), names);
    }
  }

  private static Json field(Json value, String name) {
    return value instanceof Json.Obj(Map<String, Json> fields)
        ? fields.getOrDefault(name, Json.NULL)
        : Json.NULL;
  }

  /**
   * Whether a reference is resolved later.
   *
   * @param place in the payload
   */
  boolean has(Reference reference, JsonPointer place) {
    return !names.isEmpty()
        && !place.tokens().isEmpty()
        && place.tokens().getFirst().equals(OPERATIONS)
        && (names.contains(reference.name().toLowerCase(Locale.ROOT))
            || OWN_TOKENS.contains(reference.name()));
  }
}
