package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run as a user has it: over HTTP, in real time, with processes. */
class RealRunTest {
  private static final String DOCUMENT =
      """
      title: A small real run
      operations:
        - { name: greet, type: log, payload: { message: hello } }
        - name: write
          type: shell
          payload: { command: [sh, -c, 'printf "{\\"n\\": 2}" > "$FAIRLEAD_OUTPUT_FILE"'] }
        - { name: rest, type: simulate, dependsOn: [greet], payload: { seconds: 0.2 } }
        - { name: nap, type: simulate, dependsOn: [greet], payload: { seconds: 0.3 } }
        - name: read
          type: shell
          dependsOn: [rest]
          payload: { command: [sh, -c, 'test "@<write.out::/n>" = 2'] }
        - { name: join, type: log, dependsOn: [read, nap], payload: { message: bye } }
      """;

  @TempDir private Path directory;

  @Test
  @Tag("F083")
  @Timeout(60)
  void endsWithFiguresThatFollowFromItsTimes() throws InterruptedException {
    var options = new HostOptions(0, directory, false, directory, Optional.empty());
    try (var host = LocalHost.start(options);
        var client = new HostClient(host.address())) {
      String path =
          "/v1/agendas/"
              + client
                  .send(
                      "POST",
                      "/v1/agendas",
                      DOCUMENT,
                      Map.of(
                          "Authorization",
                          "Bearer " + host.token(),
                          "Content-Type",
                          "application/yaml"))
                  .text("id");

      Json.Obj run = completed(client, path, host.token());

      assertThat(run.text("outcome")).contains("succeeded");
      assertThat(RunFigures.told(run)).isEqualTo(RunFigures.recomputed(run));
      assertThat(RunFigures.operations(run))
          .allMatch(operation -> operation.whole("commits").equals(Optional.of(1L)))
          .allMatch(operation -> operation.whole("starts").equals(Optional.of(1L)));
    }
  }

  private static Json.Obj completed(HostClient client, String path, String token)
      throws InterruptedException {
    var never = new CountDownLatch(1);
    while (true) {
      Json.Obj run = client.send("GET", path, "", token).json();
      if (run.text("state").equals(Optional.of("COMPLETE"))) {
        return run;
      }
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }
}
