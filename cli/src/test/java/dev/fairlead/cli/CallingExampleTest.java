package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example that calls a server, with one that is busy at first. */
@Timeout(120)
class CallingExampleTest {
  private static final Path FILE = Path.of("../examples/templates/publish.yaml");
  private static final Path EXAMPLES = Path.of("../examples/README.md");

  @TempDir Path home;

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();

  @Test
  void doesWhatItSays() throws IOException {
    var session = new Session(home);
    var outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    outside.createContext("/", this::answer);
    outside.start();
    try (var server =
        new HomeStack(session.settings())
            .start(
                new EmbeddedServer.Options(0, home, false, Duration.ofDays(1), Optional.empty()))) {
      session.environment.put("FAIRLEAD_URL", server.address().toString());
      session.environment.put("FAIRLEAD_TOKEN", server.token());
      session.pause = _ -> Thread.onSpinWait();
      String address = "http://localhost:" + outside.getAddress().getPort();

      assertThat(session.types("template", "create", "publish", FILE.toString())).isZero();
      assertThat(
              session.types(
                  "template",
                  "run",
                  "publish",
                  "--set",
                  "server=" + address,
                  "--set",
                  "item=12",
                  "--watch"))
          .as(session.err() + session.out())
          .isZero();
      assertThat(session.types("logs", "@latest")).isZero();
    } finally {
      outside.stop(0);
    }

    assertThat(session.out()).contains("Published: /12");
    assertThat(requests)
        .containsOnly("PUT /items/12 {\"item\":12,\"state\":\"published\"}")
        .hasSize(2);
    assertThat(keys.getFirst()).endsWith("/publish").isEqualTo(keys.getLast());
  }

  @Test
  void isInTheReadme() {
    assertThat(EXAMPLES).content().contains("| `templates/publish.yaml` |");
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    boolean isBusy = requests.size() == 1;
    byte[] body = (isBusy ? "later" : "{\"address\": \"/12\"}").getBytes(UTF_8);
    exchange
        .getResponseHeaders()
        .add("Content-Type", isBusy ? "text/plain" : "application/json; charset=utf-8");
    exchange.sendResponseHeaders(isBusy ? 503 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
