package dev.fairlead.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.OperationLauncher.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Launchers over one directory, one after the other. */
final class LauncherFixture implements AutoCloseable {
  static final AgendaKey AGENDA = AgendaKey.parse("acme/01jd00000000000000000000aa");

  final Path root;
  final Reports reports = new Reports();
  final FixedSecrets secrets = new FixedSecrets();

  /** So rare that only tests that want to hear of running processes do. */
  Duration tellInterval = Duration.ofHours(1);

  private final List<ProcessLauncher> launchers = new ArrayList<>();

  LauncherFixture(Path root) {
    this.root = root;
  }

  LauncherSettings settings(int maxParallel) {
    return new LauncherSettings(
        root.resolve("attempts"),
        root,
        maxParallel,
        Duration.ofMillis(10),
        tellInterval,
        Duration.ofMillis(100),
        Duration.ofSeconds(1));
  }

  ProcessLauncher launcher() {
    return launcher(8, Wrapper.of(root));
  }

  ProcessLauncher launcher(int maxParallel, Wrapper wrapper) {
    var launcher =
        new ProcessLauncher(
            settings(maxParallel), wrapper, secrets, reports, InstantSource.system());
    launcher.recover();
    launchers.add(launcher);
    return launcher;
  }

  AttemptDirectory directory(OperationKey key, int attempt) {
    return AttemptDirectory.of(settings(1).directory(), key, attempt);
  }

  static OperationKey key(String operation) {
    return new OperationKey(AGENDA, operation);
  }

  static Order script(String operation, String script) {
    return new Order(
        key(operation),
        1,
        "shell",
        new CorrelationId("call"),
        Json.object().put("script", script).build());
  }

  static Order command(String operation, String... words) {
    return new Order(
        key(operation),
        1,
        "shell",
        new CorrelationId("call"),
        Json.object().put("command", Json.texts(List.of(words))).build());
  }

  /** A pipe that a command writes a line to, and what the line says: waits without polling. */
  Path pipe(String name) throws IOException, InterruptedException {
    var pipe = root.resolve(name);
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  List<String> lines(String file) throws IOException {
    try {
      return Files.readAllLines(root.resolve(file));
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  static void awaitDeath(long pid)
      throws InterruptedException, ExecutionException, TimeoutException {
    var process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      process.get().onExit().get(60, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    launchers.forEach(ProcessLauncher::close);
  }
}
