package dev.fairlead.resourcepool.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.core.port.HttpCaller;
import dev.fairlead.testkit.contracts.HttpCallerContract;
import java.io.IOException;
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
import org.junit.jupiter.api.AfterEach;

final class SocketHttpCallerTest extends HttpCallerContract {
  private final HttpCaller caller = new SocketHttpCaller(AddressPolicy.ALSO_PRIVATE);
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> servers = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable server : servers) {
      server.close();
    }
  }

  @Override
  protected HttpCaller caller() {
    return caller;
  }

  @Override
  protected URI answering(int status, Map<String, String> headers, String body) {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", exchange -> answer(exchange, status, headers, body));
      server.start();
      servers.add(() -> server.stop(0));
      return URI.create("http://localhost:" + server.getAddress().getPort() + "/x?y=1");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its system takes connections, and it never looks at them. */
  @Override
  protected URI silent() {
    try {
      var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
      servers.add(socket);
      return URI.create("http://localhost:" + socket.getLocalPort() + "/x?y=1");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected URI deserted() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://localhost:" + socket.getLocalPort() + "/x?y=1");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected List<Received> received() {
    return received;
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
