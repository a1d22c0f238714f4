package dev.fairlead.bench.coldstart;

import dev.fairlead.bench.coldstart.RuntimeApi.Answer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One function in a process of its own, with its Runtime API. The process is killed when this is
 * closed, and when the JVM that started it ends.
 */
final class FunctionProcess implements AutoCloseable {
  /** No answer takes so long, however loaded the machine is. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final RuntimeApi api;
  private final Path output;
  private final long startedNanos;
  private final Thread hook;
  private final CompletableFuture<Void> ended;

  private FunctionProcess(Process process, RuntimeApi api, Path output, long startedNanos) {
    this.process = process;
    this.api = api;
    this.output = output;
    this.startedNanos = startedNanos;
    this.hook = Thread.ofPlatform().unstarted(process::destroyForcibly);
    this.ended = process.onExit().thenAccept(dead -> api.processEnded(dead.exitValue()));
  }

  /**
   * Starts one.
   *
   * @param command the program and its arguments
   * @param folder what is deployed: the folder that Lambda unpacks to /var/task
   * @param environment all that it gets; the Runtime API's address is added
   * @param output gets what it writes
   */
  static FunctionProcess start(
      List<String> command, Path folder, Map<String, String> environment, Path output) {
    var api = RuntimeApi.open(InstantSource.system(), LIMIT);
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(new File("/dev/null"));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    try {
      long now = System.nanoTime();
      var started = new FunctionProcess(builder.start(), api, output, now);
      Runtime.getRuntime().addShutdownHook(started.hook);
      return started;
    } catch (IOException e) {
      api.close();
      throw new UncheckedIOException("no function can be started", e);
    }
  }

  /** Gives it an event and waits for what comes of it. */
  Answer invoke(String event) {
    try {
      return api.invoke(event).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return new Answer.Failure("no answer within " + LIMIT.toSeconds() + " s", System.nanoTime());
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stop);
    }
  }

  /** How long after the start of the process it answered. */
  Duration sinceStart(Answer answer) {
    return Duration.ofNanos(answer.atNanos() - startedNanos);
  }

  /** Processor time until now, of all its threads. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The most memory it had, bytes; empty where the system does not tell. */
  Optional<Long> peakBytes() {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst();
    } catch (IOException noProc) {
      return Optional.empty();
    }
  }

  /** Asks it to end, and waits: a JVM writes what it has learnt when it ends. */
  void end() {
    process.destroy();
    try {
      process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it wrote so far. */
  String output() {
    try {
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    ended.join();
    Runtime.getRuntime().removeShutdownHook(hook);
    api.close();
  }
}
