package dev.fairlead.bench.home;

import dev.fairlead.catalog.ObjectRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A client of the HTTP API. A server that is gone is an {@link UncheckedIOException}; one that
 * refuses is an {@link IllegalStateException}.
 */
public final class HomeClient implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** The number of an event that no run comes to. */
  private static final long NO_EVENTS = 1_000_000_000_000L;

  private final String url;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  /** A client of the server at a URL. */
  public HomeClient(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /** Submits a document and gives the agenda's id, once the server has answered. */
  public CompletableFuture<String> submit(Json document, String idempotencyKey) {
    var request =
        request(Route.Agenda.SUBMIT, Map.of())
            .header("Content-Type", "application/json")
            .header(Parameter.IDEMPOTENCY_KEY.wireName(), idempotencyKey)
            .POST(BodyPublishers.ofString(JsonText.write(document)))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString())
        .thenApply(answer ->
            object(answer).text("id").orElseThrow(() -> new IllegalStateException("no id")));
  }

  /** Registers a handler, once the server has answered. */
  public void register(Json.Obj handler) {
    var request =
        request(ObjectRoute.CREATE_HANDLER, Map.of())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JsonText.write(handler)))
            .build();
    object(sent(request));
  }

  /** The whole run, without what is done for the items of lists. */
  public Json.Obj agenda(String id) {
    return paged(Map.of(Parameter.AGENDA_ID, id));
  }

  /** The run with what is done for the items of one list, in place of its other operations. */
  public Json.Obj items(String id, String operation) {
    return paged(Map.of(Parameter.AGENDA_ID, id, Parameter.ITEMS_OF, operation));
  }

  /** The run without its operations. */
  public Json.Obj standing(String id) {
    return ask(Route.Progress.GET, Map.of(Parameter.AGENDA_ID, id, Parameter.OPERATION_LIMIT, "0"));
  }

  private Json.Obj paged(Map<Parameter, String> values) {
    var asked = new EnumMap<Parameter, String>(values);
    var operations = new ArrayList<Json>();
    while (true) {
      Json.Obj page = ask(Route.Progress.GET, asked);
      if (page.field("operations").orElse(Json.NULL) instanceof Json.Arr(List<Json> some)) {
        operations.addAll(some);
      }
      Optional<String> next = page.text("next");
      if (next.isEmpty()) {
        return page.with("operations", Json.array(operations));
      }
      asked.put(Parameter.AFTER_OPERATION, next.get());
    }
  }

  /** The agenda's state: the cheapest question about it. */
  public String state(String id) {
    return progress(id, NO_EVENTS).text("state").orElse("");
  }

  /** Some events after one, in order; the answer's field {@code last} is the newest's number. */
  public List<Json> events(String id, long after) {
    return progress(id, after).field("events").orElse(Json.array(List.of()))
            instanceof Json.Arr(List<Json> events)
        ? events
        : List.of();
  }

  private Json.Obj progress(String id, long after) {
    return ask(
        Route.Progress.EVENTS,
        Map.of(Parameter.AGENDA_ID, id, Parameter.AFTER_EVENT, Long.toString(after)));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private Json.Obj ask(Route route, Map<Parameter, String> values) {
    return object(sent(request(route, values).build()));
  }

  private HttpResponse<String> sent(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stop);
    }
  }

  private HttpRequest.Builder request(Route route, Map<Parameter, String> values) {
    return HttpRequest.newBuilder(URI.create(url + route.target(values)))
        .timeout(LIMIT)
        .header("Authorization", "Bearer " + token);
  }

  private static Json.Obj object(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 == 2
        && JsonText.parse(answer.body()) instanceof Json.Obj object) {
      return object;
    }
    throw new IllegalStateException(
        answer.request().uri().getPath()
            + " answered "
            + answer.statusCode()
            + ": "
            + answer.body());
  }
}
