package dev.fairlead.bench.home;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.catalog.Setting;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One {@code fairlead dev}, as a process of its own. Everything it writes, its note for client
 * commands included, is below its directory.
 */
public final class DevServer {
  private static final String READY = "Fairlead is ready at ";

  private final Path directory;
  private final Process process;
  private final long startedNanos;
  private final CompletableFuture<Long> ready = new CompletableFuture<>();

  private DevServer(Path directory, Process process, long startedNanos) {
    this.directory = directory;
    this.process = process;
    this.startedNanos = startedNanos;
  }

  /**
   * Starts one; it is not ready yet.
   *
   * @param command without {@code dev} and what follows it
   * @param directory gets {@code data}, {@code config} and {@code dev.log}
   * @param environment for the server and all that it starts
   * @param options of {@code dev}, further ones
   */
  public static DevServer start(
      List<String> command, Path directory, Map<String, String> environment, String... options) {
    var all = new ArrayList<>(command);
    all.addAll(List.of("dev", "--data", directory.resolve("data").toString(), "--port", "0"));
    all.addAll(List.of(options));
    var builder = new ProcessBuilder(all).directory(directory.toFile()).redirectErrorStream(true);
    environment(builder.environment(), directory);
    builder.environment().putAll(environment);
    try {
      long now = System.nanoTime();
      var server = new DevServer(directory, builder.start(), now);
      Thread.ofPlatform().name("dev-output").daemon().start(server::copyOutput);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("no server can be started", e);
    }
  }

  /** Keeps the user's own server and settings out of it. */
  static void environment(Map<String, String> environment, Path directory) {
    environment.remove(Setting.URL.variable());
    environment.remove(Setting.TOKEN.variable());
    environment.put(Setting.CONFIG_HOME.variable(), directory.resolve("config").toString());
    environment.put("NO_COLOR", "1");
  }

  private void copyOutput() {
    try (BufferedReader lines = process.inputReader(UTF_8);
        var log =
            Files.newBufferedWriter(
                directory.resolve("dev.log"),
                UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(READY)) {
          ready.complete(System.nanoTime());
        }
        log.write(line);
        log.newLine();
        log.flush();
      }
    } catch (IOException closed) {
      // Killed while it spoke.
    }
    ready.completeExceptionally(new IOException("the server ended before it was ready"));
  }

  /**
   * Waits until it says that it is ready.
   *
   * @return how long it took from its start
   * @throws IllegalStateException if it ends first, or takes longer than the limit
   */
  public Duration awaitReady(Duration limit) {
    try {
      return Duration.ofNanos(ready.get(limit.toMillis(), TimeUnit.MILLISECONDS) - startedNanos);
    } catch (TimeoutException late) {
      throw new IllegalStateException("dev was not ready within " + limit.toSeconds() + " s", late);
    } catch (ExecutionException ended) {
      throw new IllegalStateException("dev ended before it was ready; see dev.log", ended);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stop);
    }
  }

  /** A client of this server, which must be ready. */
  public HomeClient client() {
    try {
      if (JsonText.parse(Files.readString(directory.resolve("config/dev.json")))
          instanceof Json.Obj note) {
        Optional<String> url = note.text("url");
        Optional<String> token = note.text("token");
        if (url.isPresent() && token.isPresent()) {
          return new HomeClient(url.get(), token.get());
        }
      }
      throw new IllegalStateException("dev.json says no address");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Kill -9. Returns when it is dead. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /**
   * Asks it to end.
   *
   * @return whether it did within the limit; otherwise it is killed
   */
  public boolean stop(Duration limit) {
    process.destroy();
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    kill();
    return false;
  }
}
