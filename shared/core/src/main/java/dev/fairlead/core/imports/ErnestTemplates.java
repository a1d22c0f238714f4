package dev.fairlead.core.imports;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.Quoted;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Puts values in the place of a plan's templates: strings that are a {@code $(path)} as a whole.
 * What a change makes becomes a reference to its output; what is there already is put in as it is,
 * of whatever type, but for credentials, which become references to secrets. Whatever can't be said
 * before the plan runs is a problem.
 */
final class ErnestTemplates {
  private static final Pattern TEMPLATE = Pattern.compile("\\$\\((.+)\\)", Pattern.DOTALL);
  private static final String REFERENCE = "@<";
  private static final int MAX_CHAIN = 100;

  /** Characters that templates may put into one plan: as large as an agenda may be. */
  private static final long MAX_PUT_IN = 5L * 1024 * 1024;

  private final ErnestGraph graph;
  private final ErnestValues values;
  private final ErnestSecrets secrets;
  private final UnaryOperator<String> names;
  private final ErnestLookups lookups;
  private final Findings findings;
  private final Set<String> referenced = new LinkedHashSet<>();
  private long room = MAX_PUT_IN;

  /**
   * Templates of a plan.
   *
   * @param names what the operation of a change is called, by the change's id
   * @param lookups gets what is to be picked out of what changes find
   */
  ErnestTemplates(
      ErnestGraph graph,
      ErnestValues values,
      ErnestSecrets secrets,
      UnaryOperator<String> names,
      ErnestLookups lookups,
      Findings findings) {
    this.graph = graph;
    this.values = values;
    this.secrets = secrets;
    this.names = names;
    this.lookups = lookups;
    this.findings = findings;
  }

  /** The ids of the changes whose outputs have been referenced so far. */
  Set<String> referenced() {
    return Set.copyOf(referenced);
  }

  /** The body of a change with its templates replaced, and its credentials taken out. */
  Json.Obj filled(int change) {
    var component = graph.changes().get(change);
    var filled = new LinkedHashMap<String, Json>();
    component
        .body()
        .fields()
        .forEach((name, inner) -> {
          boolean isSecret =
              ErnestSecrets.isTelltale(name)
                  || (component.holdsCredentials() && !ErnestSecrets.isHarmless(name));
          var spot = new Spot(change, List.of(name), component.place().child(name), isSecret);
          filled.put(name, value(inner, spot));
        });
    return new Json.Obj(filled);
  }

  /**
   * Where in a change something stands.
   *
   * @param path from the change's body
   * @param isSecret whether text that stands there is a credential
   */
  private record Spot(int change, List<String> path, JsonPointer place, boolean isSecret) {
    Spot child(String name) {
      var longer = new ArrayList<>(path);
      longer.add(name);
      return new Spot(
          change, longer, place.child(name), isSecret || ErnestSecrets.isTelltale(name));
    }
  }

  private Json value(Json value, Spot spot) {
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) -> {
        var filled = new LinkedHashMap<String, Json>();
        fields.forEach((name, inner) -> filled.put(name, value(inner, spot.child(name))));
        yield new Json.Obj(filled);
      }
      case Json.Arr(List<Json> items) -> {
        var filled = new ArrayList<Json>(items.size());
        for (int i = 0; i < items.size(); i++) {
          filled.add(value(items.get(i), spot.child(Integer.toString(i))));
        }
        yield Json.array(filled);
      }
      case Json.Str(String text) -> text(text, spot);
      case Json.Num _, Json.Bool _, Json.Null _ -> value;
    };
  }

  private Json text(String text, Spot spot) {
    var template = TEMPLATE.matcher(text);
    if (template.matches()) {
      return followed(template.group(1), spot);
    }
    if (spot.isSecret() && !text.isBlank()) {
      return secrets.reference(own(spot));
    }
    refuseReferences(text, spot.place());
    return Json.of(text);
  }

  private List<String> own(Spot spot) {
    var of = new ArrayList<String>();
    of.add(graph.changes().get(spot.change()).id());
    of.addAll(spot.path());
    return of;
  }

  /** What a template comes to in the end: what it asks for may be a template itself. */
  private Json followed(String first, Spot spot) {
    var place = spot.place();
    var chain = new LinkedHashSet<String>();
    var path = first;
    var secret = spot.isSecret() ? own(spot) : List.<String>of();
    while (true) {
      if (!chain.add(path)) {
        return refuse(
            place,
            ProblemCode.SELF_TEMPLATE,
            "The value of $(" + Quoted.plain(path) + ") is, in the end, itself.");
      }
      var found = chain.size() > MAX_CHAIN ? tooLong() : found(path, spot.change());
      final Json value;
      switch (found) {
        case ErnestValues.Problem(ProblemCode code, String message) -> {
          return refuse(place, code, message);
        }
        case ErnestValues.Made(String id, JsonPointer pointer) -> {
          referenced.add(id);
          return Json.of(REFERENCE + names.apply(id) + ".out" + tail(pointer) + ">");
        }
        case ErnestValues.Looked(List<String> ids, GraphPath.Where which, JsonPointer pointer) -> {
          referenced.addAll(ids);
          String lookup = lookups.name(ids.stream().map(names).toList(), which);
          return Json.of(REFERENCE + lookup + ".out" + tail(pointer) + ">");
        }
        case ErnestValues.Secret(List<String> of, Json there) -> {
          secret = of;
          value = there;
        }
        case ErnestValues.There(Json there) -> value = there;
      }
      var next = TEMPLATE.matcher(value instanceof Json.Str(String inner) ? inner : "");
      if (!next.matches()) {
        return secret.isEmpty() || !(value instanceof Json.Str || value instanceof Json.Num)
            ? admitted(value, path, place)
            : secrets.reference(secret);
      }
      path = next.group(1);
    }
  }

  private static ErnestValues.Found tooLong() {
    return new ErnestValues.Problem(
        ProblemCode.BAD_TEMPLATE, "More than " + MAX_CHAIN + " templates lead to one another.");
  }

  private ErnestValues.Found found(String path, int change) {
    return GraphPath.parse(path)
        .map(parsed -> values.find(parsed, path, change))
        .orElseGet(() ->
            new ErnestValues.Problem(
                ProblemCode.BAD_TEMPLATE,
                Quoted.name(path)
                    + " is no path that can be carried over: names, indexes, # and"
                    + " #[field=\"value\"] between dots."));
  }

  private static String tail(JsonPointer pointer) {
    return pointer.tokens().isEmpty() ? "" : "::" + pointer;
  }

  private Json admitted(Json value, String path, JsonPointer place) {
    if (holdsTemplate(value)) {
      return refuse(
          place,
          ProblemCode.BAD_TEMPLATE,
          "What is at " + Quoted.name(path) + " has templates of its own in it.");
    }
    room -= length(value);
    if (room < 0) {
      return refuse(
          place,
          ProblemCode.TOO_LARGE,
          "With what its templates put in, the agenda is larger than 5 MiB.");
    }
    refuseReferences(value, place);
    return value;
  }

  private void refuseReferences(Json value, JsonPointer place) {
    switch (value) {
      case Json.Obj(Map<String, Json> fields) ->
          fields.values().forEach(inner -> refuseReferences(inner, place));
      case Json.Arr(List<Json> items) -> items.forEach(inner -> refuseReferences(inner, place));
      case Json.Str(String text) -> refuseReferences(text, place);
      case Json.Num _, Json.Bool _, Json.Null _ -> {}
    }
  }

  /** To ernest it is plain text, to us it would not be. */
  private void refuseReferences(String text, JsonPointer place) {
    if (text.contains(REFERENCE)) {
      findings.add(
          place,
          ProblemCode.BAD_REFERENCE,
          Quoted.name(text) + " would be read as a reference of an agenda.");
    }
  }

  private static boolean holdsTemplate(Json value) {
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) ->
          fields.values().stream().anyMatch(ErnestTemplates::holdsTemplate);
      case Json.Arr(List<Json> items) -> items.stream().anyMatch(ErnestTemplates::holdsTemplate);
      case Json.Str(String text) -> TEMPLATE.matcher(text).matches();
      case Json.Num _, Json.Bool _, Json.Null _ -> false;
    };
  }

  /** About as many characters as it takes to write it. */
  private static long length(Json value) {
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) ->
          2
              + fields.entrySet().stream()
                  .mapToLong(entry -> entry.getKey().length() + 4 + length(entry.getValue()))
                  .sum();
      case Json.Arr(List<Json> items) ->
          2 + items.stream().mapToLong(item -> 1 + length(item)).sum();
      case Json.Str(String text) -> 2 + text.length();
      case Json.Num number -> number.value().precision() + 2;
      case Json.Bool _, Json.Null _ -> 5;
    };
  }

  private Json refuse(JsonPointer place, ProblemCode code, String message) {
    findings.add(place, code, message);
    return Json.NULL;
  }
}
