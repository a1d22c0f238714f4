package dev.fairlead.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.wire.WorkMessage;
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
    assertThat(run(Json.object().put("text", text).build()))
        .isEqualTo(
            new Ending.Succeeded(
                Json.object()
                    .put("words", words)
                    .put("characters", characters)
                    .put("lines", lines)
                    .build()));
  }

  @Test
  void failsOnAnotherPayload() {
    for (var wrong : List.of(Json.NULL, Json.EMPTY, Json.object().put("text", 1).build())) {
      assertThat(failure(run(wrong))).isEqualTo("payload");
    }
  }

  private static Ending run(Json payload) {
    var key = OperationKey.parse("acme/01jd00000000000000000000aa/count");
    var order = new WorkMessage(key, 1, "wordcount", new CorrelationId("call"), payload, "q");
    return new WordCount().run(order, payload, new Telling());
  }

  private static String failure(Ending ending) {
    return ((Ending.Failed) ending).diagnostic().code();
  }
}
