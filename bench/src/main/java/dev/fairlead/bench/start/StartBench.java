package dev.fairlead.bench.start;

import dev.fairlead.bench.home.Checkout;
import dev.fairlead.bench.home.DevServer;
import dev.fairlead.bench.home.TemporaryFolder;
import dev.fairlead.core.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a user waits for: {@code run hello} as a whole, and {@code dev} until it is ready. */
public final class StartBench {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Checkout checkout;

  public StartBench(Checkout checkout) {
    this.checkout = checkout;
  }

  /** Times in milliseconds, of whole processes that the launcher script starts. */
  public record Figures(List<Long> runHello, List<Long> devReady) {
    public Figures {
      runHello = List.copyOf(runHello);
      devReady = List.copyOf(devReady);
    }

    /** A table for people. */
    public List<String> table() {
      return List.of(line("run hello", runHello), line("dev ready", devReady));
    }

    /** The same for programs. */
    public Json json() {
      return Json.object()
          .put("runHelloMedianMilliseconds", median(runHello))
          .put("devReadyMedianMilliseconds", median(devReady))
          .put("runHelloMilliseconds", Json.array(runHello.stream().map(Json::of).toList()))
          .put("devReadyMilliseconds", Json.array(devReady.stream().map(Json::of).toList()))
          .build();
    }

    private static String line(String name, List<Long> millis) {
      return String.format(Locale.ROOT, "%-10s median %d ms of %s", name, median(millis), millis);
    }

    private static long median(List<Long> millis) {
      var sorted = new ArrayList<>(millis);
      Collections.sort(sorted);
      return sorted.get(sorted.size() / 2);
    }
  }

  /** Measures each so often, one after the other, from a built tree. */
  public Figures run(int runs) {
    var hello = new ArrayList<Long>();
    var ready = new ArrayList<Long>();
    for (int i = 0; i < runs; i++) {
      hello.add(runHello());
      ready.add(devReady());
    }
    return new Figures(hello, ready);
  }

  private long runHello() {
    var builder =
        new ProcessBuilder(
                checkout.launcher().toString(),
                "run",
                checkout.root().resolve("examples/hello.yaml").toString())
            .redirectErrorStream(true)
            .redirectOutput(new File("/dev/null"));
    try {
      long began = System.nanoTime();
      var process = builder.start();
      var hook = Thread.ofPlatform().unstarted(process::destroy);
      Runtime.getRuntime().addShutdownHook(hook);
      int code = process.waitFor();
      long took = System.nanoTime() - began;
      Runtime.getRuntime().removeShutdownHook(hook);
      if (code != 0) {
        throw new IllegalStateException("run hello ended with " + code);
      }
      return Duration.ofNanos(took).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stop);
    }
  }

  private long devReady() {
    Path directory = TemporaryFolder.of("start");
    var server = DevServer.start(List.of(checkout.launcher().toString()), directory, Map.of());
    var hook = Thread.ofPlatform().unstarted(server::kill);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return server.awaitReady(LIMIT).toMillis();
    } finally {
      server.stop(LIMIT);
      Runtime.getRuntime().removeShutdownHook(hook);
      TemporaryFolder.delete(directory);
    }
  }
}
