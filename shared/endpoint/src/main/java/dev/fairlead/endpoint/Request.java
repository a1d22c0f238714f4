package dev.fairlead.endpoint;

import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as it arrives, before anything is known to be right about it.
 *
 * @param method upper case
 * @param path still percent-encoded, without the query
 * @param query decoded; of a repeated parameter the last value
 * @param headers by lower-case name; the values of a repeated header joined by {@code ", "}
 * @param body not copied: nobody changes it
 * @param caller empty when the credentials are missing or invalid
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of 5 MiB would cost
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    Optional<Caller> caller) {
  public Request {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }
}
