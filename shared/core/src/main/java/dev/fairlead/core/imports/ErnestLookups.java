package dev.fairlead.core.imports;

import dev.fairlead.core.imports.GraphPath.Where;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.FoundComponents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Operations that pick a component out of what others find: a reference names a place, and where in
 * a list something will stand is not known before. Each fails if what it is to pick was not found.
 */
final class ErnestLookups {
  private static final String TYPE = "transform";
  private static final String NAME = "look up ";

  private final Set<String> taken = new HashSet<>();
  private final Map<Wanted, String> names = new LinkedHashMap<>();

  /**
   * Lookups.
   *
   * @param others what other operations are called
   */
  ErnestLookups(Collection<String> others) {
    others.forEach(name -> taken.add(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * What is to be picked.
   *
   * @param from the operations that find, in the order in which they are looked through
   */
  private record Wanted(List<String> from, Where which) {}

  /** The operation that picks it. */
  String name(List<String> from, Where which) {
    return names.computeIfAbsent(new Wanted(from, which), _ -> free());
  }

  private String free() {
    int number = 1;
    while (!taken.add(NAME + number)) {
      number++;
    }
    return NAME + number;
  }

  /** All of them. */
  List<Json.Obj> operations() {
    var operations = new ArrayList<Json.Obj>();
    names.forEach((wanted, name) ->
        operations.add(
            Json.object()
                .put("name", name)
                .put("type", TYPE)
                .put(
                    "payload",
                    Json.object()
                        .put("input", Json.texts(wanted.from().stream().map(this::found).toList()))
                        .put("expression", expression(wanted.which()))
                        .build())
                .build()));
    return operations;
  }

  /** An operation whose result lists nothing has found nothing. */
  private String found(String operation) {
    return "@<" + operation + ".out::/" + FoundComponents.FIELD + "?=[]>";
  }

  private static String expression(Where which) {
    return "input.map(found, found.filter(c, "
        + condition(which)
        + ")).filter(found, size(found) > 0)[0][0]";
  }

  /** As ernest compares: by the text of a value. */
  private static String condition(Where which) {
    String field = quoted(which.field());
    String is = "(" + field + " in c && string(c[" + field + "]) == " + quoted(which.value()) + ")";
    return which.field().equals(ErnestComponent.ID)
        ? is + " || (!(" + field + " in c) && " + condition(new Where("id", which.value())) + ")"
        : is;
  }

  /** A text of CEL, which has the escapes of JSON that are used here. */
  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.chars()
        .forEach(character -> {
          if (character == '"' || character == '\\') {
            quoted.append('\\').append((char) character);
          } else if (character < ' ') {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", character));
          } else {
            quoted.append((char) character);
          }
        });
    return quoted.append('"').toString();
  }
}
