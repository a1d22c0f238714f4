package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file in examples/ is run to its end, as a user runs it. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples");

  /** What an example is to come to: the exit code, and what becomes of those that don't succeed. */
  private record Expectation(int exitCode, Map<String, String> exceptions) {}

  /** No agendas themselves: what is imported from them is. */
  private static final String RECORDED = "recorded.json";

  private static final String PLAN = "ernest-delete.json";

  private static final Expectation SUCCEEDS = new Expectation(0, Map.of());

  private static final Map<String, Expectation> EXPECTED =
      Map.of(
          "hello.yaml",
          SUCCEEDS,
          "pop-style.json",
          SUCCEEDS,
          "media-pipeline.yaml",
          SUCCEEDS,
          "reshape.yaml",
          SUCCEEDS,
          "fan-out.yaml",
          new Expectation(0, Map.of("apologize", "skipped", "page", "skipped")),
          RECORDED,
          SUCCEEDS,
          PLAN,
          SUCCEEDS,
          "failing.yaml",
          new Expectation(1, Map.of("check", "failed", "encode", "skipped", "publish", "skipped")));

  @TempDir Path home;

  static List<String> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @Tag("F045")
  @Tag("F072")
  @MethodSource("examples")
  @Timeout(120)
  void endsAsExpected(String name) throws IOException {
    assertThat(EXPECTED).as("a new example says here what it comes to").containsKey(name);
    var expected = Objects.requireNonNull(EXPECTED.get(name));
    var session = running();

    String agenda = agenda(session, EXAMPLES.resolve(name));

    int exitCode = session.types("run", agenda, "--time-scale", "0.05", "-o", "json");

    assertThat(exitCode).as(session.err()).isEqualTo(expected.exitCode());
    assertThat(exceptions(session.out())).isEqualTo(new TreeMap<>(expected.exceptions()));
  }

  private String agenda(Session session, Path example) {
    String imported = home.resolve("agenda.json").toString();
    if (example.endsWith(PLAN)) {
      assertThat(
              session.types("import", "ernest", example.toString(), "-o", imported, "--simulate"))
          .isZero();
      return imported;
    }
    if (!example.endsWith(RECORDED)) {
      return example.toString();
    }
    assertThat(session.types("import", "wfformat", example.toString(), "-o", imported)).isZero();
    return imported;
  }

  @Test
  void areAllStillThere() throws IOException {
    assertThat(examples()).containsAll(EXPECTED.keySet());
  }

  @Test
  void areAllInTheirReadme() throws IOException {
    assertThat(EXAMPLES.resolve("README.md"))
        .content()
        .contains(examples().stream().map(name -> "| `" + name + "` |").toList());
  }

  @Test
  @Timeout(120)
  void theFailingOneIsDiagnosed() throws IOException {
    var session = running();

    assertThat(session.types("run", EXAMPLES.resolve("failing.yaml").toString())).isEqualTo(1);

    assertThat(session.out())
        .endsWith(
            """

            ✘ check failed after 2 attempts
              why           The command ended with exit code 65. (exit:65)
              log           │ sha256sum episode-12.mov
                            │ episode-12.mov: wanted 9f2c41d0, found 71aa0be3
                            │ The delivery is damaged or was cut short; ask the sender for it again.
              did not run   encode, publish

              run it again  fairlead run ../examples/failing.yaml
              look closer   fairlead dev
                            fairlead submit ../examples/failing.yaml --watch
            """);
  }

  private Session running() throws IOException {
    var session = new Session(home);
    var checkout = home.resolve("checkout");
    WorkerJars.collect(checkout.resolve("handlers-images/sample-worker/target/lib"));
    session.environment.put("FAIRLEAD_HOME", checkout.toString());
    session.launcher = new HomeStack(session.settings());
    var never = new CountDownLatch(1);
    session.pause =
        duration -> {
          try {
            assertThat(never.await(duration.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
          } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
          }
        };
    return session;
  }

  private static Map<String, String> exceptions(String run) {
    var exceptions = new TreeMap<String, String>();
    var agenda = (Json.Obj) JsonText.parse(run.getBytes(StandardCharsets.UTF_8));
    for (var operation : AgendaView.of(agenda).operations()) {
      if (!operation.succeeded()) {
        exceptions.put(operation.name(), operation.outcome().orElse(operation.state()));
      }
    }
    return exceptions;
  }
}
