package dev.fairlead.core.agenda;

import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The payload of an operation of type {@code transform}.
 *
 * @param values what the expression may speak of, by the names of their fields
 * @param expression gives the result; without one the value is the result
 */
public record TransformPayload(Map<String, Json> values, Optional<String> expression) {
  /** The type's name. */
  public static final String TYPE = "transform";

  /** The name of the value that is the result where no expression is. */
  public static final String VALUE = "value";

  private static final String EXPRESSION = "expression";
  private static final String INPUT = "input";
  private static final int MAX_EXPRESSION = 4096;
  private static final FieldNames FIELDS =
      new FieldNames(List.of(VALUE, EXPRESSION, INPUT), Set.of(), Set.of());

  public TransformPayload {
    values = Map.copyOf(values);
  }

  /** Reads a payload whose references are replaced; only good for use if nothing was found. */
  public static TransformPayload read(Json payload, JsonPointer place, Findings findings) {
    return read(payload, place, _ -> false, findings);
  }

  /**
   * The same before that.
   *
   * @param isLater of which values nothing is known yet
   */
  static TransformPayload read(
      Json payload, JsonPointer place, Predicate<Json> isLater, Findings findings) {
    var values = new LinkedHashMap<String, Json>();
    if (!(payload instanceof Json.Obj fields)) {
      if (!isLater.test(payload)) {
        findings.wrongType(place, "payload", "an object");
      }
      return new TransformPayload(values, Optional.empty());
    }
    findings.unknownFields(fields, place, FIELDS);
    for (var name : List.of(VALUE, INPUT)) {
      fields.field(name).ifPresent(given -> values.put(name, given));
    }
    var expression = findings.text(fields, place, EXPRESSION, MAX_EXPRESSION);
    if (findings.present(fields, EXPRESSION).isEmpty() && !values.containsKey(VALUE)) {
      findings.add(
          place, ProblemCode.MISSING_FIELD, "A transform has a value, an expression, or both.");
    }
    expression
        .filter(text -> !isLater.test(Json.of(text)))
        .flatMap(text ->
            ExpressionLanguage.installed().flatMap(known -> known.problem(text, values.keySet())))
        .ifPresent(why ->
            findings.add(
                place.child(EXPRESSION),
                ProblemCode.BAD_EXPRESSION,
                "It is no expression: " + why));
    return new TransformPayload(values, expression);
  }
}
