package dev.fairlead.templates.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The keyword {@code patternProperties}, with metered patterns. */
final class PatternProperties {
  private final Map<Pattern, String> schemas = new LinkedHashMap<>();
  private final Budget budget;

  PatternProperties(SchemaParsingContext context, JsonNode patterns, Budget budget) {
    this.budget = budget;
    patterns
        .asObject()
        .forEach(
            (regex, schema) -> schemas.put(Pattern.compile(regex), context.getAbsoluteUri(schema)));
  }

  /** Holds each property to the schemas of all patterns that its name matches. */
  Evaluator.Result evaluate(EvaluationContext context, JsonNode node) {
    if (!node.isObject()) {
      return Evaluator.Result.success();
    }
    var matched = new HashSet<String>();
    boolean isValid = true;
    for (var property : node.asObject().entrySet()) {
      for (var pattern : schemas.entrySet()) {
        if (pattern.getKey().matcher(budget.metered(property.getKey())).find()) {
          matched.add(property.getKey());
          isValid &= context.resolveInternalRefAndValidate(pattern.getValue(), property.getValue());
        }
      }
    }
    // The matched names are for additionalProperties, which does not apply to them.
    return isValid ? Evaluator.Result.success(matched) : Evaluator.Result.failure();
  }
}
