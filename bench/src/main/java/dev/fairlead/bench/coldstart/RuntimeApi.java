package dev.fairlead.bench.coldstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Lambda Runtime API (2018-06-01) for one process, on loopback. A process has one of its own: a
 * poll that a dead process left behind would take the next one's event.
 */
final class RuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime/";

  /** What came of an event. */
  sealed interface Answer {
    /** When it came, by {@link System#nanoTime}. */
    long atNanos();

    /** What the function returned. */
    record Response(String body, long atNanos) implements Answer {}

    /** The function threw, or could not be made; or its process is gone. */
    record Failure(String body, long atNanos) implements Answer {}
  }

  private record Invocation(String id, String event, CompletableFuture<Answer> answer) {}

  private final HttpServer server;
  private final InstantSource clock;
  private final Duration timeLimit;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Invocation> events = new LinkedBlockingQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();

  /** Completed by what keeps the process from ever answering again. */
  private final CompletableFuture<Answer> end = new CompletableFuture<>();

  private RuntimeApi(HttpServer server, InstantSource clock, Duration timeLimit) {
    this.server = server;
    this.clock = clock;
    this.timeLimit = timeLimit;
  }

  /**
   * Opens one.
   *
   * @param timeLimit what the process is told that it has for each event
   */
  static RuntimeApi open(InstantSource clock, Duration timeLimit) {
    try {
      var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var api = new RuntimeApi(HttpServer.create(loopback, 0), clock, timeLimit);
      api.server.createContext(ROOT, api::handle);
      api.server.setExecutor(api.threads);
      api.server.start();
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException("no server on loopback", e);
    }
  }

  /** Host and port, as {@code AWS_LAMBDA_RUNTIME_API} has them. */
  String address() {
    var address = server.getAddress();
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** Gives the process an event. Completes with what comes of it, also if the process ends. */
  CompletableFuture<Answer> invoke(String event) {
    var invocation =
        new Invocation("event-" + count.incrementAndGet(), event, new CompletableFuture<>());
    events.add(invocation);
    return invocation.answer().applyToEither(end, answer -> answer);
  }

  /** The process is gone, and answers nothing any more. */
  void processEnded(int code) {
    end.complete(new Answer.Failure("the process ended with " + code, System.nanoTime()));
  }

  private void handle(HttpExchange exchange) throws IOException {
    long atNanos = System.nanoTime();
    try (exchange) {
      var path = exchange.getRequestURI().getPath().substring(ROOT.length()).split("/", -1);
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      switch (path[path.length - 1]) {
        case "next" -> next(exchange);
        case "response" -> answer(exchange, path[1], new Answer.Response(body, atNanos));
        case "error" -> {
          var failure = new Answer.Failure(body, atNanos);
          if (path[0].equals("init")) {
            end.complete(failure);
            reply(exchange, 202, "{}".getBytes(UTF_8));
          } else {
            answer(exchange, path[1], failure);
          }
        }
        default -> reply(exchange, 404, new byte[0]);
      }
    }
  }

  /** Long-polled, as on Lambda. */
  private void next(HttpExchange exchange) throws IOException {
    Invocation invocation;
    try {
      invocation = events.take();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      return;
    }
    running.put(invocation.id(), invocation);
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(clock.instant().plus(timeLimit).toEpochMilli()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-west-1:123456789012:function:bench");
    // Without it the client's native code ends the whole process with a signal.
    headers.set("Content-Type", "application/json");
    reply(exchange, 200, invocation.event().getBytes(UTF_8));
  }

  private void answer(HttpExchange exchange, String id, Answer answer) throws IOException {
    reply(exchange, 202, "{\"status\":\"OK\"}".getBytes(UTF_8));
    var invocation = running.get(id);
    if (invocation != null) {
      invocation.answer().complete(answer);
    }
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
