package dev.fairlead.core.access;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A service as a blueprint says it: {@code url}, and if need be {@code path}, {@code status},
 * {@code contains}, {@code patience} and {@code restart}, a list of arguments.
 */
public final class HttpFields {
  private static final int MAX_TEXT = 2048;
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private HttpFields() {}

  /** Reads a service, and notes everything that is wrong with it. */
  public static Optional<HttpService> read(Json.Obj given, JsonPointer at, Findings findings) {
    var url = findings.text(given, at, "url", MAX_TEXT).flatMap(HttpFields::base);
    if (url.isEmpty()) {
      findings.wrongType(
          at.child("url"), "url", "what a host serves, such as http://localhost:8080/");
      return Optional.empty();
    }
    var path = findings.text(given, at, "path", MAX_TEXT).orElse("");
    var service =
        HttpService.at(url.get())
            .expecting(
                path,
                findings.whole(given, at, "status", 100, 599).orElse(200),
                findings.text(given, at, "contains", MAX_TEXT))
            .answeringWithin(
                findings
                    .duration(given, at, "patience", SHORTEST, LONGEST)
                    .orElse(Duration.ofSeconds(10)));
    if (uri(path).isEmpty()) {
      findings.wrongType(at.child("path"), "path", "what follows the url");
      return Optional.empty();
    }
    var restart = texts(given, at, "restart", findings);
    return Optional.of(restart.isEmpty() ? service : service.restartedBy(Command.of(restart)));
  }

  /** A list of strings; empty if it is not there. */
  public static List<String> texts(Json.Obj given, JsonPointer at, String name, Findings findings) {
    var texts = new ArrayList<String>();
    switch (findings.present(given, name).orElse(Json.array(List.of()))) {
      case Json.Arr(List<Json> items) -> {
        for (int i = 0; i < items.size(); i++) {
          if (items.get(i) instanceof Json.Str(String text) && !text.isEmpty()) {
            texts.add(text);
          } else {
            findings.wrongType(at.child(name).child(Integer.toString(i)), name, "a text");
          }
        }
      }
      case Json _ -> findings.wrongType(at.child(name), name, "a list of texts");
    }
    return texts;
  }

  private static Optional<URI> base(String text) {
    return uri(text).filter(it -> "http".equals(it.getScheme()) && it.getHost() != null);
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
