package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bad input over real HTTP: the answer arrives, and the host goes on. */
class BadInputHttpTest {
  @TempDir Path directory;

  @Test
  @Timeout(120)
  void refusesTwentyMegabytesWithAnAnswerThatArrives() throws Exception {
    try (var host = LocalHost.start(options());
        var http = HttpClient.newHttpClient()) {
      for (int i = 0; i < 3; i++) {
        var reply = post(http, host, BodyPublishers.ofByteArray(new byte[20 * 1024 * 1024]));

        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(((Json.Obj) JsonText.parse(reply.body())).text("code"))
            .contains("BODY_TOO_LARGE");
      }
      assertThat(post(http, host, BodyPublishers.ofString(HomeStack.chain(1))).statusCode())
          .isEqualTo(201);
    }
  }

  private HostOptions options() {
    return new HostOptions(0, directory, false, directory, Optional.empty());
  }

  private static HttpResponse<byte[]> post(
      HttpClient http, LocalHost host, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(host.address().resolve("/v1/agendas"))
            .header("Authorization", "Bearer " + host.token())
            .header("Content-Type", "application/json")
            .POST(body)
            .build(),
        BodyHandlers.ofByteArray());
  }
}
