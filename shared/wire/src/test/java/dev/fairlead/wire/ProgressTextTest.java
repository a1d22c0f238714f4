package dev.fairlead.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTextTest {
  @Test
  void takesTheLatestOfWhatLinesSay() {
    var lines =
        """
        {"message": "reading", "percent": 10, "progress": {"job": 7}}
        not for us
        {"percent": 40}
        {"message": "writing"}
        """;

    assertThat(ProgressText.ofLines(lines))
        .isEqualTo(saying("writing", 40, Json.object().put("job", 7).build()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"percent\": 4",
        "ssage\": \"x\"}",
        "[]",
        "40",
        "{}",
        "{\"percent\": \"40\", \"message\": 4, \"progress\": null}",
        "{\"percent\": 4}{\"percent\": 5}"
      })
  void hearsNothingInALineThatIsNone(String line) {
    assertThat(ProgressText.ofLines(line).isNone()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "99.99, 99", "-5, 0", "100.5, 100", "1e400, 100", "1e-400, 0", "7.0, 7"})
  void readsAPercentageAsAWholeNumberFromZeroToAHundred(String given, int percent) {
    assertThat(ProgressText.ofLines("{\"percent\": " + given + "}").percent()).contains(percent);
  }

  @Test
  void leavesOutAProgressThatIsTooLarge() {
    int most = OperationProgress.MAX_PARAMS_BYTES - 2;
    var lines =
        "{\"progress\": \"%s\"}\n{\"percent\": 5, \"progress\": \"%s\"}"
            .formatted("x".repeat(most), "y".repeat(most + 1));

    assertThat(ProgressText.ofLines(lines))
        .isEqualTo(
            new OperationProgress(
                Optional.empty(), Optional.of(5), Optional.of(Json.of("x".repeat(most)))));
  }

  @Test
  void cutsAMessageThatIsTooLong() {
    var message = ProgressText.ofLines("{\"message\": \"" + "x".repeat(5_000) + "\"}").message();

    assertThat(message.orElseThrow()).hasSize(Report.Diagnostic.MAX_MESSAGE).endsWith("x…");
  }

  @Test
  void readsBackWhatAnEarlierAttemptSaid() {
    var last = new OperationProgress.OfAttempt(3, saying("writing", 40, Json.of("x")));

    assertThat(ProgressText.lastOf(ProgressText.json(last))).contains(last);
    assertThat(ProgressText.lastOf(Json.NULL)).isEmpty();
  }

  private static OperationProgress saying(String message, int percent, Json params) {
    return new OperationProgress(Optional.of(message), Optional.of(percent), Optional.of(params));
  }
}
