package dev.fairlead.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Condition;
import dev.fairlead.core.agenda.ConditionLanguage;
import dev.fairlead.core.agenda.ConditionLanguage.Decided;
import dev.fairlead.core.agenda.ConditionLanguage.Subject;
import dev.fairlead.core.agenda.ConditionLanguage.Undecidable;
import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelConditionsTest {
  private static final Json OUT =
      Json.object()
          .put("failed", 0)
          .put("share", Json.of(new BigDecimal("0.25")))
          .put("name", "x")
          .put("ok", true)
          .put("none", Json.NULL)
          .put("list", Json.array(List.of(Json.of(1), Json.of(2))))
          .build();

  private static final Map<String, Subject> SUBJECTS =
      Map.of(
          "encode", new Subject(Optional.of(OUT), Optional.of("succeeded")),
          "my-op", new Subject(Optional.empty(), Optional.of("failed")));

  private final ConditionLanguage language = new CelConditions();

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "encode.out.failed == 0 # true",
        "encode.out.failed > 0 # false",
        "encode.out.failed < 0.5 # true",
        "encode.out.share == 0.25 # true",
        "encode.outcome == 'succeeded' # true",
        "encode.out.ok # true",
        "!encode.out.ok || encode.out.name == \"x\" # true",
        "encode.out.none == null # true",
        "has(encode.out.nope) && encode.out.nope # false",
        "encode.out.list.exists(n, n > 1) # true",
        "size(encode.out.list) == 3 # false",
        "encode.out.name.matches('[a-z]') # true",
        "encode.out.failed > 0 ? false : true # true",
        "ops['my-op'].outcome == 'failed' && !has(ops[\"my-op\"].out) # true",
        "'encode.out' == 'nobody.out' # false",
        "true # true"
      })
  void decides(String text, boolean holds) {
    var condition = Condition.of(text);

    assertThat(language.problem(condition)).isEmpty();
    assertThat(language.decide(condition, SUBJECTS)).isEqualTo(new Decided(holds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "encode.out.nope == 1 # nope",
        "encode.out.name # neither true nor false",
        "encode.out.name > 1 # overload",
        "ops['my-op'].out.x == 1 # out"
      })
  void saysWhyItCannotDecide(String text, String why) {
    assertThat(language.decide(Condition.of(text), SUBJECTS))
        .isInstanceOfSatisfying(
            Undecidable.class, undecidable -> assertThat(undecidable.why()).contains(why));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "encode.out.failed ==", "nobody == 1", "1 + 1", "'a' + 1 == 'b'", "encode"})
  void refusesWhatIsNoCondition(String text) {
    assertThat(language.problem(Condition.of(text)))
        .hasValueSatisfying(
            why -> assertThat(why).isNotBlank().doesNotContain("<input>").hasSizeLessThan(220));
  }

  @Test
  void saysTheSameOfAConditionHoweverManyCameInBetween() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 300; i++) {
        var condition = Condition.of("encode.out.failed == " + i);
        assertThat(language.decide(condition, SUBJECTS)).isEqualTo(new Decided(i == 0));
        assertThat(language.problem(condition)).isEmpty();
      }
      assertThat(language.problem(Condition.of("encode.out.failed =="))).isPresent();
    }
  }

  @Test
  void endsWhateverItIsGiven() {
    var numbers = Json.array(Collections.nCopies(1000, Json.of(1)));
    var subjects = Map.of("a", new Subject(Optional.of(numbers), Optional.empty()));
    var greedy = Condition.of("a.out.all(x, a.out.all(y, a.out.all(z, x + y + z > 0)))");
    var deep = Condition.of("(".repeat(200) + "true" + ")".repeat(200));

    assertThat(language.decide(greedy, subjects)).isInstanceOf(Undecidable.class);
    assertThat(language.problem(deep)).isPresent();
  }

  @Test
  void isFoundByTheEngine() {
    assertThat(ConditionLanguage.installed()).containsInstanceOf(CelConditions.class);
  }

  @Test
  void knowsWhichOperationsAConditionSpeaksOf() {
    assertThat(Condition.of("a.out.x == 1 && ops['b c'].out == \"d.out\"").names())
        .containsExactlyInAnyOrder("a", "b c");
    assertThat(Condition.of("x.a.out == 1 || outer == 2 || b.output == 3").names()).isEmpty();
  }
}
