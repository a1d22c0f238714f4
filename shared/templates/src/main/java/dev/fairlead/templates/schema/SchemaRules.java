package dev.fairlead.templates.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.agenda.Quoted;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a schema of ours must keep beyond being one: it is of 2020-12, it is a single document that
 * leads to no other, and its references lead somewhere. Nothing is ever fetched for a tenant.
 */
final class SchemaRules {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  /** Keywords whose values are data and no schemas. */
  private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");

  private final Json.Obj schema;
  private final Set<String> anchors = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  private SchemaRules(Json.Obj schema) {
    this.schema = schema;
  }

  /** Problems by their places in the schema. */
  static List<Problem> check(Json.Obj schema) {
    var rules = new SchemaRules(schema);
    rules.collectAnchors(schema);
    rules.check(schema, JsonPointer.WHOLE);
    return rules.problems;
  }

  private void collectAnchors(Json value) {
    switch (value) {
      case Json.Obj object -> {
        object.text("$anchor").ifPresent(anchors::add);
        object.text("$dynamicAnchor").ifPresent(anchors::add);
        object.fields().values().forEach(this::collectAnchors);
      }
      case Json.Arr(List<Json> items) -> items.forEach(this::collectAnchors);
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> {}
    }
  }

  private void check(Json value, JsonPointer place) {
    switch (value) {
      case Json.Obj(Map<String, Json> fields) ->
          fields.forEach((name, inner) -> {
            if (name.equals("patternProperties") && inner instanceof Json.Obj patterns) {
              patterns.fields().keySet().forEach(regex -> checkPattern(regex, place.child(name)));
            }
            if (inner instanceof Json.Str(String text)) {
              check(name, text, place);
            } else if (!DATA.contains(name)) {
              check(inner, place.child(name));
            }
          });
      case Json.Arr(List<Json> items) -> {
        for (int i = 0; i < items.size(); i++) {
          check(items.get(i), place.child(i));
        }
      }
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> {}
    }
  }

  private void check(String keyword, String text, JsonPointer place) {
    switch (keyword) {
      case "$schema" -> {
        if (!text.equals(DIALECT)) {
          refuse(place.child(keyword), "Only JSON Schema 2020-12 is known: " + DIALECT + ".");
        }
      }
      case "$id" ->
          // It would change what every reference below it means.
          refuse(place.child(keyword), "A schema has no $id here: nobody else can name it.");
      case "$ref", "$dynamicRef" -> {
        if (!leadsSomewhere(text)) {
          refuse(
              place.child(keyword),
              Quoted.plain(text) + " leads nowhere in this schema; nothing is fetched.");
        }
      }
      case "pattern" -> checkPattern(text, place.child(keyword));
      default -> {}
    }
  }

  private void checkPattern(String regex, JsonPointer place) {
    try {
      var _ = Pattern.compile(regex);
    } catch (PatternSyntaxException broken) {
      refuse(
          place,
          Quoted.plain(regex) + " is no regular expression: " + broken.getDescription() + ".");
    }
  }

  private boolean leadsSomewhere(String reference) {
    if (!reference.startsWith("#")) {
      return false;
    }
    String fragment;
    try {
      fragment = URLDecoder.decode(reference.substring(1).replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException brokenEscape) {
      return false;
    }
    return anchors.contains(fragment)
        || JsonPointer.parse(fragment).flatMap(pointer -> pointer.find(schema)).isPresent();
  }

  private void refuse(JsonPointer place, String sentence) {
    problems.add(new Problem(place.toString(), ProblemCode.BAD_SCHEMA, sentence));
  }
}
