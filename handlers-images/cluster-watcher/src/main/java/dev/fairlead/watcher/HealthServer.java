package dev.fairlead.watcher;

import static java.net.HttpURLConnection.HTTP_OK;
import static java.net.HttpURLConnection.HTTP_UNAVAILABLE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Answers Kubernetes' probes: {@code /healthz} and {@code /readyz}, 200 or 503 with a reason. */
final class HealthServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private HealthServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts one.
   *
   * @param port 0 for any that is free
   */
  static HealthServer start(int port, Health health) throws IOException {
    var started = new HealthServer(HttpServer.create(new InetSocketAddress(port), 0));
    started.server.setExecutor(started.threads);
    started.server.createContext("/healthz", exchange -> answer(exchange, health::dead));
    started.server.createContext("/readyz", exchange -> answer(exchange, health::unready));
    started.server.start();
    return started;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, Supplier<Optional<String>> trouble)
      throws IOException {
    try (exchange) {
      Optional<String> wrong = trouble.get();
      byte[] text = (wrong.orElse("ok") + "\n").getBytes(UTF_8);
      exchange.sendResponseHeaders(wrong.isEmpty() ? HTTP_OK : HTTP_UNAVAILABLE, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
