package dev.fairlead.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.testkit.contracts.HttpCallerContract.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Servers of this machine that answer always the same, say nothing, or are not there. */
public final class LoopbackServers implements AutoCloseable {
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<Runnable> closing = new ArrayList<>();

  /** One that answers with this, whatever it is asked. */
  public URI answering(int status, Map<String, String> headers, String body) {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", exchange -> answer(exchange, status, headers, body));
      server.start();
      closing.add(() -> server.stop(0));
      return at(server.getAddress().getPort());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** One whose system takes connections, and who never looks at them. */
  public URI silent() {
    try {
      var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
      closing.add(() -> close(socket));
      return at(socket.getLocalPort());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Where there was one. */
  public URI deserted() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return at(socket.getLocalPort());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** All that was asked, in order. */
  public List<Received> received() {
    return received;
  }

  @Override
  public void close() {
    closing.forEach(Runnable::run);
  }

  private static URI at(int port) {
    return URI.create("http://localhost:" + port + "/");
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void answer(HttpExchange exchange, int status, Map<String, String> headers, String body)
      throws IOException {
    var names = new HashMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> names.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    received.add(
        new Received(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            names,
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
