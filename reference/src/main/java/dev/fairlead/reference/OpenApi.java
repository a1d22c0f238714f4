package dev.fairlead.reference;

import dev.fairlead.catalog.ApiSpec;
import dev.fairlead.catalog.Body;
import dev.fairlead.catalog.Form;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.catalog.RouteSpec;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.endpoint.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The API as an OpenAPI 3.1 document. */
final class OpenApi {
  private static final String SCHEME = "apiToken";

  /** What API Gateway answers when a function did not in time; the call may still be going on. */
  private static final int GAVE_UP = 504;

  private OpenApi() {}

  static Json.Obj document() {
    return Json.object()
        .put("openapi", "3.1.0")
        .put("info", info())
        .put("jsonSchemaDialect", "https://json-schema.org/draft/2020-12/schema")
        .put("servers", Json.array(List.of(server())))
        .put(
            "security",
            Json.array(List.of(Json.object().put(SCHEME, Json.texts(List.of())).build())))
        .put("tags", tags())
        .put("paths", paths())
        .put("components", components())
        .build();
  }

  private static Json info() {
    return Json.object()
        .put("title", "Fairlead")
        .put("summary", "Fair, explainable, whole-workflow admission for many tenants.")
        .put("version", "v1")
        .put(
            "license",
            Json.object().put("name", "Apache-2.0").put("identifier", "Apache-2.0").build())
        .build();
  }

  private static Json server() {
    var address =
        Json.object()
            .put("default", "http://127.0.0.1:8080")
            .put("description", "Where an environment's API, or a dev server, answers.")
            .build();
    return Json.object()
        .put("url", "{address}")
        .put("variables", Json.object().put("address", address).build())
        .build();
  }

  private static Json tags() {
    return Json.array(
        Route.all().stream()
            .map(Route::function)
            .distinct()
            .map(function ->
                Json.object()
                    .put("name", function.functionName())
                    .put("description", function.meaning())
                    .build())
            .toList());
  }

  private static String tag(Route route) {
    return route.function().functionName();
  }

  private static Json paths() {
    Map<String, Json.Obj> paths = new LinkedHashMap<>();
    for (Route route : Route.all()) {
      paths.merge(
          route.path(),
          Json.object().put(route.method().toLowerCase(Locale.ROOT), operation(route)).build(),
          (item, more) -> {
            var both = new LinkedHashMap<>(item.fields());
            both.putAll(more.fields());
            return new Json.Obj(both);
          });
    }
    var ordered = Json.object();
    paths.forEach(ordered::put);
    return ordered.build();
  }

  private static Json operation(Route route) {
    RouteSpec spec = route.spec();
    var operation =
        Json.object()
            .put("operationId", operationId(route))
            .put("summary", spec.summary())
            .put("tags", Json.texts(List.of(tag(route))))
            .put("x-fairlead-access", route.access().name())
            .put(
                "parameters",
                Json.array(
                    Stream.concat(spec.parameters().stream(), ApiSpec.PARAMETERS.stream())
                        .map(OpenApi::parameterReference)
                        .toList()));
    spec.request()
        .ifPresent(body ->
            operation.put(
                "requestBody",
                Json.object().put("required", true).put("content", content(body)).build()));
    return operation.put("responses", responses(spec)).build();
  }

  private static String operationId(Route route) {
    return route.getClass().getSimpleName().toLowerCase(Locale.ROOT) + Words.pascal(route.name());
  }

  private static Json parameterReference(Parameter parameter) {
    return Json.object()
        .put("$ref", "#/components/parameters/" + Words.pascal(parameter.name()))
        .build();
  }

  private static Json content(Body body) {
    var content = Json.object();
    body.mediaTypes()
        .forEach(type ->
            content.put(type, Json.object().put("schema", Schemas.reference(body)).build()));
    return content.build();
  }

  private static Json responses(RouteSpec spec) {
    var responses = Json.object();
    for (RouteSpec.Answer answer : spec.answers()) {
      responses.put(
          String.valueOf(answer.status()), response(answer.meaning(), content(answer.body())));
    }
    refusals(spec)
        .forEach((status, codes) ->
            responses.put(String.valueOf(status), response(sentences(codes), problem(codes))));
    return responses.build();
  }

  private static Map<Integer, List<ErrorCode>> refusals(RouteSpec spec) {
    Map<Integer, List<ErrorCode>> refusals = refusalsOfFunctions(spec);
    refusals.put(GAVE_UP, List.of(ErrorCode.DEPENDENCY_UNAVAILABLE));
    return refusals;
  }

  private static Map<Integer, List<ErrorCode>> refusalsOfFunctions(RouteSpec spec) {
    return Stream.of(ErrorCode.values())
        .filter(
            code -> spec.refusals().contains(code.name()) || ApiSpec.REFUSALS.contains(code.name()))
        .collect(Collectors.groupingBy(HttpStatus::of, TreeMap::new, Collectors.toList()));
  }

  private static String sentences(List<ErrorCode> codes) {
    return codes.stream()
        .map(code -> "`" + code + "`: " + code.sentence())
        .collect(Collectors.joining(" "));
  }

  private static Json response(String description, Json content) {
    var header =
        Json.object()
            .put("$ref", "#/components/headers/" + Words.pascal(Parameter.CORRELATION_ID.name()))
            .build();
    return Json.object()
        .put("description", description)
        .put("headers", Json.object().put(Parameter.CORRELATION_ID.wireName(), header).build())
        .put("content", content)
        .build();
  }

  /** Problem details with one of the codes. */
  private static Json problem(List<ErrorCode> codes) {
    var one =
        Json.object()
            .put(
                "properties",
                Json.object()
                    .put(
                        "code",
                        Json.object()
                            .put("enum", Json.texts(codes.stream().map(Enum::name).toList()))
                            .build())
                    .build())
            .build();
    var schema =
        Json.object()
            .put("allOf", Json.array(List.of(Schemas.reference(Body.PROBLEM), one)))
            .build();
    return Json.object()
        .put(Body.PROBLEM.mediaTypes().getFirst(), Json.object().put("schema", schema).build())
        .build();
  }

  private static Json components() {
    var parameters = Json.object();
    for (Parameter parameter : Parameter.values()) {
      parameters.put(Words.pascal(parameter.name()), parameter(parameter));
    }
    var correlationId =
        Json.object()
            .put("description", "Names the call in logs; say it when you ask for help.")
            .put("schema", schema(Parameter.CORRELATION_ID.form()))
            .build();
    var token = Json.object().put("type", "http").put("scheme", "bearer").build();
    return Json.object()
        .put("securitySchemes", Json.object().put(SCHEME, token).build())
        .put("parameters", parameters.build())
        .put(
            "headers",
            Json.object().put(Words.pascal(Parameter.CORRELATION_ID.name()), correlationId).build())
        .put("schemas", Schemas.components())
        .build();
  }

  private static Json parameter(Parameter parameter) {
    return Json.object()
        .put("name", parameter.wireName())
        .put("in", parameter.place().name().toLowerCase(Locale.ROOT))
        .put("required", parameter.place() == Parameter.Place.PATH)
        .put("description", parameter.meaning())
        .put("schema", schema(parameter.form()))
        .build();
  }

  private static Json schema(Form form) {
    return switch (form) {
      case Form.Text(String pattern, int maxLength, String words, String example) ->
          Json.object()
              .put("type", "string")
              .put("description", words)
              .put("pattern", "^" + pattern + "$")
              .put("maxLength", maxLength)
              .put("examples", Json.texts(List.of(example)))
              .build();
      case Form.Whole(long min, long max, long usual) -> {
        var schema =
            Json.object().put("type", "integer").put("format", "int64").put("minimum", min);
        if (max < Long.MAX_VALUE) {
          schema.put("maximum", max);
        }
        yield schema.put("default", usual).build();
      }
    };
  }
}
