package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The HTTP API as calls. Every call ends in the answer or in a {@link CliException} that says what
 * to exit with. Not thread-safe.
 */
final class ApiClient implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

  private final Connection connection;
  private final HttpClient http;

  ApiClient(Connection connection) {
    this.connection = connection;
    // No redirects (the default): a token is for the server that was named.
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
  }

  /** Submits a document; a key makes it safe to submit again. */
  Json.Obj submit(DocumentText document, Optional<String> idempotencyKey) {
    var request =
        request("/v1/agendas")
            .header("Content-Type", document.contentType())
            .POST(BodyPublishers.ofByteArray(document.bytes()));
    idempotencyKey.ifPresent(key -> request.header("Idempotency-Key", key));
    return send(request);
  }

  /** One page of the caller's agendas, newest first. */
  Json.Obj agendas(int limit, Optional<String> after) {
    return send(
        request(
            "/v1/agendas?limit="
                + limit
                + after.map(cursor -> "&after=" + encoded(cursor)).orElse("")));
  }

  /** The whole run. */
  Json.Obj agenda(String id) {
    return send(request("/v1/agendas/" + encoded(id)));
  }

  /** The document as it was accepted. */
  Json.Obj document(String id) {
    return send(request("/v1/agendas/" + encoded(id) + "/document"));
  }

  /** What happened after an event. */
  Json.Obj events(String id, long after) {
    return send(request("/v1/agendas/" + encoded(id) + "/events?after=" + after));
  }

  /** What operations wrote; of one of them, if it is named. */
  Json.Obj logs(String id, Optional<String> operation) {
    return send(
        request(
            "/v1/agendas/"
                + encoded(id)
                + "/logs"
                + operation.map(name -> "?operation=" + encoded(name)).orElse("")));
  }

  /** Makes a token. The answer holds a secret. */
  Json.Obj createToken(String customer, List<String> access) {
    var body = Json.object().put("customerId", customer).put("access", Json.texts(access)).build();
    return send(
        request("/v1/tokens")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JsonText.write(body))));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(connection.server() + pathAndQuery))
        .timeout(ANSWER_LIMIT)
        .header("Authorization", "Bearer " + connection.token())
        .header("Accept", "application/json");
  }

  private Json.Obj send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), BodyHandlers.ofByteArray());
      int status = answer.statusCode();
      if (status / 100 != 2) {
        throw Refusal.of(status, object(answer.body()));
      }
      return object(answer.body()).orElseThrow(this::notFairlead);
    } catch (IOException unreachable) {
      throw new CliException(
          ExitCode.UNREACHABLE,
          "No server answers at " + connection.server() + ".",
          List.of(connection.remedy()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCode.STOPPED, "Interrupted.");
    }
  }

  private CliException notFairlead() {
    return new CliException(
        ExitCode.UNREACHABLE,
        "What answers at " + connection.server() + " is no Fairlead server.",
        List.of(connection.remedy()));
  }

  private static Optional<Json.Obj> object(byte[] body) {
    try {
      return JsonText.parse(body) instanceof Json.Obj object
          ? Optional.of(object)
          : Optional.empty();
    } catch (FairleadException notJson) {
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    // A space is %20 in a path and may be in a query; the plus sign is only right in a query.
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
