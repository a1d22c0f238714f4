package dev.fairlead.cli;

import static java.util.stream.Collectors.joining;

import dev.fairlead.cli.Style.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Why an agenda failed, for people. Pure: view and logs in, lines out. */
final class Diagnosis {
  /**
   * What helps further.
   *
   * @param commands to be given one after the other; never broken into lines, for they are copied
   */
  record Step(String purpose, List<String> commands) {
    Step {
      commands = List.copyOf(commands);
    }

    static Step of(String purpose, String... commands) {
      return new Step(purpose, List.of(commands));
    }
  }

  /** Failures that are told in full; a caller need have no more logs than these. */
  static final int MAX_FAILURES = 5;

  private static final int MAX_LOG_LINES = 10;
  private static final int MAX_NAMES = 12;

  private static final String MARGIN = "  ";
  private static final int LABEL_COLUMNS = 14;

  /** So narrow that breaking lines would only make it worse. */
  private static final int MIN_TEXT_COLUMNS = 20;

  private final int columns;
  private final Style style;

  Diagnosis(int columns, Style style) {
    this.columns = columns;
    this.style = style;
  }

  /**
   * The first failures, each with its reason, the end of its log and what did not run because of
   * it; then the steps. Empty if nothing failed.
   *
   * @param log what the last attempt of an operation wrote, lines with their ends; asked for at
   *     most {@link #MAX_FAILURES} operations
   */
  List<String> lines(AgendaView agenda, Function<String, String> log, List<Step> steps) {
    var failed = agenda.operations().stream().filter(OperationView::failed).toList();
    var lines = new ArrayList<String>();
    if (failed.isEmpty()) {
      return lines;
    }
    var aftermath = new Aftermath(agenda);
    for (var operation : failed.subList(0, Math.min(MAX_FAILURES, failed.size()))) {
      lines.add("");
      lines.add(heading(operation));
      operation.diagnostic().ifPresent(why -> lines.addAll(entry("why", why(why))));
      lines.addAll(entry("log", tail(log.apply(operation.name()))));
      lines.addAll(entry("did not run", names(aftermath.notRunAfter(operation.name()))));
      Remedy.of(operation).ifPresent(hint -> lines.addAll(entry("hint", hint)));
    }
    var others = new ArrayList<String>();
    var more = failed.subList(Math.min(MAX_FAILURES, failed.size()), failed.size());
    others.addAll(entry("also failed", names(more.stream().map(OperationView::name).toList())));
    others.addAll(entry("not started", names(aftermath.notStarted())));
    var next =
        steps.stream().flatMap(step -> entry(step.purpose(), step.commands()).stream()).toList();
    Stream.of(others, next)
        .filter(part -> !part.isEmpty())
        .forEach(part -> {
          lines.add("");
          lines.addAll(part);
        });
    return lines;
  }

  private String heading(OperationView operation) {
    var what = operation.outcome().orElse("");
    return style.paint(Style.tone(what), style.sign(what))
        + " "
        + style.paint(Tone.STRONG, Text.line(operation.name()))
        + (what.equals("timedOut") ? " ran out of time" : " failed")
        + (operation.attempt() > 1 ? " after " + operation.attempt() + " attempts" : "");
  }

  private static String why(DiagnosticView why) {
    return why.message().isEmpty() || why.code().isEmpty()
        ? why.text()
        : why.message() + " (" + why.code() + ")";
  }

  private List<String> tail(String log) {
    var all = Text.block(log).lines().toList();
    var lines = new ArrayList<String>();
    int cut = Math.max(0, all.size() - MAX_LOG_LINES);
    if (cut > 0) {
      lines.add(style.paint(Tone.FAINT, style.ellipsis() + " after " + count(cut)));
    }
    for (var line : all.subList(cut, all.size())) {
      for (var piece : broken(line, textColumns() - 2)) {
        lines.add(style.paint(Tone.FAINT, style.gutter()) + " " + piece);
      }
    }
    return lines;
  }

  private static String count(int lines) {
    return lines == 1 ? "1 more line" : lines + " more lines";
  }

  private String names(List<String> names) {
    var shown = names.stream().limit(MAX_NAMES).map(Text::line).collect(joining(", "));
    return names.size() > MAX_NAMES
        ? shown + " and " + (names.size() - MAX_NAMES) + " more"
        : shown;
  }

  private List<String> entry(String label, String text) {
    return text.isEmpty() ? List.of() : entry(label, broken(Text.line(text), textColumns()));
  }

  /** A label before the first line, and the others below that. */
  private List<String> entry(String label, List<String> text) {
    var lines = new ArrayList<String>();
    for (var line : text) {
      var before = Text.pad(lines.isEmpty() ? label : "", LABEL_COLUMNS);
      lines.add(MARGIN + style.paint(Tone.FAINT, before) + line);
    }
    return lines;
  }

  private List<String> broken(String text, int width) {
    return width < MIN_TEXT_COLUMNS ? List.of(text) : Text.wrap(text, width);
  }

  private int textColumns() {
    return columns - MARGIN.length() - LABEL_COLUMNS;
  }
}
