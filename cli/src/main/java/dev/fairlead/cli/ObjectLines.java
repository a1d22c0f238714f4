package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An object for people: a field a line, and a line for each part of how it stands. */
final class ObjectLines {
  private static final String QUEUE = "queue";
  private static final String USE = "use";
  private static final String INSIGHTS = "insights";

  private ObjectLines() {}

  static List<String> of(Json.Obj object) {
    var shown = new LinkedHashMap<String, String>();
    object
        .fields()
        .forEach((name, value) -> {
          if ((name.equals(QUEUE) || name.equals(USE)) && value instanceof Json.Obj standing) {
            standing
                .fields()
                .forEach((part, of) -> {
                  if (!part.equals(INSIGHTS)) {
                    shown.put(name + " " + part, text(of));
                  }
                });
            AgendaView.items(standing, INSIGHTS)
                .forEach(insight ->
                    shown.put(
                        name + " of " + Text.line(insight.text("insightId").orElse("?")),
                        draw(insight)));
          } else {
            shown.put(name, text(value));
          }
        });
    int longest = shown.keySet().stream().mapToInt(String::length).max().orElse(0);
    var lines = new ArrayList<String>();
    shown.forEach((name, text) -> lines.add(name + " ".repeat(longest - name.length() + 2) + text));
    return lines;
  }

  /** What an insight has of its pool, in the order in which it is told. */
  private static String draw(Json.Obj insight) {
    return insight.fields().entrySet().stream()
        .filter(part -> part.getValue() instanceof Json.Obj)
        .map(part -> part.getKey() + " (" + text(part.getValue()) + ")")
        .collect(Collectors.joining(", "));
  }

  private static boolean isPlain(Json value) {
    return value instanceof Json.Str || value instanceof Json.Num;
  }

  /** A value in a line or a cell. */
  static String text(Json value) {
    return switch (value) {
      case Json.Str(String text) -> Text.line(text);
      case Json.Arr(List<Json> items) when items.isEmpty() -> "-";
      case Json.Arr(List<Json> items) ->
          String.join(", ", items.stream().map(ObjectLines::text).toList());
      case Json.Obj(Map<String, Json> fields) when fields.isEmpty() -> "-";
      case Json.Obj(Map<String, Json> fields)
          when fields.values().stream().allMatch(ObjectLines::isPlain) ->
          // Amounts.
          fields.entrySet().stream()
              .map(field -> field.getKey() + " " + text(field.getValue()))
              .collect(Collectors.joining(", "));
      case Json other -> Text.line(JsonText.write(other));
    };
  }
}
