package dev.fairlead.core.secret;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What becomes of a payload when its secrets are put in: the last thing before its handler. */
public sealed interface Disclosure {
  /**
   * They are in.
   *
   * @param payload for the handler and nobody else
   * @param values those that are in it, each once
   */
  record Disclosed(Json payload, List<SecretValue> values) implements Disclosure {
    public Disclosed {
      values = List.copyOf(values);
    }

    /** Keeps them out of what the handler says. */
    public Redaction redaction() {
      return Redaction.of(values);
    }
  }

  /**
   * The customer has no such secrets.
   *
   * @param names at least one, sorted
   */
  record Missing(List<SecretName> names) implements Disclosure {
    public Missing {
      names = List.copyOf(names);
    }

    /** Says so, in a sentence. */
    public String sentence() {
      return names.stream()
          .map(SecretName::value)
          .collect(Collectors.joining(", ", "There is no secret ", "."));
    }
  }

  /**
   * Puts secrets into a payload.
   *
   * @param uses where; a payload without any is disclosed as it is
   * @param values asked once for each name
   */
  static Disclosure of(
      Json payload, List<SecretUse> uses, Function<SecretName, Optional<SecretValue>> values) {
    var found = new TreeMap<SecretName, SecretValue>();
    var missing = new ArrayList<SecretName>();
    uses.stream()
        .map(SecretUse::name)
        .distinct()
        .sorted()
        .forEach(name ->
            values
                .apply(name)
                .ifPresentOrElse(value -> found.put(name, value), () -> missing.add(name)));
    if (!missing.isEmpty()) {
      return new Missing(missing);
    }
    var byPlace = uses.stream().collect(Collectors.groupingBy(SecretUse::place));
    return new Disclosed(
        filled(payload, JsonPointer.WHOLE, byPlace, found),
        found.values().stream().distinct().toList());
  }

  private static Json filled(
      Json value,
      JsonPointer place,
      Map<JsonPointer, List<SecretUse>> uses,
      Map<SecretName, SecretValue> values) {
    if (uses.isEmpty()) {
      return value;
    }
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) -> {
        var all = new LinkedHashMap<String, Json>();
        fields.forEach(
            (name, inner) -> all.put(name, filled(inner, place.child(name), uses, values)));
        yield new Json.Obj(all);
      }
      case Json.Arr(List<Json> items) -> {
        var all = new ArrayList<Json>(items.size());
        for (int i = 0; i < items.size(); i++) {
          all.add(filled(items.get(i), place.child(i), uses, values));
        }
        yield Json.array(all);
      }
      case Json.Str(String text) ->
          Json.of(filled(text, uses.getOrDefault(place, List.of()), values));
      case Json.Num _, Json.Bool _, Json.Null _ -> value;
    };
  }

  private static String filled(
      String text, List<SecretUse> uses, Map<SecretName, SecretValue> values) {
    var filled = new StringBuilder();
    int from = 0;
    for (SecretUse use : uses.stream().sorted(Comparator.comparingInt(SecretUse::at)).toList()) {
      var value = Optional.ofNullable(values.get(use.name())).orElseThrow();
      filled.append(text, from, use.at()).append(value.text());
      from = use.at();
    }
    return filled.append(text, from, text.length()).toString();
  }
}
