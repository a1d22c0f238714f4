package dev.fairlead.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.SourcePosition;
import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  @Test
  void readsEveryKindOfValue() {
    var read =
        JsonText.parse(" {\"a\": [1, -2.50, true, false, null, \"\\u00e9\\n\"], \"b\": {}} ");

    assertThat(read)
        .isEqualTo(
            Json.object()
                .put(
                    "a",
                    Json.array(
                        List.of(
                            Json.of(1),
                            Json.of(new BigDecimal("-2.5")),
                            Json.of(true),
                            Json.of(false),
                            Json.NULL,
                            Json.of("é\n"))))
                .put("b", Json.EMPTY)
                .build());
  }

  @Test
  void writesWhatItRead() {
    var text = "{\"z\":[1,2.5,true,null,\"é\\n\\u0001\"],\"a\":{\"\":\"\"}}";

    assertThat(JsonText.write(JsonText.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"100,100", "1e2,100", "0.10,0.1", "-0.0,0", "1e30,1E+30", "1e-30,1E-30"})
  void writesNumbersPlainlyUnlessHuge(String text, String want) {
    assertThat(JsonText.write(JsonText.parse(text))).isEqualTo(want);
  }

  @Test
  void writesIndentedOverLines() {
    var value = JsonText.parse("{\"a\":[1,{\"b\":2}],\"c\":[],\"d\":{}}");

    assertThat(JsonText.writePretty(value))
        .isEqualTo(
            """
            {
              "a": [
                1,
                {
                  "b": 2
                }
              ],
              "c": [],
              "d": {}
            }\
            """);
  }

  @Test
  void givesEqualValuesEqualCanonicalBytes() {
    var one = JsonText.parse("{\"b\": 1.0, \"a\": {\"y\": 1e1, \"x\": \"é\"}}");
    var other = JsonText.parse("{\"a\": {\"x\": \"\\u00e9\", \"y\": 10}, \"b\": 1}");

    assertThat(JsonText.canonical(one)).isEqualTo(JsonText.canonical(other));
    assertThat(new String(JsonText.canonical(one), UTF_8))
        .isEqualTo("{\"a\":{\"x\":\"é\",\"y\":10},\"b\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "'a'",
        "01",
        "+1",
        ".5",
        "1.",
        "NaN",
        "tru",
        "nul",
        "1 2",
        "{} x",
        "// no\n1",
        "\"\t\"",
        "\"\\x\"",
        "[1}",
        "\"open",
        "]"
      })
  void refusesWhatIsNotStrictJson(String text) {
    assertThat(problemOf(text).code().text()).isEqualTo("malformed");
  }

  @Test
  void namesLineAndColumn() {
    assertThat(problemOf("{\n  \"a\": oops\n}").position()).contains(new SourcePosition(2, 8));
  }

  @Test
  void refusesDuplicateFieldsAndNamesThePlace() {
    var problem = problemOf("{\"a\":[0,{\"b/c\":1,\n\"b/c\":2}]}");

    assertThat(problem.code().text()).isEqualTo("duplicate-field");
    assertThat(problem.path()).isEqualTo("/a/1/b~1c");
    assertThat(problem.position()).contains(new SourcePosition(2, 1));
  }

  @Test
  void readsAHundredLevelsButNoMore() {
    assertThat(JsonText.parse("[".repeat(100) + "]".repeat(100))).isInstanceOf(Json.Arr.class);
    assertThat(problemOf("[".repeat(101) + "]".repeat(101)).code().text()).isEqualTo("too-deep");
    assertThat(problemOf("{\"a\":".repeat(1_000_000)).code().text()).isEqualTo("too-deep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1001", "-1e-1001", "1e99999999999", "1E+2147483648"})
  void refusesShortNumbersThatMeanGigabytes(String text) {
    assertThat(problemOf(text).code().text()).isEqualTo("number-too-long");
  }

  @Test
  void boundsTheLengthOfNumbers() {
    assertThat(JsonText.parse("1".repeat(1000))).isInstanceOf(Json.Num.class);
    assertThat(problemOf("1".repeat(1001)).code().text()).isEqualTo("number-too-long");
  }

  @Test
  void refusesHalfASurrogatePair() {
    assertThat(problemOf("\"\\ud83d\"").code().text()).isEqualTo("unpaired-surrogate");
    assertThat(JsonText.parse("\"\\ud83d\\ude00\"")).isEqualTo(Json.of("😀"));
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    var thrown = refused(() -> JsonText.parse(new byte[] {'[', '\n', '"', (byte) 0xff, '"', ']'}));

    assertThat(thrown.problems().getFirst().code().text()).isEqualTo("not-utf-8");
    assertThat(thrown).hasMessageStartingWith("line 2, column 2: ");
  }

  @Test
  void skipsAByteOrderMark() {
    assertThat(JsonText.parse("\uFEFF[]".getBytes(UTF_8))).isEqualTo(Json.array(List.of()));
  }

  private static Problem problemOf(String text) {
    var thrown = refused(() -> JsonText.parse(text));
    assertThat(thrown.problems()).hasSize(1);
    return thrown.problems().getFirst();
  }

  private static FairleadException refused(Runnable reading) {
    var thrown = catchThrowableOfType(FairleadException.class, reading::run);
    assertThat(thrown).isNotNull();
    assertThat(thrown.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
    return thrown;
  }
}
