package dev.fairlead.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.agenda.HttpAddress;
import dev.fairlead.core.agenda.HttpPayload;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.HttpCaller;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** What is sent for a payload of type {@code http}, wherever the operation runs. */
public final class HttpCalls {
  private HttpCalls() {}

  /**
   * The request.
   *
   * @param asked read without a problem
   * @param operationKey the same for every attempt, so that a server can tell that it is one
   * @param correlationId what to write into logs elsewhere
   */
  public static HttpCaller.Call of(
      HttpPayload asked, String operationKey, int attempt, Optional<String> correlationId) {
    return new HttpCaller.Call(
        asked.method(),
        HttpAddress.of(asked.url()).orElseThrow(),
        headers(asked, operationKey, attempt, correlationId),
        asked.body().map(HttpCalls::text),
        asked.timeout(),
        asked.maxResponseBytes());
  }

  private static Map<String, String> headers(
      HttpPayload asked, String operationKey, int attempt, Optional<String> correlationId) {
    var headers = new HashMap<String, String>();
    headers.put("accept", "*/*");
    headers.put("user-agent", "fairlead");
    asked
        .body()
        .ifPresent(body ->
            headers.put(
                "content-type",
                body instanceof Json.Str ? "text/plain; charset=utf-8" : "application/json"));
    headers.putAll(asked.headers());
    headers.put("idempotency-key", inHeader(operationKey));
    headers.put("fairlead-attempt", Integer.toString(attempt));
    correlationId.ifPresent(id -> headers.put("fairlead-correlation-id", id));
    return headers;
  }

  private static String text(Json body) {
    return body instanceof Json.Str(String text) ? text : JsonText.write(body);
  }

  /** Percent-encoded as in a URL, but for what may stand in a header. */
  private static String inHeader(String key) {
    var encoded = new StringBuilder();
    for (byte one : key.getBytes(UTF_8)) {
      if (one > ' ' && one <= '~' && one != '%') {
        encoded.append((char) one);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
      }
    }
    return encoded.toString();
  }
}
