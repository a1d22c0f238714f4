package dev.fairlead.handlers.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.sdk.Cancellation;
import dev.fairlead.sdk.HandlerRun;
import dev.fairlead.sdk.Order;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Telling;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellHandlerTest {
  @TempDir private Path folder;

  private final Cancellation cancellation = new Cancellation();

  @Test
  @Tag("F089")
  void givesWhatTheCommandPrints() {
    var script =
        Json.object()
            .put("script", "printf '{\"%s\": \"%s\"}' \"$GREETING\" \"$(pwd)\"")
            .put("env", Json.object().put("GREETING", "hello").build())
            .put("workingDirectory", folder.toString())
            .put("result", "stdout")
            .build();

    assertThat(run(script))
        .isEqualTo(new Outcome.Succeeded(Json.object().put("hello", folder.toString()).build()));
    assertThat(run(command("true")))
        .isEqualTo(new Outcome.Succeeded(Json.object().put("exitCode", 0).build()));
  }

  @Test
  void failsWithTheExitCode() {
    assertThat(run(command("sh", "-c", "exit 7")))
        .isEqualTo(new Outcome.Failed("exit:7", "The command ended with exit code 7."));
    assertThat(run(Json.object().put("script", "echo {secret").put("result", "stdout").build()))
        .isEqualTo(new Outcome.Failed("result", "The command printed what is not JSON."));
    assertThat(run(command("/no/such/program")))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.code()).isEqualTo("exception"));
    assertThat(
            run(
                Json.object()
                    .put("script", "head -c 200000 /dev/zero")
                    .put("result", "stdout")
                    .build()))
        .isEqualTo(new Outcome.Failed("result", "The command printed more than 131072 bytes."));
  }

  @Test
  void endsTheCommandThatIsNotWanted() {
    cancellation.cancel();

    assertThat(run(command("sleep", "86400"))).isEqualTo(new Outcome.Cancelled());
  }

  @Test
  void refusesWhatItCannotRun() {
    assertThat(run(Json.EMPTY))
        .isEqualTo(
            new Outcome.Failed(
                "payload", "A shell operation has either \"command\" or \"script\"."));
    assertThat(
            run(
                Json.object()
                    .put("script", "true")
                    .put("result", "file")
                    .put("env", Json.object().put("FAIRLEAD_ATTEMPT", "1").put("-", "").build())
                    .build()))
        .isEqualTo(
            new Outcome.Failed(
                "payload",
                "\"result\" is \"stdout\", or missing."
                    + " \"env\" names variables by letters, digits and underscores."
                    + " Variables that begin with FAIRLEAD_ are not for \"env\"."));
  }

  private Outcome run(Json payload) {
    var silent =
        new Telling() {
          @Override
          public void progress(OperationProgress all) {}

          @Override
          public void alive() {}
        };
    return new HandlerRun<>(ShellPayload.class, new ShellHandler())
        .run(new Order("a/b/c", 1, payload, Optional.empty()), silent, cancellation);
  }

  private static Json command(String... words) {
    return Json.object().put("command", Json.texts(List.of(words))).build();
  }
}
