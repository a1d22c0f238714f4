package dev.fairlead.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.wire.ProgressText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same handler as a process of a host, and by hand. */
class ProcessAttemptTest {
  private record Steps(int steps) {}

  private record Done(int steps, int from) {}

  private static final Handler<Steps, Done> STEPPING =
      (payload, context) -> {
        int from = context.lastProgress(Steps.class).map(Steps::steps).orElse(0);
        for (int i = from; i < payload.steps(); i++) {
          context.progress(100 * i / payload.steps(), "step " + i, new Steps(i));
        }
        return new Done(payload.steps(), from);
      };

  @TempDir private Path folder;

  private final List<String> output = new ArrayList<>();
  private final List<String> log = new ArrayList<>();

  @Test
  @Tag("F089")
  void writesFilesThatAHostReads() throws IOException {
    Files.writeString(folder.resolve("in"), "{\"steps\": 4}");

    assertThat(run(Map.of("FAIRLEAD_PAYLOAD_FILE", file("in")))).isZero();

    assertThat(folder.resolve("out")).hasContent("{\"from\":0,\"steps\":4}");
    var said = ProgressText.ofLines(Files.readString(folder.resolve("progress")));
    assertThat(said.percent()).contains(75);
    assertThat(said.message()).contains("step 3");
    assertThat(Files.readAllLines(folder.resolve("progress"))).hasSize(4);
  }

  @Test
  @Tag("F090")
  void goesOnWhereTheAttemptBeforeWas() throws IOException {
    Files.writeString(
        folder.resolve("last"), "{\"attempt\": 1, \"percent\": 50, \"progress\": {\"steps\": 2}}");

    assertThat(
            run(
                Map.of(
                    "FAIRLEAD_PAYLOAD",
                    "{\"steps\": 4}",
                    "FAIRLEAD_LAST_PROGRESS_FILE",
                    file("last"))))
        .isZero();

    assertThat(folder.resolve("out")).hasContent("{\"from\":2,\"steps\":4}");
  }

  @Test
  void writesALongFileAnew() throws IOException {
    assertThat(run(Map.of("FAIRLEAD_PAYLOAD", "{\"steps\": 9000}"))).isZero();

    assertThat(Files.size(folder.resolve("progress"))).isLessThan(300_000);
    assertThat(ProgressText.ofLines(Files.readString(folder.resolve("progress"))).message())
        .contains("step 8999");
  }

  @Test
  void byHandItAnswersOnItsOutput() {
    var settings = HandlerSettings.from(Map.of("FAIRLEAD_PAYLOAD", "{\"steps\": 1}"));

    assertThat(run(settings)).isZero();

    assertThat(output).containsExactly("{\"steps\":1,\"from\":0}");
    assertThat(log).containsExactly("0 % step 0");
  }

  @Test
  void failsWhatItCannotRead() throws IOException {
    assertThat(run(Map.of("FAIRLEAD_PAYLOAD", "{"))).isEqualTo(1);
    assertThat(run(Map.of("FAIRLEAD_PAYLOAD_FILE", file("none")))).isEqualTo(1);
    assertThat(log).allMatch(line -> line.startsWith("Failed (payload): "));
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void knowsItsPodAndWhereKubernetesIs() {
    var environment = new HashMap<String, String>();
    environment.put("FAIRLEAD_POD_NAME", "p");
    environment.put("FAIRLEAD_NAMESPACE", "n");
    environment.put("KUBERNETES_SERVICE_HOST", "fd00::1");
    environment.put("KUBERNETES_SERVICE_PORT", "6443");

    assertThat(HandlerSettings.from(environment).pod())
        .contains(new HandlerSettings.Pod("n", "p", "", URI.create("https://[fd00::1]:6443")));
    assertThat(HandlerSettings.from(Map.of()).pod()).isEqualTo(Optional.empty());
  }

  private int run(Map<String, String> given) {
    var environment = new HashMap<>(given);
    environment.put("FAIRLEAD_OUTPUT_FILE", file("out"));
    environment.put("FAIRLEAD_PROGRESS_FILE", file("progress"));
    return run(HandlerSettings.from(environment));
  }

  private int run(HandlerSettings settings) {
    return new Attempt(settings, new ProcessPlace(settings, output::add, log::add), log::add)
        .run(new HandlerRun<>(Steps.class, STEPPING), new Cancellation());
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
