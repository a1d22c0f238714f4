package dev.fairlead.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTailTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99, 100, 101, 199, 200, 201, 66_000, 1_000_000})
  void keepsTheLastOfAnyLength(int length) throws IOException {
    var text = new StringBuilder();
    while (text.length() < length) {
      text.append((char) ('a' + text.length() % 26));
    }

    assertThat(StreamTail.read(stream(text.toString()), 100))
        .isEqualTo(text.substring(Math.max(0, length - 100)));
  }

  @ParameterizedTest
  @CsvSource({"xé, 2, é", "xé, 1, ''", "é, 2, é", "ab😀, 4, 😀", "ab😀, 3, ''", "😀b, 4, b"})
  void leavesOutACharacterThatIsCutInTwo(String text, int most, String expected)
      throws IOException {
    assertThat(StreamTail.read(stream(text), most)).isEqualTo(expected);
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
