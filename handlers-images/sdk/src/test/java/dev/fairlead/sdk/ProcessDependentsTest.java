package dev.fairlead.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dependents outside of pods. */
class ProcessDependentsTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private ProcessDependents dependents;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    Path commands = folder.resolve("commands.json");
    Files.writeString(
        commands,
        """
        {"copy": ["sh", "-c", "echo of $FAIRLEAD_OPERATION_KEY; cp $FAIRLEAD_PAYLOAD_FILE $FAIRLEAD_OUTPUT_FILE"],
         "fail": ["sh", "-c", "exit 3"], "quiet": ["true"], "long": ["sleep", "600"]}
        """);
    dependents = new ProcessDependents(Optional.of(commands), "a/b/c", log::add);
  }

  @AfterEach
  void close() {
    dependents.close();
  }

  @Test
  void givesThePayloadAndTakesTheResult() throws Exception {
    var copied = dependents.start("one", DependentPod.of("copy", Map.of("n", 1)));
    var quiet = dependents.start("two", DependentPod.of("quiet", ""));

    assertThat(copied.await(Json.class)).isEqualTo(Json.object().put("n", 1).build());
    assertThat(quiet.await(Json.class)).isEqualTo(Json.object().put("exitCode", 0).build());
  }

  @Test
  void aFailureHasTheExitCode() throws Exception {
    var failing = dependents.start("one", DependentPod.of("fail", ""));

    assertThatThrownBy(() -> failing.await(Json.class))
        .isInstanceOfSatisfying(
            HandlerFailure.class, why -> assertThat(why.code()).isEqualTo("exit:3"));
  }

  @Test
  void endsWithTheAttempt() throws Exception {
    var asleep = dependents.start("one", DependentPod.of("long", ""));

    dependents.close();

    assertThatThrownBy(() -> asleep.await(Json.class)).hasMessageContaining("exit code 143");
  }

  @Test
  void saysWhatItHasNoCommandFor() {
    assertThatThrownBy(() -> dependents.start("one", DependentPod.of("other", "")))
        .hasMessageContaining("has no command for other");
    assertThatThrownBy(() ->
            new ProcessDependents(Optional.empty(), "a/b/c", log::add)
                .start("one", DependentPod.of("copy", "")))
        .hasMessageContaining("FAIRLEAD_DEPENDENTS_FILE");
  }
}
