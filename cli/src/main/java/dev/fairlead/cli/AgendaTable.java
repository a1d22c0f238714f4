package dev.fairlead.cli;

import dev.fairlead.cli.Table.Cell;
import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Agendas as a table. Pure: list in, lines out. */
final class AgendaTable {
  private final int columns;
  private final Style style;

  AgendaTable(int columns, Style style) {
    this.columns = columns;
    this.style = style;
  }

  List<String> lines(List<Json.Obj> agendas, Instant now) {
    if (agendas.isEmpty()) {
      return List.of("No agendas yet. Submit one with: fairlead submit FILE");
    }
    var table = new Table("ID", "STATE", "DONE", "ADDED", "TIME", "TITLE");
    for (var agenda : agendas) {
      var what =
          agenda
              .text("outcome")
              .or(() -> agenda.text("held").map(_ -> "HELD"))
              .or(() -> agenda.text("state"))
              .orElse("UNKNOWN");
      table.add(
          Cell.of(agenda.text("id").orElse("")),
          Cell.of(style.sign(what) + " " + ResultTable.label(what), Style.tone(what)),
          Cell.of(done(agenda)),
          Cell.of(
              AgendaView.instant(agenda, "addedAt")
                  .map(added -> Durations.age(Duration.between(added, now)))
                  .orElse(style.dash())),
          Cell.of(time(agenda, now)),
          Cell.of(agenda.text("title").orElse("")));
    }
    return table.lines(columns, style);
  }

  /** While it runs, a list does not know how many are complete. */
  private String done(Json.Obj agenda) {
    return agenda.field("operations").orElse(Json.NULL) instanceof Json.Obj counts
        ? counts.whole("complete").map(String::valueOf).orElse("?")
            + "/"
            + counts.whole("total").orElse(0L)
        : style.dash();
  }

  private String time(Json.Obj agenda, Instant now) {
    return AgendaView.instant(agenda, "startedAt")
        .map(start ->
            Durations.text(
                Duration.between(start, AgendaView.instant(agenda, "completedAt").orElse(now))))
        .orElse(style.dash());
  }
}
