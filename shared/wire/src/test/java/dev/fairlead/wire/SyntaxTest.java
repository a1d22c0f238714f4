package dev.fairlead.wire;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.SourcePosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a broken text is told: the place and the reason, in words of the language, not of a parser.
 */
class SyntaxTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                 | 1:1  | The text ends where a value should be.
          {                  | 1:2  | The text ends before every { and [ is closed.
          [1,                | 1:4  | The text ends before every { and [ is closed.
          "open              | 1:6  | The text ends inside a string.
          {"a                | 1:4  | The text ends inside a field's name.
          1e                 | 1:3  | The text ends inside a number.
          [1,]               | 1:4  | A value is missing before this ].
          {"a":1,}           | 1:8  | A comma stands before this } with no field behind it.
          {a:1}              | 1:2  | A field's name, in double quotes, should be here.
          {"a":'b'}          | 1:6  | Text stands in double quotes.
          {"a":,}            | 1:6  | A value should be here; text stands in double quotes.
          {"a" 1}            | 1:6  | A colon should follow the field's name.
          {"a":1 "b":2}      | 1:8  | A comma should stand before this.
          [1}                | 1:3  | A ] should be here: that is what was opened last.
          ]                  | 1:1  | This closes nothing.
          01                 | 1:2  | A number has no leading zeros.
          +1                 | 1:2  | A number has no leading +.
          [1.]               | 1:3  | A digit should follow the decimal point.
          [-]                | 1:3  | A digit should follow the minus sign.
          NaN                | 1:4  | JSON has no number like NaN.
          {"a": True}        | 1:7  | "True" is no JSON value; text stands in double quotes.
          {"a": 1} // done   | 1:10 | JSON has no comments; YAML has.
          "\\x"              | 1:3  | This is none of JSON's escapes.
          "\\u12"            | 1:6  | Four hexadecimal digits should follow \\u.
          1 2                | 1:3  | There is more after the end of the value.
          """)
  void namesWhatIsWrongWithJson(String text, String position, String sentence) {
    var problem = problem(TextFormat.JSON, text.replace("\\\\", "\\"));

    assertThat(problem.position()).map(SourcePosition::toString).contains(position);
    assertThat(problem.message()).isEqualTo(sentence.replace("\\\\", "\\"));
    assertThat(problem.code().text()).isEqualTo("malformed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                           | 1:1 | The text is empty.
          a: [1                        | 1:6 | The text ends before what began at line 1, column 4 is closed.
          a: "x                        | 1:6 | The text ends before what began at line 1, column 4 is closed.
          k: [a, b%c: d                | 2:2 | A comma, or the end of what began at line 1, column 4, should be here.
          a: b: c                      | 1:5 | No field can start here: put text with a colon in quotes, or check the indentation.
          a:%#- b                      | 2:1 | YAML is not indented by tabs; use spaces.
          a: @<b.out>                  | 1:4 | Text that starts with @ must stand in quotes.
          a: - b                       | 1:4 | No list can start here: put its first - on a line of its own.
          a: 1%- b                     | 2:1 | This does not go on with what is above it: check the indentation, or put text in quotes.
          o:%  - n: a%   t: b          | 3:4 | This does not go on with what is above it: check the indentation, or put text in quotes.
          `  a: 1% b: 2`               | 2:2 | This does not go on with what is above it: check the indentation.
          a: 1%bcd%e: 1                | 3:1 | A colon is missing before this line.
          a: }                         | 1:4 | A value is missing here.
          a: "\\q"                     | 1:6 | This is none of YAML's escapes; in single quotes a backslash is just that.
          --- a%--- b                  | 2:1 | There is a second document; only one is read.
          """)
  void namesWhatIsWrongWithYaml(String text, String position, String sentence) {
    var yaml = text.replace('%', '\n').replace('#', '\t').replace("\\\\", "\\");
    var problem = problem(TextFormat.YAML, yaml);

    assertThat(problem.position()).map(SourcePosition::toString).contains(position);
    assertThat(problem.message()).isEqualTo(sentence);
    assertThat(problem.code().text()).isEqualTo("malformed");
  }

  @Test
  void namesTheCharacterThatCantStandInYaml() {
    var problem = problem(TextFormat.YAML, "a: 1\nb: x\u0007y");

    assertThat(problem.position()).contains(new SourcePosition(2, 5));
    assertThat(problem.message()).contains("U+0007");
    assertThat(problem(TextFormat.YAML, "%YAML 9.9\n--- a").message()).contains("1.2");
  }

  @Test
  void knowsUtf16WhenItSeesIt() {
    for (var format : TextFormat.values()) {
      var marked = refused(format, "{\"a\": 1}".getBytes(UTF_16));
      assertThat(marked.code().text()).isEqualTo("not-utf-8");
      assertThat(marked.message()).contains("UTF-16");
      assertThat(refused(format, "{\"a\": 1}".getBytes(UTF_16LE)).code().text())
          .isEqualTo("malformed");
    }
  }

  @Test
  void keepsSentencesShortWhateverTheTenantWrote() {
    var huge = "k".repeat(1_000_000);
    for (var yaml :
        new String[] {
          huge + ": 1\n" + huge + ": 2", "a: *" + huge, "a: !" + huge + " x", "%" + huge
        }) {
      assertThat(problem(TextFormat.YAML, yaml).message().length()).isLessThan(200);
    }
    for (var json : new String[] {huge, "{\"" + huge + "\":1,\"" + huge + "\":2}"}) {
      assertThat(problem(TextFormat.JSON, json).message().length()).isLessThan(200);
    }
  }

  private static Problem problem(TextFormat format, String text) {
    return refused(format, text.getBytes(UTF_8));
  }

  private static Problem refused(TextFormat format, byte[] text) {
    var thrown = catchThrowableOfType(FairleadException.class, () -> format.parse(text));
    assertThat(thrown).as("%s", new String(text, UTF_8)).isNotNull();
    assertThat(thrown.problems()).hasSize(1);
    return thrown.problems().getFirst();
  }
}
