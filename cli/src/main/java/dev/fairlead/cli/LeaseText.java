package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.util.ArrayList;
import java.util.List;

/** Leases, resources and their logs for people. */
final class LeaseText {
  private LeaseText() {}

  static List<String> leases(List<Json.Obj> leases, int columns, Style style) {
    if (leases.isEmpty()) {
      return List.of("No leases. Ask for one with 'fairlead lease acquire --type TYPE'.");
    }
    var table = new Table("ID", "TYPE", "STATE", "ON", "HOLDER", "WHY");
    for (var lease : leases) {
      table.add(
          Table.Cell.of(text(lease, "id")),
          Table.Cell.of(text(lease, "type")),
          Table.Cell.of(text(lease, "state")),
          Table.Cell.of(lease.text("resource").orElse("-")),
          Table.Cell.of(text(lease, "holder")),
          Table.Cell.of(why(lease)));
    }
    return table.lines(columns, style);
  }

  static List<String> resources(List<Json.Obj> resources, int columns, Style style) {
    if (resources.isEmpty()) {
      return List.of("No resources. A blueprint makes them when a lease asks for one.");
    }
    var table = new Table("ID", "NAME", "BLUEPRINT", "STATE", "LEASES", "WHY");
    for (var resource : resources) {
      boolean isCordoned = resource.truth("isCordoned").orElse(false);
      table.add(
          Table.Cell.of(text(resource, "id")),
          Table.Cell.of(text(resource, "name")),
          Table.Cell.of(text(resource, "blueprintId")),
          Table.Cell.of(text(resource, "state") + (isCordoned ? ", cordoned" : "")),
          Table.Cell.of(Long.toString(resource.whole("leases").orElse(0L))),
          Table.Cell.of(text(resource, "why")));
    }
    return table.lines(columns, style);
  }

  /** Each field on a line. */
  static List<String> fields(Json.Obj one) {
    var lines = new ArrayList<String>();
    one.fields()
        .forEach((name, value) -> {
          var said =
              switch (value) {
                case Json.Str(String text) -> text;
                case Json.Obj object when name.equals("why") -> said(object);
                case Json other -> JsonText.write(other);
              };
          lines.add(Text.line(String.format("%-14s%s", name, said)));
        });
    return lines;
  }

  static List<String> log(List<Json.Obj> lines) {
    return lines.stream()
        .map(line ->
            Text.line(
                text(line, "at")
                    + "  "
                    + String.format("%-24s", text(line, "type"))
                    + text(line, "sentence")
                    + " ("
                    + text(line, "by")
                    + ")"))
        .toList();
  }

  private static String why(Json.Obj lease) {
    return lease.field("why").orElse(Json.NULL) instanceof Json.Obj why ? said(why) : "";
  }

  private static String said(Json.Obj why) {
    return text(why, "code") + ": " + text(why, "sentence");
  }

  static String text(Json.Obj object, String field) {
    return object.text(field).orElse("");
  }
}
