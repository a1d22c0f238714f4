package dev.fairlead.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.testkit.time.SettableClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthServerTest {
  private final SettableClock clock = SettableClock.somewhen();
  private final Health health = new Health(clock, Duration.ofMinutes(5));

  @Test
  void answersBothProbes() throws Exception {
    try (var server = HealthServer.start(0, health);
        var client = HttpClient.newHttpClient()) {
      assertThat(ask(client, server, "/healthz").statusCode()).isEqualTo(200);
      assertThat(ask(client, server, "/readyz"))
          .satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("not looked at the pods yet");
          });

      health.turned(Optional.empty());
      assertThat(ask(client, server, "/readyz").body()).isEqualTo("ok\n");

      clock.advance(Duration.ofMinutes(6));
      assertThat(ask(client, server, "/healthz").statusCode()).isEqualTo(503);
    }
  }

  private static HttpResponse<String> ask(HttpClient client, HealthServer server, String path)
      throws Exception {
    var address = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
