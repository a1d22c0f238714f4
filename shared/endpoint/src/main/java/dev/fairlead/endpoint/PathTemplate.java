package dev.fairlead.endpoint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A path with parameters in braces, each a whole segment.
 *
 * @param shape the template without its parameters' names; any literal sorts before a parameter
 */
record PathTemplate(List<Segment> segments, String shape) {
  sealed interface Segment {
    record Literal(String text) implements Segment {}

    record Parameter(String name) implements Segment {}
  }

  PathTemplate {
    segments = List.copyOf(segments);
  }

  static PathTemplate parse(String template) {
    if (!template.startsWith("/")) {
      throw new IllegalArgumentException("not a path template: " + template);
    }
    List<Segment> segments = split(template).stream().map(PathTemplate::segment).toList();
    return new PathTemplate(segments, shape(segments));
  }

  private static Segment segment(String text) {
    return text.startsWith("{") && text.endsWith("}")
        ? new Segment.Parameter(text.substring(1, text.length() - 1))
        : new Segment.Literal(text);
  }

  private static List<String> split(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /** Parameters by name if the path fits; a path that is not well encoded fits nothing. */
  Optional<Map<String, String>> match(String path) {
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    var parts = split(path);
    if (parts.size() != segments.size()) {
      return Optional.empty();
    }
    var parameters = new HashMap<String, String>();
    for (int i = 0; i < parts.size(); i++) {
      var decoded = PercentEncoding.decode(parts.get(i));
      if (decoded.isEmpty() || !fits(segments.get(i), decoded.get(), parameters)) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  private static boolean fits(Segment segment, String text, Map<String, String> parameters) {
    return switch (segment) {
      case Segment.Literal(String wanted) -> wanted.equals(text);
      case Segment.Parameter(String name) -> {
        parameters.put(name, text);
        yield !text.isEmpty();
      }
    };
  }

  private static String shape(List<Segment> segments) {
    return segments.stream()
        .map(segment ->
            switch (segment) {
              case Segment.Literal(String text) -> text;
              case Segment.Parameter _ -> "\uffff";
            })
        .collect(Collectors.joining("/"));
  }
}
