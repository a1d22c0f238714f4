package dev.fairlead.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * PutParameter, GetParameter, GetParameterHistory and DeleteParameter as SSM documents them, in
 * memory, of encrypted standard parameters and nothing else: a value of more than 4,096 characters,
 * one that holds a reference in double braces, and a read without decryption are refused.
 */
final class FakeSsm implements AutoCloseable {
  private static final int MAX_VALUE = 4096;
  private static final int PAGE = 7;
  private static final String TARGET = "AmazonSSM.";

  private record Version(int number, String value, Instant at) {}

  /** Versions of each, the first one first. */
  private final Map<String, List<Version>> parameters = new ConcurrentHashMap<>();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final InstantSource clock;
  private volatile boolean isBroken;

  FakeSsm(InstantSource clock) {
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<String> names() {
    return parameters.keySet().stream().sorted().toList();
  }

  /** From now on everything is refused, with the whole request in the answer. */
  void breakDown() {
    isBroken = true;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void serve(HttpExchange call) throws IOException {
    try (call) {
      var request = (Json.Obj) JsonText.parse(call.getRequestBody().readAllBytes());
      var name = request.text("Name").orElse("");
      if (isBroken) {
        answer(call, 400, error("ValidationException"));
        return;
      }
      switch (call.getRequestHeaders().getFirst("X-Amz-Target")) {
        case TARGET + "PutParameter" -> put(call, name, request);
        case TARGET + "GetParameter" -> get(call, name, request);
        case TARGET + "GetParameterHistory" -> history(call, name, request);
        case TARGET + "DeleteParameter" -> {
          if (parameters.remove(name) == null) {
            answer(call, 400, error("ParameterNotFound"));
          } else {
            answer(call, 200, Json.EMPTY);
          }
        }
        case String other -> answer(call, 400, error("Unknown" + other));
      }
    }
  }

  private void put(HttpExchange call, String name, Json.Obj request) throws IOException {
    var value = request.text("Value").orElse("");
    boolean isGood =
        name.matches("(/[a-zA-Z0-9_.-]+){2,15}")
            && !value.isEmpty()
            && value.length() <= MAX_VALUE
            && !value.contains("{{")
            && request.field("Overwrite").equals(Optional.of(Json.of(true)))
            && request.text("Type").equals(Optional.of("SecureString"));
    if (!isGood) {
      answer(call, 400, error("ValidationException"));
      return;
    }
    List<Version> versions =
        parameters.merge(
            name,
            List.of(new Version(1, value, clock.instant())),
            (before, _) ->
                Stream.concat(
                        before.stream(),
                        Stream.of(new Version(before.size() + 1, value, clock.instant())))
                    .toList());
    answer(
        call, 200, Json.object().put("Version", versions.size()).put("Tier", "Standard").build());
  }

  private void get(HttpExchange call, String name, Json.Obj request) throws IOException {
    var versions = parameters.get(name);
    if (versions == null) {
      answer(call, 400, error("ParameterNotFound"));
      return;
    }
    var parameter = version(name, versions.getLast(), request);
    answer(call, 200, Json.object().put("Parameter", parameter).build());
  }

  /** Pages of a few versions; where to go on is an index. Nothing is promised of their order. */
  private void history(HttpExchange call, String name, Json.Obj request) throws IOException {
    var versions = parameters.get(name);
    if (versions == null) {
      answer(call, 400, error("ParameterNotFound"));
      return;
    }
    int from = Integer.parseInt(request.text("NextToken").orElse("0"));
    int to = Math.min(versions.size(), from + PAGE);
    var page = Json.object();
    page.put(
        "Parameters",
        Json.array(
            versions.subList(from, to).reversed().stream()
                .map(each -> version(name, each, request))
                .toList()));
    if (to < versions.size()) {
      page.put("NextToken", Integer.toString(to));
    }
    answer(call, 200, page.build());
  }

  private static Json version(String name, Version version, Json.Obj request) {
    boolean isOpen = request.field("WithDecryption").equals(Optional.of(Json.of(true)));
    return Json.object()
        .put("Name", name)
        .put("Type", "SecureString")
        .put("Value", isOpen ? version.value() : "sealed")
        .put("Version", version.number())
        .put("LastModifiedDate", version.at().getEpochSecond())
        .build();
  }

  private static Json error(String type) {
    return Json.object().put("__type", type).put("message", "No.").build();
  }

  private static void answer(HttpExchange call, int status, Json body) throws IOException {
    byte[] bytes = JsonText.write(body).getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
  }
}
