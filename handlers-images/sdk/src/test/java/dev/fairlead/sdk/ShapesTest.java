package dev.fairlead.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesTest {
  private enum Color {
    RED,
    BLUE
  }

  private record Inner(long wide, double part, BigDecimal exact) {}

  private record Outer(
      String name,
      int count,
      boolean isOn,
      Optional<Color> color,
      List<Inner> inner,
      Map<String, List<String>> texts,
      Json free) {
    private Outer {
      if (count < 0) {
        throw new IllegalArgumentException("count is below 0");
      }
    }
  }

  private static final Outer FULL =
      new Outer(
          "a",
          3,
          true,
          Optional.of(Color.BLUE),
          List.of(new Inner(1L << 40, 0.5, new BigDecimal("1.25"))),
          Map.of("k", List.of("x", "y")),
          Json.array(List.of(Json.NULL, Json.of(1))));

  @Test
  void readsWhatItWrites() throws Shapes.Misfit {
    assertThat(Shapes.read(JsonText.parse(JsonText.write(Shapes.write(FULL))), Outer.class))
        .isEqualTo(FULL);
  }

  @Test
  void takesWhatIsOptionalForEmpty() throws Shapes.Misfit {
    assertThat(Shapes.read(JsonText.parse("{\"name\": \"a\", \"count\": 1}"), Outer.class))
        .isEqualTo(new Outer("a", 1, false, Optional.empty(), List.of(), Map.of(), Json.NULL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|The payload must be an object.",
        "{}|/name is missing.",
        "{\"name\": 1, \"count\": 1}|/name must be a text.",
        "{\"name\": \"a\", \"count\": 1.5}|/count must be a whole number that fits.",
        "{\"name\": \"a\", \"count\": 2147483648}|/count must be a whole number that fits.",
        "{\"name\": \"a\", \"count\": -1}|The payload is refused: count is below 0",
        "{\"name\": \"a\", \"count\": 1, \"coutn\": 1}|/coutn is no field that is known here.",
        "{\"name\": \"a\", \"count\": 1, \"isOn\": 1}|/isOn must be true or false.",
        "{\"name\": \"a\", \"count\": 1, \"color\": \"red\"}|/color must be one of [RED, BLUE].",
        "{\"name\": \"a\", \"count\": 1, \"inner\": [{\"wide\": 1, \"part\": true}]}"
            + "|/inner/0/part must be a number.",
        "{\"name\": \"a\", \"count\": 1, \"texts\": {\"k\": \"secret\"}}|/texts/k must be an"
            + " array.",
      })
  void saysWhereItDoesNotFitAndNotWhatIsThere(String given, String sentence) {
    assertThatThrownBy(() -> Shapes.read(JsonText.parse(given), Outer.class))
        .isInstanceOf(Shapes.Misfit.class)
        .hasMessage(sentence);
  }

  @Test
  void refusesTypesThatHaveNoForm() {
    assertThatThrownBy(() -> Shapes.write(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Shapes.read(Json.of("x"), Thread.class))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
