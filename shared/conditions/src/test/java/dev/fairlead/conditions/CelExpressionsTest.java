package dev.fairlead.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.ExpressionLanguage;
import dev.fairlead.core.agenda.ExpressionLanguage.Given;
import dev.fairlead.core.agenda.ExpressionLanguage.Undefined;
import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CelExpressionsTest {
  private static final Json INPUT =
      Json.object()
          .put("n", 3)
          .put("share", Json.of(new BigDecimal("0.25")))
          .put("name", "x")
          .put("ok", true)
          .put("none", Json.NULL)
          .put("list", Json.array(List.of(Json.of(1), Json.of(2))))
          .build();

  private static final Json JSON_LISTS =
      Json.array(List.of(list(1, 2, 3, 4), list(1, 2, 3, 5), list(1, 2, 3)));

  private final ExpressionLanguage language = new CelExpressions();

  @Test
  void keepsTheTypesOfWhatItIsGiven() {
    assertThat(evaluate("input")).isEqualTo(new Given(INPUT));
  }

  @Test
  void makesObjectsAndLists() {
    assertThat(evaluate("{'all': input.list + [input.n], 'name': input.name + '!'}"))
        .isEqualTo(
            new Given(
                Json.object()
                    .put("all", Json.array(List.of(Json.of(1), Json.of(2), Json.of(3))))
                    .put("name", "x!")
                    .build()));
    assertThat(evaluate("input.list.map(i, i * 10)"))
        .isEqualTo(new Given(Json.array(List.of(Json.of(10), Json.of(20)))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "input.n + 1 # 4",
        "input.share + 0.5 # 0.75",
        "18446744073709551615u # 18446744073709551615",
        "size(input.list) # 2"
      })
  void givesNumbers(String expression, BigDecimal number) {
    assertThat(evaluate(expression)).isEqualTo(new Given(Json.of(number)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "b'hi' + b'!' # aGkh",
        "timestamp('2026-01-02T03:04:05Z') # 2026-01-02T03:04:05Z",
        "input.ok ? 'yes' : 'no' # yes",
        "string(input.n) + input.name # 3x"
      })
  void givesTexts(String expression, String text) {
    assertThat(evaluate(expression)).isEqualTo(new Given(Json.of(text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "input.nope # nope",
        "input.n + input.name # overload",
        "{1: 2} # key",
        "1.0 / 0.0 # Infinity",
        "type(1) # JSON does not have",
        "duration('3s') # JSON does not have",
        "other # undeclared"
      })
  void saysWhyItGivesNothing(String expression, String why) {
    assertThat(evaluate(expression))
        .isInstanceOfSatisfying(
            Undefined.class, undefined -> assertThat(undefined.why()).contains(why));
  }

  @Test
  void endsWhatDoublesItselfAgainAndAgain() {
    String doubling = "['x'].map(a, a+a+a+a+a+a+a+a)";
    for (int i = 0; i < 11; i++) {
      doubling += ".map(a, a+a+a+a+a+a+a+a)";
    }

    assertThat(evaluate(doubling))
        .isInstanceOfSatisfying(
            Undefined.class,
            undefined ->
                assertThat(undefined.why()).contains("more than 16 MiB of text and lists"));
  }

  @Test
  void endsListsThatDoubleThemselves() {
    assertThat(evaluate("[0]" + ".map(a, [a,a]).map(a, a+a)")).isInstanceOf(Given.class);
    assertThat(evaluate("[[0]]" + ".map(a, a+a+a+a+a+a+a+a)".repeat(12)))
        .isInstanceOfSatisfying(
            Undefined.class,
            undefined ->
                assertThat(undefined.why()).contains("more than 16 MiB of text and lists"));
  }

  @Test
  void goesOnFromOneListTwice() {
    assertThat(evaluate("[input.list + [3]].map(a, [a + [4], a + [5], a])[0]"))
        .isEqualTo(new Given(JSON_LISTS));
  }

  @Test
  void givesNoMoreThanAResultMayBe() {
    Json long1 = Json.of("x".repeat(1024 * 1024));

    assertThat(language.evaluate("[value,value,value,value,value,value]", Map.of("value", long1)))
        .isEqualTo(new Undefined("What it gives is larger than 5 MiB."));
  }

  @Test
  void endsAfterSoManyTurns() {
    Json many = Json.array(Collections.nCopies(40, Json.of(1)));

    assertThat(
            language.evaluate("value.map(a, value.map(b, value.map(c, a)))", Map.of("value", many)))
        .isInstanceOfSatisfying(
            Undefined.class,
            undefined -> assertThat(undefined.why()).containsIgnoringCase("iteration"));
  }

  @Test
  void mapsLongLists() {
    Json many = Json.array(Collections.nCopies(2_000, Json.of(1)));

    assertThat(
            language.evaluate("size(value.map(a, a + 1).filter(a, a > 1))", Map.of("value", many)))
        .isEqualTo(new Given(Json.of(2_000)));
  }

  @Test
  void knowsABadExpressionBeforeItIsEvaluated() {
    assertThat(language.problem("input.n +", Set.of("input"))).isPresent();
    assertThat(language.problem("input.n", Set.of("value")).orElse("")).contains("undeclared");
    assertThat(language.problem("input.n", Set.of("input"))).isEmpty();
  }

  private static Json list(int... numbers) {
    return Json.array(Arrays.stream(numbers).mapToObj(Json::of).toList());
  }

  private ExpressionLanguage.Outcome evaluate(String expression) {
    return language.evaluate(expression, Map.of("input", INPUT));
  }
}
