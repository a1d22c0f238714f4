package dev.fairlead.cli;

import dev.fairlead.cli.Style.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One picture of a running agenda. Pure: state, time and size in, lines out. */
final class LiveFrame {
  private static final int MAX_NAME = 40;
  private static final int MAX_BAR = 30;

  /** Heading, counts, bar, and the line the cursor rests on. */
  private static final int FIXED_LINES = 4;

  /** Too small a terminal for a list shows the bar alone. */
  private static final int MIN_LIST_LINES = 5;

  private final Style style;

  LiveFrame(Style style) {
    this.style = style;
  }

  /** Fewer lines than the terminal has, none wider than it. */
  List<String> lines(RunState state, Instant now, Screen.Size size) {
    // The last column stays free: some terminals wrap as soon as it is written.
    int columns = size.columns() - 1;
    var lines = new ArrayList<String>();
    if (size.lines() >= MIN_LIST_LINES) {
      lines.add(heading(state, columns));
      int room = size.lines() - FIXED_LINES;
      var shown = shown(state.operations(), room);
      int nameColumns =
          shown.stream().mapToInt(one -> Text.width(Text.line(one.name()))).max().orElse(0);
      for (var operation : shown) {
        lines.add(line(operation, Math.min(MAX_NAME, nameColumns), columns, now));
      }
      if (shown.size() < state.operations().size()) {
        lines.add(rest(state.operations(), shown, columns));
      }
    }
    lines.add(bar(state, columns, now));
    return lines;
  }

  /** All of them in their order if there is room; else what matters most now, in their order. */
  private static List<OperationView> shown(List<OperationView> operations, int room) {
    if (operations.size() <= room) {
      return operations;
    }
    var chosen =
        operations.stream()
            .filter(one -> urgency(one) < 4)
            .sorted(Comparator.comparingInt(LiveFrame::urgency))
            .limit(Math.max(0, room))
            .toList();
    return operations.stream().filter(chosen::contains).toList();
  }

  private static int urgency(OperationView operation) {
    if (operation.failed()) {
      return 1;
    }
    return switch (operation.state()) {
      case "EXECUTING" -> 0;
      case "RETRYING" -> 2;
      case "LEASING" -> 3;
      default -> 4;
    };
  }

  private String heading(RunState state, int columns) {
    var id = Text.line(state.id());
    var title = Text.line(state.title().orElse("Agenda"));
    var shortTitle = Text.cut(title, Math.max(0, columns - Text.width(id) - 2), style.ellipsis());
    return shortTitle.isEmpty()
        ? style.paint(Tone.FAINT, Text.cut(id, columns, style.ellipsis()))
        : style.paint(Tone.STRONG, shortTitle) + "  " + style.paint(Tone.FAINT, id);
  }

  private String line(OperationView operation, int nameColumns, int columns, Instant now) {
    var what = operation.outcome().orElse(operation.state());
    var name = Text.cut(Text.line(operation.name()), nameColumns, style.ellipsis());
    var attempt = operation.attempt() > 1 ? "  attempt " + operation.attempt() : "";
    var before = style.sign(what) + " " + Text.pad(name, nameColumns) + "  ";
    var after =
        Text.pad(Text.line(ResultTable.label(what)), 9)
            + "  "
            + operation.elapsed(now).map(Durations::text).orElse("")
            + attempt
            + (operation.isComplete()
                ? ""
                : operation.said().text().map(said -> "  " + said).orElse(""));
    int room = columns - Text.width(before);
    return room <= 0
        ? Text.cut(before, columns, style.ellipsis())
        : style.paint(Style.tone(what), style.sign(what))
            + before.substring(style.sign(what).length())
            + Text.cut(after.stripTrailing(), room, style.ellipsis());
  }

  private String rest(List<OperationView> all, List<OperationView> shown, int columns) {
    Map<String, Integer> counts = new TreeMap<>();
    for (var operation : all) {
      counts.merge(
          ResultTable.label(operation.outcome().orElse(operation.state())), 1, Integer::sum);
    }
    for (var operation : shown) {
      counts.merge(
          ResultTable.label(operation.outcome().orElse(operation.state())), -1, Integer::sum);
    }
    var parts = new ArrayList<String>();
    counts.forEach((label, count) -> {
      if (count > 0) {
        parts.add(count + " " + label);
      }
    });
    var text = style.ellipsis() + " and " + String.join(", ", parts);
    return style.paint(Tone.FAINT, Text.cut(text, columns, style.ellipsis()));
  }

  private String bar(RunState state, int columns, Instant now) {
    long done = state.completeCount();
    int total = state.operations().size();
    var since = state.since().map(start -> Duration.between(start, now)).orElse(Duration.ZERO);
    var figures = " " + done + "/" + total + "  " + Durations.clock(since);
    int barColumns = Math.min(MAX_BAR, columns - Text.width(figures) - 2);
    return barColumns < 5
        ? Text.cut(figures.strip(), columns, style.ellipsis())
        : style.bar(state.percents(), 100L * total, barColumns) + figures;
  }
}
