package dev.fairlead.cli;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

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
        request(Route.Agenda.SUBMIT, Map.of(), BodyPublishers.ofByteArray(document.bytes()))
            .header("Content-Type", document.contentType());
    idempotencyKey.ifPresent(key -> request.header(Parameter.IDEMPOTENCY_KEY.wireName(), key));
    return send(request, (status, problem) -> Refusal.of(status, problem, document));
  }

  /** One page of the caller's agendas, newest first. */
  Json.Obj agendas(int limit, Optional<String> after) {
    var values = new EnumMap<Parameter, String>(Parameter.class);
    values.put(Parameter.LIMIT, Integer.toString(limit));
    after.ifPresent(cursor -> values.put(Parameter.AFTER_AGENDA, cursor));
    return ask(Route.Agenda.LIST, values);
  }

  /** The whole run. */
  Json.Obj agenda(String id) {
    return ask(Route.Progress.GET, Map.of(Parameter.AGENDA_ID, id));
  }

  /** The document as it was accepted. */
  Json.Obj document(String id) {
    return ask(Route.Agenda.DOCUMENT, Map.of(Parameter.AGENDA_ID, id));
  }

  /** Tells an agenda to end, to pause or to go on. */
  Json.Obj signal(Route.Agenda signal, String id) {
    return ask(signal, Map.of(Parameter.AGENDA_ID, id));
  }

  /** Approves or rejects an operation that waits for that. */
  Json.Obj answer(String id, String operation, boolean approved, String comment) {
    var body =
        Json.object()
            .put("operation", operation)
            .put("approved", approved)
            .put("comment", comment)
            .build();
    return send(
        request(
                Route.Agenda.ANSWER,
                Map.of(Parameter.AGENDA_ID, id),
                BodyPublishers.ofString(JsonText.write(body)))
            .header("Content-Type", "application/json"));
  }

  /** Does an agenda again, or tells what that would be. */
  Json.Obj rerun(String id, Json request) {
    return send(
        request(
                Route.Agenda.RERUN,
                Map.of(Parameter.AGENDA_ID, id),
                BodyPublishers.ofString(JsonText.write(request)))
            .header("Content-Type", "application/json"));
  }

  /** What happened after an event. */
  Json.Obj events(String id, long after) {
    return ask(
        Route.Progress.EVENTS,
        Map.of(Parameter.AGENDA_ID, id, Parameter.AFTER_EVENT, Long.toString(after)));
  }

  /** What operations wrote; of one of them, if it is named. */
  Json.Obj logs(String id, Optional<String> operation) {
    var values = new EnumMap<Parameter, String>(Map.of(Parameter.AGENDA_ID, id));
    operation.ifPresent(name -> values.put(Parameter.OPERATION, name));
    return ask(Route.Progress.LOGS, values);
  }

  /** One page of the caller's secrets, by name. */
  Json.Obj secrets(Optional<String> after) {
    var values = new EnumMap<Parameter, String>(Parameter.class);
    after.ifPresent(cursor -> values.put(Parameter.AFTER_SECRET, cursor));
    return ask(Route.Agenda.LIST_SECRETS, values);
  }

  /** Sets a secret. */
  Json.Obj setSecret(String name, String value) {
    var body = JsonText.write(Json.object().put("value", value).build());
    return send(
        request(
                Route.Agenda.SET_SECRET,
                Map.of(Parameter.SECRET_NAME, name),
                BodyPublishers.ofString(body))
            .header("Content-Type", "application/json"));
  }

  Json.Obj deleteSecret(String name) {
    return ask(Route.Agenda.DELETE_SECRET, Map.of(Parameter.SECRET_NAME, name));
  }

  /** Makes a token. The answer holds a secret. */
  Json.Obj createToken(String customer, List<String> access) {
    var body = Json.object().put("customerId", customer).put("access", Json.texts(access)).build();
    return send(
        request(Route.Agenda.CREATE_TOKEN, Map.of(), BodyPublishers.ofString(JsonText.write(body)))
            .header("Content-Type", "application/json"));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private Json.Obj ask(Route route, Map<Parameter, String> values) {
    return send(request(route, values, BodyPublishers.noBody()));
  }

  private HttpRequest.Builder request(
      Route route, Map<Parameter, String> values, BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(connection.server() + route.target(values)))
        .method(route.method(), body)
        .timeout(ANSWER_LIMIT)
        .header("Authorization", "Bearer " + connection.token())
        .header("Accept", "application/json");
  }

  private Json.Obj send(HttpRequest.Builder request) {
    return send(request, Refusal::of);
  }

  private Json.Obj send(
      HttpRequest.Builder request, BiFunction<Integer, Optional<Json.Obj>, CliException> refusal) {
    try {
      var answer = http.send(request.build(), BodyHandlers.ofByteArray());
      int status = answer.statusCode();
      if (status / 100 != 2) {
        throw refusal.apply(status, object(answer.body()));
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
}
