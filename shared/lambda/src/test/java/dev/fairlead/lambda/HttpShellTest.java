package dev.fairlead.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.PortException;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Endpoint;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.endpoint.Router;
import dev.fairlead.wire.JsonText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpShellTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-01T10:00:00Z"));
  private static final Endpoint FINE = _ -> Reply.json(Json.object().put("ok", true).build());

  private final List<Call> calls = new ArrayList<>();

  private APIGatewayProxyResponseEvent serve(Endpoint endpoint, APIGatewayProxyRequestEvent event) {
    var router =
        new Router<>(
            List.of(Route.Agenda.values()),
            _ ->
                call -> {
                  calls.add(call);
                  return endpoint.handle(call);
                },
            new Ids(CLOCK, new Random(1)),
            CLOCK,
            _ -> {});
    return new HttpShell(router).serve(event);
  }

  private static APIGatewayProxyRequestEvent event(String method, String path, String access) {
    var context = Map.<String, Object>of("customerId", "acme", "access", access, "tokenId", "t1");
    return stranger(method, path)
        .withRequestContext(withAuthorizer(new ProxyRequestContext(), context));
  }

  private static ProxyRequestContext withAuthorizer(
      ProxyRequestContext request, Map<String, Object> context) {
    request.setAuthorizer(context);
    return request;
  }

  private static APIGatewayProxyRequestEvent stranger(String method, String path) {
    return new APIGatewayProxyRequestEvent().withHttpMethod(method).withPath(path);
  }

  private static Endpoint failing(RuntimeException failure) {
    return _ -> {
      throw failure;
    };
  }

  static Stream<Arguments> refusals() {
    var tooLarge = event("POST", "/v1/agendas", "WRITE").withBody("é".repeat(3 * 1024 * 1024));
    var busy = new PortException(PortException.Fault.UNAVAILABLE, "x");
    return Stream.of(
        Arguments.of(401, "UNAUTHENTICATED", FINE, stranger("GET", "/v1/agendas")),
        Arguments.of(403, "FORBIDDEN", FINE, event("POST", "/v1/agendas", "READ")),
        Arguments.of(404, "NOT_FOUND", FINE, event("GET", "/v1/nothing", "READ")),
        Arguments.of(405, "METHOD_NOT_ALLOWED", FINE, event("PUT", "/v1/agendas", "READ")),
        Arguments.of(413, "BODY_TOO_LARGE", FINE, tooLarge),
        Arguments.of(
            503, "DEPENDENCY_UNAVAILABLE", failing(busy), event("GET", "/v1/agendas", "READ")),
        Arguments.of(
            500,
            "INTERNAL",
            failing(new IllegalStateException("secret")),
            event("GET", "/v1/agendas", "READ")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void answersWithProblemDetails(
      int status, String code, Endpoint endpoint, APIGatewayProxyRequestEvent event) {
    var response = serve(endpoint, event);

    assertThat(response.getStatusCode()).isEqualTo(status);
    assertThat(response.getHeaders())
        .containsEntry("content-type", "application/problem+json")
        .containsKey("x-correlation-id");
    assertThat(response.getIsBase64Encoded()).isFalse();
    var body = (Json.Obj) JsonText.parse(response.getBody());
    assertThat(body.text("code")).contains(code);
    assertThat(body.whole("status")).contains((long) status);
    assertThat(response.getBody()).doesNotContain("secret");
  }

  static Stream<Map<String, Object>> brokenContexts() {
    var whole = Map.<String, Object>of("customerId", "acme", "access", "READ", "tokenId", "t1");
    return Stream.of(
        Map.of(),
        without(whole, "customerId"),
        without(whole, "access"),
        without(whole, "tokenId"),
        with(whole, "customerId", ""),
        with(whole, "customerId", "a/b"),
        with(whole, "customerId", 7),
        with(whole, "access", ""),
        with(whole, "access", "READ ROOT"),
        with(whole, "access", "read"),
        with(whole, "tokenId", ""));
  }

  private static Map<String, Object> without(Map<String, Object> context, String name) {
    var copy = new HashMap<>(context);
    copy.remove(name);
    return copy;
  }

  private static Map<String, Object> with(Map<String, Object> context, String name, Object value) {
    var copy = new HashMap<>(context);
    copy.put(name, value);
    return copy;
  }

  @ParameterizedTest
  @MethodSource("brokenContexts")
  void makesUpNoCaller(Map<String, Object> context) {
    var event =
        stranger("GET", "/v1/agendas")
            .withRequestContext(withAuthorizer(new ProxyRequestContext(), context));

    assertThat(serve(FINE, event).getStatusCode()).isEqualTo(401);
    assertThat(calls).isEmpty();
  }

  @Test
  void answersAnEmptyEventWith401() {
    assertThat(serve(FINE, new APIGatewayProxyRequestEvent()).getStatusCode()).isEqualTo(401);
    var noAuthorizer = stranger("GET", "/v1/agendas");
    noAuthorizer.setRequestContext(new ProxyRequestContext());
    assertThat(serve(FINE, noAuthorizer).getStatusCode()).isEqualTo(401);
  }

  @Test
  void ignoresACustomerThatTheCallerClaimsToBe() {
    var event =
        event("GET", "/v1/agendas", "READ")
            .withHeaders(Map.of("customerId", "globex", "X-Fairlead-Customer", "globex"));

    assertThat(serve(FINE, event).getStatusCode()).isEqualTo(403);
    assertThat(calls).isEmpty();
  }

  @Test
  void handsOverWhatCameIn() {
    var event =
        event("POST", "/v1/agendas", "READ WRITE")
            .withHeaders(Map.of("Idempotency-Key", "k1"))
            .withMultiValueHeaders(
                Map.of(
                    "Idempotency-Key", List.of("k1", "k2"), "Content-Type", List.of("text/yaml")))
            .withBody("{\"é\":1}");

    var response = serve(FINE, event);

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getBody()).isEqualTo("{\"ok\":true}");
    assertThat(response.getHeaders()).containsEntry("content-type", "application/json");
    var call = calls.getFirst();
    assertThat(call.text(Parameter.IDEMPOTENCY_KEY)).contains("k1, k2");
    assertThat(call.contentType()).contains("text/yaml");
    assertThat(new String(call.body(), UTF_8)).isEqualTo("{\"é\":1}");
    assertThat(call.caller().customer().value()).isEqualTo("acme");
    assertThat(call.caller().access()).containsOnly(Route.Access.READ, Route.Access.WRITE);
    assertThat(call.caller().tokenId()).isEqualTo("t1");
  }

  @Test
  void ofARepeatedQueryParameterTheLastValueCounts() {
    var event =
        event("GET", "/v1/agendas", "READ")
            .withQueryStringParameters(Map.of("limit", "1"))
            .withMultiValueQueryStringParameters(Map.of("limit", List.of("1", "2")));

    serve(FINE, event);

    assertThat(calls.getFirst().whole(Parameter.LIMIT)).isEqualTo(2);
  }

  @Test
  void readsAndWritesBase64() {
    byte[] notText = {(byte) 0xff, 0, 1, (byte) 0x80};
    var event =
        event("POST", "/v1/agendas", "WRITE")
            .withBody(Base64.getEncoder().encodeToString(notText))
            .withIsBase64Encoded(true);

    var response = serve(call -> Reply.bytes(200, "application/octet-stream", call.body()), event);

    assertThat(calls.getFirst().body()).isEqualTo(notText);
    assertThat(response.getIsBase64Encoded()).isTrue();
    assertThat(Base64.getDecoder().decode(response.getBody())).isEqualTo(notText);
  }

  @Test
  void treatsNullsAsAbsent() {
    var headers = new HashMap<String, List<String>>();
    headers.put("x-nothing", null);
    headers.put("x-hole", Arrays.asList((String) null));
    var query = new HashMap<String, List<String>>();
    query.put("operation", null);
    var event =
        event("GET", "/v1/agendas", "READ")
            .withMultiValueHeaders(headers)
            .withMultiValueQueryStringParameters(query);

    assertThat(serve(FINE, event).getStatusCode()).isEqualTo(200);
    assertThat(calls.getFirst().contentType()).isEmpty();
    assertThat(calls.getFirst().body()).isEmpty();
  }
}
