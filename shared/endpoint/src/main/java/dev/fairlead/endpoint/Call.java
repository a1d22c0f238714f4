package dev.fairlead.endpoint;

import dev.fairlead.catalog.Route;
import java.util.Map;
import java.util.Optional;

/**
 * A call that has been routed and allowed.
 *
 * @param pathParameters by the name between the braces, percent-decoded, never empty
 * @param query decoded; of a repeated parameter the last value
 * @param headers by lower-case name
 * @param body up to {@link Router#MAX_BODY_BYTES}; not copied: nobody changes it
 * @param caller whose objects the call may see; an admin may be acting for that customer
 * @param correlationId 1 to 64 characters that are safe in logs and headers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of 5 MiB would cost
public record Call(
    Route route,
    Map<String, String> pathParameters,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    Caller caller,
    String correlationId) {
  public Call {
    pathParameters = Map.copyOf(pathParameters);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** The path parameter of that name, which the route's template has. */
  public String pathParameter(String name) {
    var value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(route.path() + " has no {" + name + "}");
    }
    return value;
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /**
   * A header's value.
   *
   * @param name lower case
   */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
