package dev.fairlead.aws;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A condition as DynamoDB writes it. Names and values are always placeholders, so that reserved
 * words and foreign characters are harmless. A comparison with an attribute that is missing or of
 * the other type is false there as it is here, which is what the port promises.
 *
 * @param text empty when the condition always holds
 * @param names placeholder to attribute name
 * @param values placeholder to value
 */
record ConditionExpression(
    Optional<String> text, Map<String, String> names, Map<String, AttributeValue> values) {

  private static final String ABSENT = "attribute_not_exists(" + StoredItem.PARTITION + ")";
  private static final String PRESENT = "attribute_exists(" + StoredItem.PARTITION + ")";

  /** DynamoDB has no constant, so this is the shortest thing that never holds. */
  private static final String NEVER = "(" + ABSENT + " AND " + PRESENT + ")";

  private static final String ALWAYS = "(" + ABSENT + " OR " + PRESENT + ")";

  ConditionExpression {
    names = Map.copyOf(names);
    values = Map.copyOf(values);
  }

  static ConditionExpression of(Condition condition) {
    var writer = new Writer();
    Optional<String> text = writer.write(condition);
    return new ConditionExpression(text, writer.names, writer.values);
  }

  /** For a condition check, which must have a text. */
  String textForCheck() {
    return text.orElse(ALWAYS);
  }

  /** Numbers the placeholders; one name has one placeholder. */
  private static final class Writer {
    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    /** Empty for what always holds. */
    Optional<String> write(Condition condition) {
      return switch (condition) {
        case Condition.Always() -> Optional.empty();
        case Condition.Absent() -> Optional.of(ABSENT);
        case Condition.Present() -> Optional.of(PRESENT);
        case Condition.Is(String attribute, Attr value) ->
            Optional.of(name(attribute) + " = " + value(value));
        case Condition.Below(String attribute, long bound) ->
            Optional.of(name(attribute) + " < " + value(Attr.of(bound)));
        case Condition.All(List<Condition> parts) -> all(parts);
        case Condition.Any(List<Condition> parts) -> any(parts);
      };
    }

    private Optional<String> all(List<Condition> parts) {
      var texts = new ArrayList<String>();
      for (Condition part : parts) {
        write(part).ifPresent(texts::add);
      }
      return texts.isEmpty() ? Optional.empty() : Optional.of(join(" AND ", texts));
    }

    private Optional<String> any(List<Condition> parts) {
      // Looked for first: a part that is written and then dropped would leave placeholders that
      // nothing uses, and DynamoDB refuses those.
      if (parts.stream().anyMatch(Writer::alwaysHolds)) {
        return Optional.empty();
      }
      var texts = new ArrayList<String>();
      for (Condition part : parts) {
        write(part).ifPresent(texts::add);
      }
      return Optional.of(texts.isEmpty() ? NEVER : join(" OR ", texts));
    }

    private static boolean alwaysHolds(Condition condition) {
      return switch (condition) {
        case Condition.Always() -> true;
        case Condition.All(List<Condition> parts) -> parts.stream().allMatch(Writer::alwaysHolds);
        case Condition.Any(List<Condition> parts) -> parts.stream().anyMatch(Writer::alwaysHolds);
        case Condition.Absent _, Condition.Present _, Condition.Is _, Condition.Below _ -> false;
      };
    }

    private static String join(String operator, List<String> texts) {
      return texts.size() == 1 ? texts.getFirst() : "(" + String.join(operator, texts) + ")";
    }

    private String name(String attribute) {
      return placeholders.computeIfAbsent(
          attribute,
          added -> {
            String placeholder = "#n" + names.size();
            names.put(placeholder, added);
            return placeholder;
          });
    }

    private String value(Attr value) {
      String placeholder = ":v" + values.size();
      values.put(placeholder, StoredItem.valueOf(value));
      return placeholder;
    }
  }
}
