package dev.fairlead.core.agenda;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The references in a payload that lists operations, as those of {@code updateAgenda} and {@code
 * agenda} do, which those operations resolve when they have their turn: to each other, to the items
 * of their lists, and to what is different for each of them. All others are resolved for the
 * payload.
 */
final class LaterReferences {
  /** No payload's. */
  static final LaterReferences NONE = new LaterReferences(Set.of(), List.of());

  private static final String OPERATIONS = "operations";
  private static final String FINALLY = "finally";
  private static final String USUAL_ITEM = "item";

  /** Tokens that are another for each operation. */
  private static final Set<String> OF_OPERATIONS =
      Set.of(Token.OPERATION_NAME.text(), Token.ATTEMPT.text());

  private static final Set<String> OF_AGENDAS =
      Arrays.stream(Token.values()).map(Token::text).collect(Collectors.toUnmodifiableSet());

  /** Operations as {@code name.out}, items as they are called; in lower case. */
  private final Set<String> names;

  /** Fields of the payload that list operations. */
  private final List<String> lists;

  private LaterReferences(Set<String> names, List<String> lists) {
    this.names = Set.copyOf(names);
    this.lists = List.copyOf(lists);
  }

  /** Those of an operation's payload. Cost: linear in the operations it lists. */
  static LaterReferences of(String type, Json payload) {
    var lists =
        switch (type) {
          case ExpansionRules.UPDATE_AGENDA -> List.of(OPERATIONS);
          case SubAgendaRules.TYPE -> List.of(OPERATIONS, FINALLY);
          default -> List.<String>of();
        };
    var names = new HashSet<String>();
    lists.forEach(list -> declare(field(payload, list), names));
    return names.isEmpty() ? NONE : new LaterReferences(names, lists);
  }

  /** Also those that the listed operations list in turn. */
  private static void declare(Json list, Set<String> names) {
    if (!(list instanceof Json.Arr(List<Json> operations))) {
      return;
    }
    for (Json operation : operations) {
      if (field(operation, "name") instanceof Json.Str(String name)) {
        names.add((name + ".out").toLowerCase(Locale.ROOT));
      }
      if (field(operation, "forEach") instanceof Json.Obj forEach) {
        names.add(
            forEach.field("as").orElse(Json.NULL) instanceof Json.Str(String as)
                ? as.toLowerCase(Locale.ROOT)
                : USUAL_ITEM);
      }
      declare(field(field(operation, "payload"), OPERATIONS), names);
      declare(field(field(operation, "payload"), FINALLY), names);
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
    if (place.tokens().isEmpty() || !lists.contains(place.tokens().getFirst())) {
      return false;
    }
    boolean isAgenda = lists.contains(FINALLY);
    return names.contains(reference.name().toLowerCase(Locale.ROOT))
        || (isAgenda ? OF_AGENDAS : OF_OPERATIONS).contains(reference.name())
        || (isAgenda && reference.isSecret());
  }
}
