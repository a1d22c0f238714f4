package dev.fairlead.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Speaks HTTP to a host. */
final class HostClient implements AutoCloseable {
  /** What came back. */
  record Answer(int status, String body) {
    Json.Obj json() {
      return (Json.Obj) JsonText.parse(body.getBytes(UTF_8));
    }

    String text(String field) {
      return json().text(field).orElse("");
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  HostClient(URI address) {
    this.address = address;
  }

  Answer send(String method, String path, String body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(address.resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      HttpResponse<String> reply =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
      return new Answer(reply.statusCode(), reply.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + path, e);
    }
  }

  Answer send(String method, String path, String body, String token) {
    return send(method, path, body, Map.of("Authorization", "Bearer " + token));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
