package dev.fairlead.endpoint;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An answer.
 *
 * @param status HTTP status, 200 to 599
 * @param headers by lower-case name
 * @param body not copied: nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of 5 MiB would cost
public record Reply(int status, Map<String, String> headers, byte[] body) {
  private static final String CONTENT_TYPE = "content-type";

  public Reply {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status is 200 to 599, not " + status);
    }
    headers = Map.copyOf(headers);
  }

  /** 200 with a JSON body. */
  public static Reply json(Json body) {
    return json(200, body);
  }

  public static Reply json(int status, Json body) {
    return text(status, "application/json", JsonText.write(body));
  }

  public static Reply text(int status, String contentType, String body) {
    return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply bytes(int status, String contentType, byte[] body) {
    return new Reply(status, Map.of(CONTENT_TYPE, contentType), body);
  }

  /** 204: done, nothing to say. */
  public static Reply noContent() {
    return new Reply(204, Map.of(), new byte[0]);
  }

  /** This reply with a header set; an older value is replaced. */
  public Reply withHeader(String name, String value) {
    var copy = new LinkedHashMap<>(headers);
    copy.put(name.toLowerCase(Locale.ROOT), value);
    return new Reply(status, copy, body);
  }
}
