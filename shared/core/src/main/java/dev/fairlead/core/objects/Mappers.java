package dev.fairlead.core.objects;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.List;
import java.util.Optional;

/**
 * Which agendas an insight takes: those with an operation of one of the names or types, or with one
 * of the parameters, whatever the case of letters.
 *
 * @param params each {@code key=value}; the value may hold further equals signs
 */
public record Mappers(List<String> names, List<String> types, List<String> params) {
  private static final String FIELD = "mappers";
  private static final String NAME = "operationName";
  private static final String TYPE = "operationType";
  private static final String PARAM = "paramMap";
  private static final List<String> FIELDS = List.of(NAME, TYPE, PARAM);

  /** Entries of one list. */
  private static final int MAX_ENTRIES = 100;

  public Mappers {
    names = List.copyOf(names);
    types = List.copyOf(types);
    params = List.copyOf(params);
  }

  static Mappers read(Json.Obj insight, Findings findings) {
    var place = JsonPointer.WHOLE.child(FIELD);
    var given = findings.object(insight, JsonPointer.WHOLE, FIELD).orElse(Json.EMPTY);
    for (String name : given.fields().keySet()) {
      if (!FIELDS.contains(name)) {
        findings.add(
            place.child(name),
            ProblemCode.UNKNOWN_FIELD,
            "There is no such mapper; there are " + String.join(", ", FIELDS) + ".",
            findings.nearest(name, FIELDS));
      }
    }
    var params = texts(given, PARAM, findings);
    for (int i = 0; i < params.size(); i++) {
      if (params.get(i).indexOf('=') < 1) {
        findings.add(
            place.child(PARAM).child(i),
            ProblemCode.BAD_MAPPER,
            "An entry of paramMap is key=value, such as tier=gold.");
      }
    }
    return new Mappers(texts(given, NAME, findings), texts(given, TYPE, findings), params);
  }

  /** What an insight's fields, which are known to be right, say about it. */
  static Mappers of(Json.Obj insight) {
    return insight.field(FIELD).orElse(Json.NULL) instanceof Json.Obj said
        ? new Mappers(texts(said, NAME), texts(said, TYPE), texts(said, PARAM))
        : new Mappers(List.of(), List.of(), List.of());
  }

  private static List<String> texts(Json.Obj said, String name) {
    return ObjectFields.texts(said, name, JsonPointer.WHOLE, MAX_ENTRIES, new Findings());
  }

  private static List<String> texts(Json.Obj given, String name, Findings findings) {
    return ObjectFields.texts(
        given, name, JsonPointer.WHOLE.child(FIELD).child(name), MAX_ENTRIES, findings);
  }

  Json json() {
    var json = Json.object();
    put(json, NAME, names);
    put(json, TYPE, types);
    put(json, PARAM, params);
    return json.build();
  }

  private static void put(Json.Builder json, String name, List<String> values) {
    json.putIfPresent(
        name, values.isEmpty() ? Optional.<Json>empty() : Optional.of(Json.texts(values)));
  }
}
