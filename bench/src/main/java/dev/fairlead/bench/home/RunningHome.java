package dev.fairlead.bench.home;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A server of a built checkout in a temporary folder; it ends, and the folder goes, with us. */
public final class RunningHome implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path directory;
  private final DevServer server;
  private final HomeClient client;
  private final Thread hook;

  private RunningHome(Path directory, DevServer server, HomeClient client, Thread hook) {
    this.directory = directory;
    this.server = server;
    this.client = client;
    this.hook = hook;
  }

  /**
   * Starts one; it is ready when this returns.
   *
   * @param options of {@code fairlead dev}
   */
  public static RunningHome start(Checkout checkout, String... options) {
    var directory = TemporaryFolder.of("bench");
    var server = DevServer.start(checkout.program(), directory, Map.of(), options);
    var hook =
        Thread.ofPlatform()
            .unstarted(() -> {
              server.kill();
              TemporaryFolder.delete(directory);
            });
    Runtime.getRuntime().addShutdownHook(hook);
    server.awaitReady(LIMIT);
    return new RunningHome(directory, server, server.client(), hook);
  }

  /** A client of it. */
  public HomeClient client() {
    return client;
  }

  /** Ends it and removes what it kept. */
  @Override
  public void close() {
    client.close();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      return;
    }
    server.stop(LIMIT);
    TemporaryFolder.delete(directory);
  }
}
