package dev.fairlead.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.endpoint.Router;
import dev.fairlead.lambda.UnauthorizedException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * API Gateway at home: makes the events that it would make, asks the authorizer first, and answers
 * over HTTP on the loopback address.
 */
final class Gateway implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Gateway.class.getName());

  /** Of a body that is too large, what is still read to be able to answer. */
  private static final long MAX_DISCARDED_BYTES = 256L * 1024 * 1024;

  private final HomeFunctions functions;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Gateway(HomeFunctions functions, int port) throws IOException {
    this.functions = functions;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      if (exchange.getRequestMethod().equals("PUT") && path.startsWith(HomeUploads.PATH)) {
        upload(exchange, path);
        return;
      }
      APIGatewayProxyRequestEvent event = event(exchange);
      answer(exchange, reply(event));
    }
  }

  /**
   * As S3 takes what is put there by a presigned address: no route, no credentials but the path.
   */
  private void upload(HttpExchange exchange, String path) throws IOException {
    // One byte more than is expected is enough to know that these are others.
    byte[] body =
        exchange
            .getRequestBody()
            .readNBytes(1 + Math.toIntExact(functions.uploads().expected(path)));
    int status = functions.uploads().put(path, body);
    discard(exchange.getRequestBody());
    exchange.sendResponseHeaders(status, -1);
  }

  private APIGatewayProxyResponseEvent reply(APIGatewayProxyRequestEvent event) {
    try {
      authorizerContext(event).ifPresent(event.getRequestContext()::setAuthorizer);
      return functions.call(event);
    } catch (RuntimeException failure) {
      // The authorizer failed, as when the store can't be reached: API Gateway says just this.
      LOG.log(Level.WARNING, "a call was not answered", failure);
      return new APIGatewayProxyResponseEvent()
          .withStatusCode(500)
          .withHeaders(Map.of("content-type", "application/problem+json"))
          .withBody("{\"title\":\"Internal Server Error\",\"status\":500,\"code\":\"INTERNAL\"}");
    }
  }

  /** The context that the authorizer gives; none for a stranger, whom the function refuses. */
  private Optional<Map<String, Object>> authorizerContext(APIGatewayProxyRequestEvent request) {
    var event =
        APIGatewayCustomAuthorizerEvent.builder()
            .withType("REQUEST")
            .withMethodArn(
                "arn:aws:execute-api:local:000000000000:home/home/"
                    + request.getHttpMethod()
                    + request.getPath())
            .withHeaders(request.getHeaders())
            .build();
    try {
      return Optional.of(functions.authorize(event).getContext());
    } catch (UnauthorizedException stranger) {
      return Optional.empty();
    }
  }

  private static APIGatewayProxyRequestEvent event(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    Map<String, List<String>> multiHeaders = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          headers.put(name, values.getLast());
          multiHeaders.put(name, List.copyOf(values));
        });
    // One byte more than allowed is enough for the router to refuse the body.
    byte[] body = exchange.getRequestBody().readNBytes(Router.MAX_BODY_BYTES + 1);
    if (body.length > Router.MAX_BODY_BYTES) {
      discard(exchange.getRequestBody());
    }
    return new APIGatewayProxyRequestEvent()
        .withHttpMethod(exchange.getRequestMethod())
        .withPath(exchange.getRequestURI().getRawPath())
        .withHeaders(headers)
        .withMultiValueHeaders(multiHeaders)
        .withQueryStringParameters(query(exchange.getRequestURI().getRawQuery()))
        .withRequestContext(new APIGatewayProxyRequestEvent.ProxyRequestContext())
        .withIsBase64Encoded(true)
        .withBody(Base64.getEncoder().encodeToString(body));
  }

  /** Whoever is still sending would see a broken connection instead of the answer. */
  private static void discard(InputStream rest) throws IOException {
    var block = new byte[64 * 1024];
    for (long left = MAX_DISCARDED_BYTES; left > 0; ) {
      int read = rest.read(block);
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw == null) {
      return query;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!name.isEmpty()) {
        query.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  /** A broken escape is left as it came: no parameter of ours looks like that. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException broken) {
      return text;
    }
  }

  private static void answer(HttpExchange exchange, APIGatewayProxyResponseEvent reply)
      throws IOException {
    reply.getHeaders().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] body =
        Boolean.TRUE.equals(reply.getIsBase64Encoded())
            ? Base64.getDecoder().decode(reply.getBody())
            : reply.getBody().getBytes(UTF_8);
    exchange.sendResponseHeaders(reply.getStatusCode(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
