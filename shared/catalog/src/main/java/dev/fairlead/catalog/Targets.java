package dev.fairlead.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;

/** Fills a route's template. */
final class Targets {
  private Targets() {}

  static String target(Route route, Map<Parameter, String> values) {
    for (Parameter given : values.keySet()) {
      if (given.place() == Parameter.Place.HEADER || !route.spec().parameters().contains(given)) {
        throw new IllegalArgumentException(route + " has no " + given + " in path or query");
      }
    }
    String path = route.path();
    var query = new StringBuilder();
    for (Parameter parameter : route.spec().parameters()) {
      String value = values.get(parameter);
      switch (parameter.place()) {
        case PATH -> {
          if (value == null) {
            throw new IllegalArgumentException(route + " needs " + parameter);
          }
          path = path.replace("{" + parameter.wireName() + "}", encoded(value));
        }
        case QUERY -> {
          if (value != null) {
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(parameter.wireName())
                .append('=')
                .append(encoded(value));
          }
        }
        case HEADER -> {}
      }
    }
    return path + query;
  }

  private static String encoded(String text) {
    // A space is %20 in a path and may be in a query; the plus sign is only right in a query.
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
