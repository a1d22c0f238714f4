package dev.fairlead.reference;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The checked-in OpenAPI document, as what real answers are held to. */
final class Contract {
  /** An answer as it came over the wire. */
  record Answer(int status, Map<String, String> headers, String body) {
    Json json() {
      return JsonText.parse(body);
    }
  }

  private final Json.Obj document;
  private final Map<String, Validator> validators = new HashMap<>();

  private Contract(Json.Obj document) {
    this.document = document;
  }

  static Contract checkedIn() throws IOException {
    return new Contract(
        object(
            JsonText.parse(
                Files.readAllBytes(Path.of("..", "docs", "reference", "openapi.json")))));
  }

  /** The statuses that an operation may answer. */
  Set<Integer> statuses(Route route) {
    return responses(route).fields().keySet().stream()
        .map(Integer::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** How an answer differs from what is promised, a line each. */
  List<String> complaints(Route route, Answer answer) {
    Optional<Json> response = responses(route).field(String.valueOf(answer.status()));
    if (response.isEmpty()) {
      return List.of("status " + answer.status() + " is not declared");
    }
    var complaints = new ArrayList<String>();
    if (!answer.headers().containsKey(Parameter.CORRELATION_ID.headerName())) {
      complaints.add("no correlation id");
    }
    var content = object(object(response.get()).field("content").orElseThrow());
    String type = answer.headers().getOrDefault("content-type", "none");
    Optional<Json> schema = content.field(type).flatMap(media -> object(media).field("schema"));
    if (schema.isEmpty()) {
      complaints.add("content type " + type + " is not declared");
    } else {
      String key = route.method() + " " + route.path() + " " + answer.status();
      complaints.addAll(
          validators
              .computeIfAbsent(key, _ -> Validator.of(withComponents(schema.get())))
              .complaints(answer.json()));
    }
    return complaints;
  }

  private Json withComponents(Json schema) {
    return object(schema).with("components", document.field("components").orElseThrow());
  }

  private Json.Obj responses(Route route) {
    var path =
        object(object(document.field("paths").orElseThrow()).field(route.path()).orElseThrow());
    var operation = object(path.field(route.method().toLowerCase(Locale.ROOT)).orElseThrow());
    return object(operation.field("responses").orElseThrow());
  }

  private static Json.Obj object(Json json) {
    return (Json.Obj) json;
  }
}
