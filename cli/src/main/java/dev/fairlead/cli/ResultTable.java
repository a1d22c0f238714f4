package dev.fairlead.cli;

import dev.fairlead.cli.Style.Tone;
import dev.fairlead.cli.Table.Cell;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An agenda as a table of its operations and one line of figures. Pure: view in, lines out. */
final class ResultTable {
  /** Up to here every operation is listed; beyond, those that succeeded are counted. */
  private static final int MAX_ROWS = 200;

  private final int columns;
  private final Style style;

  ResultTable(int columns, Style style) {
    this.columns = columns;
    this.style = style;
  }

  /** The agenda's name, its operations, and the figures. */
  List<String> lines(AgendaView agenda, Instant now) {
    var lines = new ArrayList<String>();
    lines.add(heading(agenda));
    lines.add("");
    var table = new Table("OPERATION", "OUTCOME", "TIME", "ATTEMPTS", "RESULT");
    long counted = 0;
    boolean all = agenda.operations().size() <= MAX_ROWS;
    for (var operation : agenda.operations()) {
      if (all || !operation.succeeded()) {
        table.add(row(operation, now));
      } else {
        counted++;
      }
    }
    lines.addAll(table.lines(columns, style));
    if (counted > 0) {
      lines.add(style.ellipsis() + " and " + counted + " that succeeded; '-o json' shows them all");
    }
    lines.add("");
    lines.add(summary(agenda));
    return lines;
  }

  private String heading(AgendaView agenda) {
    var id = Text.line(agenda.id());
    int room = Math.max(0, columns - Text.width(id) - 2);
    var title = Text.cut(Text.line(agenda.title().orElse("Agenda")), room, style.ellipsis());
    return style.paint(Tone.STRONG, title) + "  " + style.paint(Tone.FAINT, id);
  }

  /** One line: outcome, makespan, critical path, ratio. */
  String summary(AgendaView agenda) {
    var what = agenda.outcome().orElse(agenda.state());
    var figures = new ArrayList<String>();
    figures.add(
        style.paint(Style.tone(what), style.sign(what) + " " + label(what))
            + agenda.makespanSeconds().map(time -> " in " + Durations.text(time)).orElse(""));
    agenda
        .criticalPathSeconds()
        .ifPresent(time -> figures.add("critical path " + Durations.text(time)));
    agenda
        .ratio()
        .ifPresent(ratio ->
            figures.add("ratio " + ratio.setScale(2, RoundingMode.HALF_UP).toPlainString()));
    agenda.maxParallel().ifPresent(most -> figures.add("at most " + most + " at once"));
    return String.join(style.separator(), figures);
  }

  private Cell[] row(OperationView operation, Instant now) {
    var what = operation.outcome().orElse(operation.state());
    return new Cell[] {
      Cell.of(operation.name()),
      Cell.of(style.sign(what) + " " + label(what), Style.tone(what)),
      Cell.of(operation.elapsed(now).map(Durations::text).orElse(style.dash())),
      Cell.of(operation.attempt() == 0 ? style.dash() : Long.toString(operation.attempt())),
      operation
          .diagnostic()
          .filter(_ -> !operation.succeeded())
          .map(diagnosis -> Cell.of(diagnosis.text(), Tone.BAD))
          .orElse(Cell.of(operation.result().map(ResultTable::compact).orElse(""))),
    };
  }

  private static String compact(Json result) {
    return result instanceof Json.Str(String text) ? text : JsonText.write(result);
  }

  /** A state or outcome in lower case words. */
  static String label(String stateOrOutcome) {
    return stateOrOutcome.equals("timedOut")
        ? "timed out"
        : stateOrOutcome.toLowerCase(Locale.ROOT);
  }

  /** One line: what failed, when it gave up, and why. */
  static String failure(OperationView operation) {
    boolean late = operation.outcome().filter("timedOut"::equals).isPresent();
    var attempts = operation.attempt() > 1 ? " after " + operation.attempt() + " attempts" : "";
    return Text.line(operation.name())
        + (late ? " ran out of time" : " failed")
        + attempts
        + operation.diagnostic().map(why -> ": " + Text.line(why.text())).orElse(".");
  }
}
