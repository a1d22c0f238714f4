package dev.fairlead.process;

import dev.fairlead.core.port.HttpCaller;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** By the JDK's client, to any address: for operators' own services, never for what tenants say. */
final class ClientHttpCaller implements HttpCaller {
  @Override
  public Outcome call(Call call) {
    var exchange = new FutureTask<Outcome>(() -> exchange(call));
    Thread.ofVirtual().name("probe").start(exchange);
    try {
      return exchange.get(call.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      exchange.cancel(true);
      return late(call);
    } catch (InterruptedException ending) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      return new Unanswered(Trouble.UNREACHABLE, "The program that called is ending.");
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a call failed by a bug", failed.getCause());
    }
  }

  private static Outcome exchange(Call call) throws InterruptedException {
    try (var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(call.timeout())
            .build()) {
      var request =
          HttpRequest.newBuilder(call.uri())
              .timeout(call.timeout())
              .method(
                  call.method(),
                  call.body().map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
      call.headers().forEach(request::header);
      var answer = client.send(request.build(), BodyHandlers.ofInputStream());
      try (var content = answer.body()) {
        byte[] body = content.readNBytes(call.maxResponseBytes() + 1);
        if (body.length > call.maxResponseBytes()) {
          client.shutdownNow();
          return new Unanswered(
              Trouble.TOO_LARGE,
              "The answer is larger than " + call.maxResponseBytes() + " bytes.");
        }
        var headers = new TreeMap<String, String>();
        answer
            .headers()
            .map()
            .forEach((name, values) -> headers.put(name, String.join(",", values)));
        return new Answered(answer.statusCode(), Map.copyOf(headers), body);
      }
    } catch (HttpTimeoutException late) {
      return late(call);
    } catch (SSLException untrusted) {
      return new Unanswered(
          Trouble.UNTRUSTED, "No safe connection: " + untrusted.getMessage() + ".");
    } catch (ProtocolException malformed) {
      return new Unanswered(Trouble.MALFORMED, "What came is no HTTP.");
    } catch (ConnectException nobody) {
      return new Unanswered(Trouble.UNREACHABLE, "Nobody answers at " + call.uri() + ".");
    } catch (IOException broken) {
      return new Unanswered(
          Trouble.UNREACHABLE, "The server can't be reached: " + broken.getMessage() + ".");
    }
  }

  private static Outcome late(Call call) {
    return new Unanswered(
        Trouble.TIMED_OUT, "There was no answer within " + call.timeout().toMillis() + " ms.");
  }
}
