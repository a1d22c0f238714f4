package dev.fairlead.core.imports;

import dev.fairlead.core.imports.ImportOutcome.LeftBehind;
import dev.fairlead.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the fields that an import has no use for. */
final class LeftBehindCount {
  private record Kind(String where, String field) {}

  private final Map<Kind, Integer> counts = new LinkedHashMap<>();

  /** Counts every field of the one object that is not among those read; lists by their items. */
  void ofOne(String where, Json.Obj object, Set<String> read) {
    object
        .fields()
        .forEach((field, value) -> {
          if (!read.contains(field) && saysSomething(value)) {
            add(where, field, value instanceof Json.Arr(List<Json> items) ? items.size() : 1);
          }
        });
  }

  /** Counts every field of one of many objects that is not among those read: once an object. */
  void ofMany(String where, Json.Obj object, Set<String> read) {
    object
        .fields()
        .forEach((field, value) -> {
          if (!read.contains(field) && saysSomething(value)) {
            add(where, field, 1);
          }
        });
  }

  void add(String where, String field, int count) {
    counts.merge(new Kind(where, field), count, Integer::sum);
  }

  List<LeftBehind> all() {
    return counts.entrySet().stream()
        .map(entry ->
            new LeftBehind(entry.getKey().where(), entry.getKey().field(), entry.getValue()))
        .toList();
  }

  private static boolean saysSomething(Json value) {
    return switch (value) {
      case Json.Null _ -> false;
      case Json.Arr(List<Json> items) -> !items.isEmpty();
      case Json.Obj(Map<String, Json> fields) -> !fields.isEmpty();
      case Json.Str _, Json.Num _, Json.Bool _ -> true;
    };
  }
}
