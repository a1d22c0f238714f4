package dev.fairlead.cli;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.store.Sha256;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP API as calls. Every call ends in the answer or in a {@link CliException} that says what
 * to exit with. Not thread-safe.
 */
final class ApiClient implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final String CONTENT_TYPE = "Content-Type";
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
  private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(10);

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

  /** What a call that was refused ends in, by its status and problem details. */
  @FunctionalInterface
  interface Refusing {
    CliException refusal(int status, Optional<Json.Obj> problem);
  }

  /** Submits a document; a key makes it safe to submit again. */
  Json.Obj submit(DocumentText document, Optional<String> idempotencyKey) {
    var values = new EnumMap<Parameter, String>(Parameter.class);
    idempotencyKey.ifPresent(key -> values.put(Parameter.IDEMPOTENCY_KEY, key));
    if (document.bytes().length > JsonLimits.MAX_TEXT_BYTES) {
      return send(
          Route.Agenda.SUBMIT,
          values,
          Json.object().put("uploadId", uploaded(document)).build(),
          (status, problem) -> Refusal.of(status, problem, document));
    }
    return send(
        Route.Agenda.SUBMIT,
        values,
        document,
        (status, problem) -> Refusal.of(status, problem, document));
  }

  /** Puts a document beside the API and gives the upload's id. */
  String uploaded(DocumentText document) {
    // In the canonical form it is put where the accepted document will lie.
    var bytes = document.canonical();
    var upload =
        send(
            Route.Agenda.CREATE_UPLOAD,
            Map.of(),
            Json.object().put("bytes", bytes.length).put("sha256", Sha256.hex(bytes)).build(),
            Refusal::of);
    var url = upload.text("url").orElseThrow(this::notFairlead);
    var request =
        HttpRequest.newBuilder(connection.server().resolve(url))
            .timeout(UPLOAD_LIMIT)
            .PUT(BodyPublishers.ofByteArray(bytes));
    if (upload.field("headers").orElse(Json.EMPTY) instanceof Json.Obj(Map<String, Json> headers)) {
      headers.forEach((name, value) -> {
        if (value instanceof Json.Str(String text)) {
          request.header(name, text);
        }
      });
    }
    put(request);
    return upload.text("id").orElseThrow(this::notFairlead);
  }

  /** Where an upload goes is no server of ours: it answers without a body, and knows no token. */
  private void put(HttpRequest.Builder request) {
    var answer = answered(request);
    if (answer.statusCode() / 100 != 2) {
      throw new CliException(
          answer.statusCode() / 100 == 4 ? ExitCode.REFUSED : ExitCode.UNREACHABLE,
          "The upload was answered with status " + answer.statusCode() + ". Try again.");
    }
  }

  /** One page of the caller's agendas, newest first. */
  Json.Obj agendas(int limit, Optional<String> after) {
    return agendas(limit, after, Map.of());
  }

  /** The same of those with a mark. */
  Json.Obj agendas(int limit, Optional<String> after, Map<Parameter, String> marks) {
    var values = new EnumMap<Parameter, String>(Parameter.class);
    values.putAll(marks);
    values.put(Parameter.LIMIT, Integer.toString(limit));
    after.ifPresent(cursor -> values.put(Parameter.AFTER_AGENDA, cursor));
    return ask(Route.Agenda.LIST, values);
  }

  /** The whole run, whose operations may come in pages. */
  Json.Obj agenda(String id) {
    return Pages.whole(after -> agenda(id, after));
  }

  private Json.Obj agenda(String id, Optional<String> after) {
    var values = new EnumMap<Parameter, String>(Map.of(Parameter.AGENDA_ID, id));
    after.ifPresent(cursor -> values.put(Parameter.AFTER_OPERATION, cursor));
    return ask(Route.Progress.GET, values);
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
    return send(Route.Agenda.ANSWER, Map.of(Parameter.AGENDA_ID, id), body, Refusal::of);
  }

  /** Does an agenda again, or tells what that would be. */
  Json.Obj rerun(String id, Json request) {
    return send(Route.Agenda.RERUN, Map.of(Parameter.AGENDA_ID, id), request, Refusal::of);
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

  /** All that is kept of what an attempt wrote, page by page. */
  String wholeLog(String id, String operation, long attempt) {
    var values =
        new EnumMap<Parameter, String>(
            Map.of(
                Parameter.AGENDA_ID, id,
                Parameter.OPERATION, operation,
                Parameter.ATTEMPT, Long.toString(attempt)));
    var text = new StringBuilder();
    Optional<Long> next = Optional.of(0L);
    while (next.isPresent()) {
      values.put(Parameter.FROM_CHARACTER, next.get().toString());
      var page = AgendaView.items(ask(Route.Progress.LOGS, values), "logs").stream().findFirst();
      text.append(page.flatMap(log -> log.text("text")).orElse(""));
      next = page.flatMap(log -> log.whole("next"));
    }
    return text.toString();
  }

  /** Why an agenda waits, or one of its operations. */
  Json.Obj why(String id, Optional<String> operation) {
    var values = new EnumMap<Parameter, String>(Map.of(Parameter.AGENDA_ID, id));
    operation.ifPresent(name -> values.put(Parameter.OPERATION, name));
    return ask(Route.Progress.WHY, values);
  }

  /** When an agenda starts and ends. */
  Json.Obj eta(String id) {
    return ask(Route.Progress.ETA, Map.of(Parameter.AGENDA_ID, id));
  }

  /** One page of the caller's secrets, by name. */
  Json.Obj secrets(Optional<String> after) {
    var values = new EnumMap<Parameter, String>(Parameter.class);
    after.ifPresent(cursor -> values.put(Parameter.AFTER_SECRET, cursor));
    return ask(Route.Agenda.LIST_SECRETS, values);
  }

  /** Sets a secret. */
  Json.Obj setSecret(String name, String value) {
    var body = Json.object().put("value", value).build();
    return send(Route.Agenda.SET_SECRET, Map.of(Parameter.SECRET_NAME, name), body, Refusal::of);
  }

  Json.Obj deleteAgenda(String agenda) {
    return ask(Route.Agenda.DELETE, Map.of(Parameter.AGENDA_ID, agenda));
  }

  Json.Obj deleteSecret(String name) {
    return ask(Route.Agenda.DELETE_SECRET, Map.of(Parameter.SECRET_NAME, name));
  }

  /** Makes a token. The answer holds a secret. */
  Json.Obj createToken(String customer, List<String> access, Optional<String> name) {
    var body =
        Json.object()
            .put("customerId", customer)
            .put("access", Json.texts(access))
            .putText("name", name)
            .build();
    return send(Route.Agenda.CREATE_TOKEN, Map.of(), body, Refusal::of);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /** A call without a body. */
  Json.Obj ask(Route route, Map<Parameter, String> values) {
    return send(request(route, values, BodyPublishers.noBody()), Refusal::of);
  }

  /** A call whose body is a document. */
  Json.Obj send(Route route, Map<Parameter, String> values, DocumentText body, Refusing refusing) {
    return send(
        request(route, values, BodyPublishers.ofByteArray(body.bytes()))
            .header(CONTENT_TYPE, body.contentType()),
        refusing);
  }

  /** A call whose body is a value. */
  Json.Obj send(Route route, Map<Parameter, String> values, Json body, Refusing refusing) {
    return send(
        request(route, values, BodyPublishers.ofString(JsonText.write(body)))
            .header(CONTENT_TYPE, "application/json"),
        refusing);
  }

  private HttpRequest.Builder request(
      Route route, Map<Parameter, String> values, BodyPublisher body) {
    var inTarget = new EnumMap<Parameter, String>(Parameter.class);
    inTarget.putAll(values);
    inTarget.keySet().removeIf(parameter -> parameter.place() == Parameter.Place.HEADER);
    var request =
        HttpRequest.newBuilder(URI.create(connection.server() + route.target(inTarget)))
            .method(route.method(), body)
            .timeout(ANSWER_LIMIT)
            .header("Authorization", "Bearer " + connection.token())
            .header("Accept", "application/json");
    values.forEach((parameter, value) -> {
      if (parameter.place() == Parameter.Place.HEADER) {
        request.header(parameter.wireName(), value);
      }
    });
    return request;
  }

  private Json.Obj send(HttpRequest.Builder request, Refusing refusing) {
    var answer = answered(request);
    int status = answer.statusCode();
    if (status / 100 != 2) {
      throw refusing.refusal(status, object(answer.body()));
    }
    return object(answer.body()).orElseThrow(this::notFairlead);
  }

  private HttpResponse<byte[]> answered(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
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
