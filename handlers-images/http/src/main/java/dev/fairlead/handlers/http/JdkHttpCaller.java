package dev.fairlead.handlers.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.HttpCaller;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Calls by the JDK's client. It calls any address that its pod can: what a pod may reach is said by
 * the cluster's network policies.
 */
final class JdkHttpCaller implements HttpCaller {
  /** Made by the first call: a worker that has this among its drivers may never make one. */
  private static final class Client {
    static final HttpClient HTTP =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public Outcome call(Call call) {
    var exchange = new FutureTask<Outcome>(() -> exchange(call));
    Thread.ofVirtual().name("http").start(exchange);
    try {
      // Not the request's own timeout, which ends with the answer's head.
      return exchange.get(call.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      exchange.cancel(true);
      return new Unanswered(
          Trouble.TIMED_OUT, "There was no answer within " + call.timeout().toMillis() + " ms.");
    } catch (InterruptedException ending) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      return new Unanswered(Trouble.UNREACHABLE, "The program that called is ending.");
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a call failed by a bug", failed.getCause());
    }
  }

  private static Outcome exchange(Call call) throws InterruptedException {
    var request = HttpRequest.newBuilder(call.uri()).method(call.method(), body(call));
    call.headers().forEach(request::header);
    try {
      return read(call, Client.HTTP.send(request.build(), BodyHandlers.ofInputStream()));
    } catch (SSLException untrusted) {
      return new Unanswered(
          Trouble.UNTRUSTED, "No safe connection: " + untrusted.getMessage() + ".");
    } catch (ProtocolException malformed) {
      return new Unanswered(
          Trouble.MALFORMED, "What came is no HTTP: " + malformed.getMessage() + ".");
    } catch (IOException broken) {
      return new Unanswered(Trouble.UNREACHABLE, "The server can't be reached: " + broken + ".");
    }
  }

  private static BodyPublisher body(Call call) {
    return call.body()
        .map(text -> BodyPublishers.ofString(text, UTF_8))
        .orElseGet(BodyPublishers::noBody);
  }

  private static Outcome read(Call call, HttpResponse<InputStream> head) throws IOException {
    try (InputStream in = head.body()) {
      byte[] body = in.readNBytes(call.maxResponseBytes() + 1);
      if (body.length > call.maxResponseBytes()) {
        return new Unanswered(
            Trouble.TOO_LARGE, "The answer has more than " + call.maxResponseBytes() + " bytes.");
      }
      var headers = new TreeMap<String, String>();
      head.headers()
          .map()
          .forEach((name, values) ->
              headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
      return new Answered(head.statusCode(), headers, body);
    }
  }
}
