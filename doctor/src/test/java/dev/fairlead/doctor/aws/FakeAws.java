package dev.fairlead.doctor.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Speaks AWS's query protocol on loopback: answers an action with what a test has laid ready for
 * it, one after the other, the last one for ever; keeps what it was asked.
 */
final class FakeAws implements AutoCloseable {
  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, List<Answer>> answers = new HashMap<>();
  private final List<Map<String, String>> calls = new ArrayList<>();

  FakeAws() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.start();
  }

  /** The result of an action, without what is around it. */
  FakeAws answer(String action, String result) {
    return lay(
        action,
        200,
        "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>".formatted(action, result));
  }

  /** The same as EC2 has it, where nothing is around a result. */
  FakeAws answerOfEc2(String action, String result) {
    return lay(action, 200, "<%1$sResponse>%2$s</%1$sResponse>".formatted(action, result));
  }

  FakeAws refuse(String action, int status, String code, String message) {
    return lay(
        action,
        status,
        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
            .formatted(code, message));
  }

  FakeAws refuseAsEc2(String action, int status, String code, String message) {
    return lay(
        action,
        status,
        "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors></Response>"
            .formatted(code, message));
  }

  private synchronized FakeAws lay(String action, int status, String body) {
    answers.computeIfAbsent(action, _ -> new ArrayList<>()).add(new Answer(status, body));
    return this;
  }

  /** The parameters of every call of an action, in order. */
  synchronized List<Map<String, String>> calls(String action) {
    return calls.stream().filter(call -> action.equals(call.get("Action"))).toList();
  }

  /** Repeats at once, with credentials that are good for nothing else. */
  AwsAccess access() {
    return new AwsAccess(
        Optional.of(Region.EU_CENTRAL_1),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIANOBODY", "nothing")),
        Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(3)
            .backoffStrategy(BackoffStrategy.retryImmediately())
            .throttlingBackoffStrategy(BackoffStrategy.fixedDelay(Duration.ofMillis(1)))
            .build());
  }

  AwsEnvironment environment() {
    return new AwsEnvironment(access());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange call) throws IOException {
    try (call) {
      var parameters = parameters(new String(call.getRequestBody().readAllBytes(), UTF_8));
      var answer = next(parameters);
      byte[] body = answer.body().getBytes(UTF_8);
      call.getResponseHeaders().add("Content-Type", "text/xml");
      call.sendResponseHeaders(answer.status(), body.length);
      call.getResponseBody().write(body);
    }
  }

  private synchronized Answer next(Map<String, String> call) {
    calls.add(call);
    var laid = answers.getOrDefault(call.getOrDefault("Action", ""), List.of());
    if (laid.isEmpty()) {
      return new Answer(404, "nothing is laid ready for " + call);
    }
    return laid.size() == 1 ? laid.getFirst() : laid.removeFirst();
  }

  private static Map<String, String> parameters(String form) {
    var parameters = new HashMap<String, String>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      parameters.put(
          URLDecoder.decode(pair.substring(0, equals), UTF_8),
          URLDecoder.decode(pair.substring(equals + 1), UTF_8));
    }
    return parameters;
  }
}
