package dev.fairlead.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordCountTest {
  @ParameterizedTest
  @CsvSource({
    "'', 0, 0, 0",
    "' ', 0, 1, 1",
    "'a', 1, 1, 1",
    "' a  b ', 2, 6, 1",
    "'a\nb\n', 2, 4, 2",
    "'\uD83D\uDE00 x', 2, 3, 1",
  })
  void countsWordsCharactersAndLines(String text, long words, long characters, long lines) {
    assertThat(new WordCount().run("wordcount", Json.object().put("text", text).build()))
        .isEqualTo(
            new Ending.Succeeded(
                Json.object()
                    .put("words", words)
                    .put("characters", characters)
                    .put("lines", lines)
                    .build()));
  }

  @Test
  void failsOnAnotherPayloadOrType() {
    var text = Json.object().put("text", "a").build();
    for (var wrong : List.of(Json.NULL, Json.EMPTY, Json.object().put("text", 1).build())) {
      assertThat(failure(new WordCount().run("wordcount", wrong))).isEqualTo("payload");
    }
    assertThat(failure(new WordCount().run("shell", text))).isEqualTo("type");
  }

  private static String failure(Ending ending) {
    return ((Ending.Failed) ending).diagnostic().code();
  }
}
