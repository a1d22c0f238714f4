package dev.fairlead.templates.schema;

import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The JSON Schema (2020-12) of a template's payload. {@code format} is a note and not held to, as
 * the standard has it unless a schema asks otherwise. Patterns are Java's regular expressions.
 *
 * <p>Schemas and payloads are a tenant's: what takes more than a bounded number of steps is refused
 * with {@code schema-too-costly}.
 */
public final class PayloadSchema {
  private static final URI NAME = URI.create("urn:parameters");
  private static final int MAX_PROBLEMS = 200;
  private static final int MAX_SENTENCE = 300;

  /** Keywords that only repeat that one of their schemas was not met, which is told by itself. */
  private static final Set<String> SUMMARIES =
      Set.of("allOf", "if", "then", "else", "dependentSchemas", "$ref", "$dynamicRef");

  /** Where a schema that nothing meets says that there should be nothing. */
  private static final List<String> CLOSING =
      List.of("/additionalProperties", "/unevaluatedProperties", "/unevaluatedItems", "/items");

  private final Json.Obj schema;

  public PayloadSchema(Json.Obj schema) {
    this.schema = schema;
  }

  /** What is wrong with the schema itself, by its places in it. Cost: linear in the schema. */
  public List<Problem> problems() {
    var problems = SchemaRules.check(schema);
    if (!problems.isEmpty()) {
      return problems;
    }
    try {
      var _ = registered(false);
      return List.of();
    } catch (InvalidSchemaException invalid) {
      return told(invalid.getErrors(), ProblemCode.BAD_SCHEMA);
    } catch (JsonSchemaException | IllegalArgumentException unusable) {
      return List.of(problem(ProblemCode.BAD_SCHEMA, sentence(unusable)));
    } catch (Budget.SpentException | StackOverflowError spent) {
      return List.of(tooCostly());
    }
  }

  /** What is wrong with a payload, by its places in it. Cost: bounded, about a second. */
  public List<Problem> violations(Json payload) {
    try {
      return told(
          registered(true).validate(NAME, SchemaNode.of(payload)).getErrors(),
          ProblemCode.SCHEMA_VIOLATION);
    } catch (Budget.SpentException | StackOverflowError spent) {
      return List.of(tooCostly());
    }
  }

  private Validator registered(boolean isKnownToBeGood) {
    var validator =
        new ValidatorFactory()
            .withDefaultDialect(new Dialects.Draft2020Dialect())
            .withEvaluatorFactory(new MeteredKeywords(new Budget()))
            .withJsonNodeFactory(new SchemaNode.Factory())
            .withDisabledSchemaValidation(isKnownToBeGood)
            .createValidator();
    validator.registerSchema(NAME, SchemaNode.of(schema));
    return validator;
  }

  private static List<Problem> told(List<Error> errors, ProblemCode code) {
    var own = errors.stream().filter(error -> !isSummary(error)).toList();
    var all = own.isEmpty() ? errors : own;
    var problems =
        all.stream()
            .map(error -> new Problem(error.getInstanceLocation(), code, sentence(error)))
            .distinct()
            .limit(MAX_PROBLEMS)
            .collect(Collectors.toCollection(ArrayList::new));
    if (problems.size() == MAX_PROBLEMS) {
      problems.add(
          problem(
              ProblemCode.MORE_PROBLEMS, "There may be more than " + MAX_PROBLEMS + " problems."));
    }
    return problems;
  }

  private static boolean isSummary(Error error) {
    // A schema that is just false has no keyword.
    return Optional.ofNullable(error.getKeyword()).filter(SUMMARIES::contains).isPresent();
  }

  private static String sentence(Error error) {
    var path = error.getEvaluationPath();
    return error.getError().startsWith("False schema") && CLOSING.stream().anyMatch(path::endsWith)
        ? "The schema has no such field or item."
        : sentence(error.getError());
  }

  private static Problem tooCostly() {
    return problem(
        ProblemCode.SCHEMA_TOO_COSTLY,
        "It takes more than " + Budget.STEPS + " steps; simpler patterns and references help.");
  }

  private static Problem problem(ProblemCode code, String sentence) {
    return new Problem("", code, sentence);
  }

  private static String sentence(RuntimeException unusable) {
    return sentence(String.valueOf(unusable.getMessage()));
  }

  private static String sentence(String text) {
    var cut = text.length() > MAX_SENTENCE ? text.substring(0, MAX_SENTENCE) + "…" : text;
    var line = cut.replaceAll("\\p{Cntrl}", "·");
    return line.endsWith(".") ? line : line + ".";
  }
}
