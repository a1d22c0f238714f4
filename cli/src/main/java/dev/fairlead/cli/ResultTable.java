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

  private static final int MIN_NAME = 12;

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
    agenda
        .parent()
        .ifPresent(
            whose -> lines.add(Text.cut("Does " + Text.line(whose), columns, style.ellipsis())));
    lines.add("");
    var table = new Table("OPERATION", "OUTCOME", "TIME", "ATTEMPTS", "RESULT");
    var aftermath = new Aftermath(agenda);
    long counted = 0;
    boolean all = agenda.operations().size() <= MAX_ROWS;
    for (var operation : agenda.operations()) {
      if (all || !operation.succeeded()) {
        table.add(row(operation, aftermath, now));
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
    var end = style.sign(what) + " " + label(what);
    var time = agenda.makespanSeconds().map(took -> " in " + Durations.text(took)).orElse("");
    figures.add(style.paint(Style.tone(what), end) + time);
    int plain = Text.width(end + time);
    agenda
        .percent()
        .filter(_ -> !agenda.isComplete())
        .ifPresent(percent -> figures.add(percent.stripTrailingZeros().toPlainString() + " %"));
    agenda.held().ifPresent(why -> figures.add("held: " + Text.line(why)));
    if (agenda.isLate()) {
      figures.add("past its deadline");
    }
    agenda
        .criticalPathSeconds()
        .ifPresent(length -> figures.add("critical path " + Durations.text(length)));
    agenda
        .ratio()
        .ifPresent(ratio ->
            figures.add("ratio " + ratio.setScale(2, RoundingMode.HALF_UP).toPlainString()));
    agenda.maxParallel().ifPresent(most -> figures.add("at most " + most + " at once"));
    var line = new StringBuilder(figures.getFirst());
    for (var figure : figures.subList(1, figures.size())) {
      // Of a narrow screen the last figures are the ones to spare.
      if (plain + Text.width(style.separator() + figure) > columns) {
        break;
      }
      plain += Text.width(style.separator() + figure);
      line.append(style.separator()).append(figure);
    }
    return line.toString();
  }

  private Cell[] row(OperationView operation, Aftermath aftermath, Instant now) {
    var what = operation.outcome().orElse(operation.state());
    return new Cell[] {
      Cell.of(Text.cut(Text.line(operation.name()), nameColumns(), style.ellipsis())),
      Cell.of(style.sign(what) + " " + label(what), Style.tone(what)),
      Cell.of(operation.elapsed(now).map(Durations::text).orElse(style.dash())),
      Cell.of(operation.attempt() == 0 ? style.dash() : Long.toString(operation.attempt())),
      result(operation, aftermath),
    };
  }

  private static Cell result(OperationView operation, Aftermath aftermath) {
    if (operation.skipped()) {
      return Cell.of(
          aftermath.cause(operation.name()).map(name -> name + " failed").orElse("not started"),
          Tone.FAINT);
    }
    if (operation.state().equals("EXECUTING") && operation.said().text().isPresent()) {
      return Cell.of(operation.said().text().get());
    }
    return operation
        .diagnostic()
        .filter(_ -> !operation.succeeded())
        .map(diagnostic -> Cell.of(diagnostic.text(), Tone.BAD))
        .orElse(Cell.of(operation.result().map(ResultTable::compact).orElse("")));
  }

  /** A third: names are not the only thing that matters. */
  private int nameColumns() {
    return Math.max(MIN_NAME, columns / 3);
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
}
