package dev.fairlead.core.objects;

import dev.fairlead.core.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the fields of a handler, leaving out what is so without being said. */
final class SpecJson {
  private SpecJson() {}

  /** Texts by name, in the order of names; unmodifiable. */
  static Map<String, String> byName(Map<String, String> texts) {
    return Collections.unmodifiableMap(new TreeMap<>(texts));
  }

  static void putTrue(Json.Builder json, String name, boolean isTrue) {
    if (isTrue) {
      json.put(name, true);
    }
  }

  static void putTexts(Json.Builder json, String name, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      var object = Json.object();
      texts.forEach(object::put);
      json.put(name, object.build());
    }
  }

  static void putTexts(Json.Builder json, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      json.put(name, Json.texts(texts));
    }
  }

  static void putList(Json.Builder json, String name, List<Json> items) {
    if (!items.isEmpty()) {
      json.put(name, Json.array(items));
    }
  }

  static void putObject(Json.Builder json, String name, Json.Obj object) {
    if (!object.equals(Json.EMPTY)) {
      json.put(name, object);
    }
  }
}
