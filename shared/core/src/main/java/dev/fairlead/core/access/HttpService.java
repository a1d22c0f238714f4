package dev.fairlead.core.access;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of something that serves over HTTP.
 *
 * @param base http, as the host itself says it
 * @param path what is asked for, from {@code base}
 * @param status what it answers with
 * @param contains what its answer holds somewhere, in the first {@value #MAX_BODY} bytes at most
 * @param patience how long it may take to answer
 * @param restart the command that starts it anew
 */
public record HttpService(
    URI base,
    String path,
    int status,
    Optional<String> contains,
    Duration patience,
    Optional<Command> restart) {
  public static final int MAX_BODY = 64 * 1024;

  /** One that answers 200 within ten seconds, and can't be started anew. */
  public static HttpService at(URI base) {
    return new HttpService(
        base, "", 200, Optional.empty(), Duration.ofSeconds(10), Optional.empty());
  }

  public HttpService expecting(String from, int answer, Optional<String> text) {
    return new HttpService(base, from, answer, text, patience, restart);
  }

  public HttpService answeringWithin(Duration time) {
    return new HttpService(base, path, status, contains, time, restart);
  }

  public HttpService restartedBy(Command command) {
    return new HttpService(base, path, status, contains, patience, Optional.of(command));
  }
}
