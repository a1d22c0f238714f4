package dev.fairlead.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.fairlead.endpoint.Caller;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.endpoint.Request;
import dev.fairlead.endpoint.Router;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers API Gateway's REST proxy events by a router. The caller is who the authorizer says it is;
 * an event without a complete authorizer context is answered with 401.
 */
public final class HttpShell {
  private final Router<?> router;

  public HttpShell(Router<?> router) {
    this.router = router;
  }

  /** Answers one event; refusals and failures are replies too. */
  public APIGatewayProxyResponseEvent serve(APIGatewayProxyRequestEvent event) {
    return response(router.serve(request(event)));
  }

  /**
   * Answers one event as Lambda hands it over, in JSON.
   *
   * @throws ForeignEventException when the event is of another kind; nothing was done then
   */
  public void serve(InputStream event, OutputStream response) throws IOException {
    var request = EventReading.proxyRequest(JsonText.parse(event.readAllBytes()));
    response.write(
        JsonText.write(EventWriting.proxyResponse(serve(request)))
            .getBytes(StandardCharsets.UTF_8));
  }

  private static Request request(APIGatewayProxyRequestEvent event) {
    return new Request(
        orEmpty(event.getHttpMethod()),
        orEmpty(event.getPath()),
        query(event),
        headers(event),
        body(event),
        caller(event));
  }

  private static Optional<Caller> caller(APIGatewayProxyRequestEvent event) {
    var context = event.getRequestContext();
    return context == null ? Optional.empty() : CallerContext.read(context.getAuthorizer());
  }

  private static byte[] body(APIGatewayProxyRequestEvent event) {
    var body = orEmpty(event.getBody());
    return Boolean.TRUE.equals(event.getIsBase64Encoded())
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  /** API Gateway fills both maps; a test event, or another gateway, may fill only one. */
  private static Map<String, String> query(APIGatewayProxyRequestEvent event) {
    var query = new HashMap<String, String>();
    orEmpty(event.getQueryStringParameters())
        .forEach((name, value) -> query.put(name, orEmpty(value)));
    orEmpty(event.getMultiValueQueryStringParameters())
        .forEach((name, values) -> query.put(name, last(values)));
    return query;
  }

  /** Header names that differ only in case are one header, as HTTP has it. */
  private static Map<String, String> headers(APIGatewayProxyRequestEvent event) {
    var headers = new HashMap<String, String>();
    var multi = orEmpty(event.getMultiValueHeaders());
    multi.forEach((name, values) -> join(headers, name, String.join(", ", orEmpty(values))));
    if (multi.isEmpty()) {
      orEmpty(event.getHeaders()).forEach((name, value) -> join(headers, name, orEmpty(value)));
    }
    return headers;
  }

  private static void join(Map<String, String> headers, String name, String value) {
    headers.merge(name.toLowerCase(Locale.ROOT), value, (one, other) -> one + ", " + other);
  }

  private static String last(@Nullable List<String> values) {
    return values == null || values.isEmpty() ? "" : orEmpty(values.getLast());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static List<String> orEmpty(@Nullable List<String> values) {
    return values == null ? List.of() : values;
  }

  private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> values) {
    return values == null ? Map.of() : values;
  }

  private static APIGatewayProxyResponseEvent response(Reply reply) {
    var text = utf8(reply.body());
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(reply.status())
        .withHeaders(reply.headers())
        .withBody(text.orElseGet(() -> Base64.getEncoder().encodeToString(reply.body())))
        .withIsBase64Encoded(text.isEmpty());
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }
}
