package dev.fairlead.aws;

import static dev.fairlead.core.port.Condition.absent;
import static dev.fairlead.core.port.Condition.all;
import static dev.fairlead.core.port.Condition.always;
import static dev.fairlead.core.port.Condition.any;
import static dev.fairlead.core.port.Condition.below;
import static dev.fairlead.core.port.Condition.is;
import static dev.fairlead.core.port.Condition.present;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.Condition;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionExpressionTest {
  private static final String NEVER = "(attribute_not_exists(pk) AND attribute_exists(pk))";

  static Stream<Arguments> conditions() {
    return Stream.of(
        Arguments.of(absent(), "attribute_not_exists(pk)"),
        Arguments.of(present(), "attribute_exists(pk)"),
        Arguments.of(is("state", "READY"), "{state} = <S:READY>"),
        Arguments.of(is("epoch", 7), "{epoch} = <N:7>"),
        Arguments.of(below("epoch", -8), "{epoch} < <N:-8>"),
        Arguments.of(all(is("a", 1)), "{a} = <N:1>"),
        Arguments.of(all(is("a", 1), always(), is("b", "2")), "({a} = <N:1> AND {b} = <S:2>)"),
        Arguments.of(any(is("a", 1), is("a", 2)), "({a} = <N:1> OR {a} = <N:2>)"),
        Arguments.of(
            all(any(absent(), below("a", 3)), present()),
            "((attribute_not_exists(pk) OR {a} < <N:3>) AND attribute_exists(pk))"),
        Arguments.of(any(), NEVER),
        Arguments.of(all(present(), any()), "(attribute_exists(pk) AND " + NEVER + ")"));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void saysWhatTheConditionSays(Condition condition, String want) {
    assertThat(spelled(ConditionExpression.of(condition))).isEqualTo(want);
  }

  static Stream<Condition> whatAlwaysHolds() {
    return Stream.of(
        always(),
        all(),
        all(always(), always()),
        any(is("a", 1), always()),
        any(all(), is("a", 1)),
        all(any(is("a", 1), any(always()))));
  }

  @ParameterizedTest
  @MethodSource("whatAlwaysHolds")
  void asksNothingOfWhatAlwaysHolds(Condition condition) {
    var expression = ConditionExpression.of(condition);

    assertThat(expression.text()).isEmpty();
    // DynamoDB refuses placeholders that the text does not use.
    assertThat(expression.names()).isEmpty();
    assertThat(expression.values()).isEmpty();
  }

  @Test
  void aCheckAlwaysHasAText() {
    assertThat(ConditionExpression.of(always()).textForCheck())
        .isEqualTo("(attribute_not_exists(pk) OR attribute_exists(pk))");
  }

  @Test
  void aNameThatComesTwiceHasOnePlaceholder() {
    var expression = ConditionExpression.of(any(is("state", "A"), is("state", "B")));

    assertThat(expression.names()).containsOnlyKeys("#n0");
    assertThat(expression.values()).containsOnlyKeys(":v0", ":v1");
  }

  /** The text with its placeholders filled in, so that their numbers don't matter. */
  private static String spelled(ConditionExpression expression) {
    String text = expression.text().orElseThrow();
    for (var name : expression.names().entrySet()) {
      assertThat(text).contains(name.getKey());
      text = text.replace(name.getKey(), "{" + name.getValue() + "}");
    }
    for (var entry : expression.values().entrySet()) {
      var value = entry.getValue();
      assertThat(text).contains(entry.getKey());
      text =
          text.replace(
              entry.getKey(),
              value.s() != null ? "<S:" + value.s() + ">" : "<N:" + value.n() + ">");
    }
    return text;
  }
}
