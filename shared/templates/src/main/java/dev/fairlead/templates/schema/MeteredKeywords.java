package dev.fairlead.templates.schema;

import dev.fairlead.core.json.Json;
import dev.harrel.jsonschema.Draft2020EvaluatorFactory;
import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * The library's keywords, each of which costs something when it is applied. Those that match
 * patterns or compare every item with every other are our own: nobody could count inside the
 * library's.
 */
final class MeteredKeywords implements EvaluatorFactory {
  private final EvaluatorFactory keywords = new Draft2020EvaluatorFactory();
  private final Budget budget;

  MeteredKeywords(Budget budget) {
    this.budget = budget;
  }

  @Override
  public Optional<Evaluator> create(
      SchemaParsingContext context, String keyword, JsonNode argument) {
    Optional<Evaluator> usual = keywords.create(context, keyword, argument);
    var value = SchemaNode.value(argument);
    return usual.map(evaluator ->
        new Metered(
            evaluator,
            ours(context, keyword, argument).orElse(evaluator::evaluate),
            1 + size(value)));
  }

  private Optional<BiFunction<EvaluationContext, JsonNode, Evaluator.Result>> ours(
      SchemaParsingContext context, String keyword, JsonNode node) {
    return switch (SchemaNode.value(node)) {
      case Json.Str(String regex) when keyword.equals("pattern") ->
          Optional.of(pattern(Pattern.compile(regex)));
      case Json.Obj _ when keyword.equals("patternProperties") ->
          Optional.of(new PatternProperties(context, node, budget)::evaluate);
      case Json.Bool(boolean isWanted) when isWanted && keyword.equals("uniqueItems") ->
          Optional.of((_, items) -> uniqueItems(items));
      case Json.Obj _, Json.Arr _, Json.Str _, Json.Num _, Json.Bool _, Json.Null _ ->
          Optional.empty();
    };
  }

  private BiFunction<EvaluationContext, JsonNode, Evaluator.Result> pattern(Pattern pattern) {
    return (_, node) ->
        SchemaNode.value(node) instanceof Json.Str(String text)
                && !pattern.matcher(budget.metered(text)).find()
            ? Evaluator.Result.failure("\"" + pattern + "\" is the pattern that it should match")
            : Evaluator.Result.success();
  }

  private Evaluator.Result uniqueItems(JsonNode node) {
    return SchemaNode.value(node) instanceof Json.Arr(List<Json> items)
            && new HashSet<>(items).size() < items.size()
        ? Evaluator.Result.failure("Array contains the same item twice")
        : Evaluator.Result.success();
  }

  private static long size(Json value) {
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) -> fields.size();
      case Json.Arr(List<Json> items) -> items.size();
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> 0;
    };
  }

  /** A keyword in a schema; a value of many items costs more to look at. */
  private final class Metered implements Evaluator {
    private final Evaluator usual;
    private final BiFunction<EvaluationContext, JsonNode, Result> applied;
    private final long steps;

    Metered(Evaluator usual, BiFunction<EvaluationContext, JsonNode, Result> applied, long steps) {
      this.usual = usual;
      this.applied = applied;
      this.steps = steps;
    }

    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
      budget.enter(steps + size(SchemaNode.value(node)));
      try {
        return applied.apply(context, node);
      } finally {
        budget.leave();
      }
    }

    @Override
    public int getOrder() {
      return usual.getOrder();
    }
  }
}
