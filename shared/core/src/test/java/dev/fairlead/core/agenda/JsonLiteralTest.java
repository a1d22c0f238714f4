package dev.fairlead.core.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLiteralTest {
  @Test
  void readsEveryKindOfValueAndTellsWhereItEnds() {
    var text = "x {\"a\": [1, -2.5e1, true, false, null], \"b\\n\\u00e9\": \">\", \"c\": {}} >";

    assertThat(JsonLiteral.read(text, 2))
        .contains(
            new JsonLiteral.Found(
                Json.object()
                    .put(
                        "a",
                        Json.array(
                            List.of(
                                Json.of(1),
                                Json.of(new BigDecimal("-25")),
                                Json.of(true),
                                Json.of(false),
                                Json.NULL)))
                    .put("b\né", ">")
                    .put("c", Json.EMPTY)
                    .build(),
                text.length() - 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\"}",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":1}",
        "{a:1}",
        "'a'",
        "tru",
        "-",
        ".5",
        "+1",
        "\"a",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\t\"",
        "1e9999"
      })
  void readsNothingElse(String text) {
    assertThat(JsonLiteral.read(text, 0)).isEmpty();
  }

  @Test
  void stopsAtAHundredLevels() {
    assertThat(JsonLiteral.read("[".repeat(100) + "]".repeat(100), 0)).isPresent();
    assertThat(JsonLiteral.read("[".repeat(100_000), 0)).isEmpty();
  }
}
