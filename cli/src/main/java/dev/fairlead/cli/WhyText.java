package dev.fairlead.cli;

import dev.fairlead.cli.Style.Tone;
import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why an agenda waits, for people. Pure: answer in, lines out. */
final class WhyText {
  private static final String MARGIN = "  ";

  /** So narrow that breaking lines would only make it worse. */
  private static final int MIN_TEXT_COLUMNS = 20;

  private final int columns;
  private final Style style;

  WhyText(Screen.Size size, Style style) {
    // Nothing is broken into lines for a file: it is searched, not looked at.
    this.columns = size.equals(Screen.UNBOUNDED) ? Integer.MAX_VALUE : size.columns();
    this.style = style;
  }

  /** The agenda's reason with what would unblock it, then those of operations, a paragraph each. */
  List<String> lines(Json.Obj answer, Instant now) {
    var lines = new ArrayList<String>();
    var whole = object(answer, "reason");
    var state = answer.text("state").orElse("");
    lines.add(
        style.paint(Tone.STRONG, "Agenda " + Text.line(answer.text("agendaId").orElse("")))
            + style.separator()
            + style.paint(Style.tone(state), ResultTable.label(Text.line(state)))
            + code(whole));
    lines.addAll(reason(whole, true, now));
    answer.text("moved").ifPresent(how -> lines.addAll(broken(Text.line(how))));
    AgendaView.items(answer, "whatIfs")
        .forEach(each -> lines.addAll(broken(text(each, "sentence"))));
    var operations = AgendaView.items(answer, "operations");
    for (var operation : operations) {
      var reason = object(operation, "reason");
      var operationState = operation.text("state").orElse("");
      lines.add("");
      lines.add(
          style.paint(Style.tone(operationState), style.sign(operationState))
              + " "
              + style.paint(Tone.STRONG, Text.line(operation.text("operation").orElse("")))
              + code(reason));
      lines.addAll(reason(reason, operations.size() == 1, now));
      operation
          .field("subAgenda")
          .flatMap(WhyText::object)
          .ifPresent(child -> lines.addAll(broken("There: " + text(child, "sentence"))));
    }
    answer
        .whole("moreOperations")
        .filter(more -> more > 0)
        .ifPresent(more -> {
          lines.add("");
          lines.add(style.ellipsis() + " and " + more + " more");
        });
    return lines;
  }

  private String code(Json.Obj reason) {
    return reason
        .text("code")
        .map(code -> style.separator() + style.paint(Tone.FAINT, Text.line(code)))
        .orElse("");
  }

  private List<String> reason(Json.Obj reason, boolean isFull, Instant now) {
    var lines = new ArrayList<String>(broken(text(reason, "sentence")));
    if (isFull) {
      reason
          .text("until")
          .map(Instant::parse)
          .filter(at -> at.isAfter(now))
          .ifPresent(at -> lines.addAll(entry("in", Durations.text(Duration.between(now, at)))));
      reason.text("unblock").ifPresent(what -> lines.addAll(entry("unblocked by", what)));
    }
    return lines;
  }

  private List<String> entry(String label, String text) {
    return broken(label + ": " + Text.line(text));
  }

  private List<String> broken(String text) {
    int room = columns - MARGIN.length();
    List<String> lines = room < MIN_TEXT_COLUMNS ? List.of(text) : Text.wrap(text, room);
    return lines.stream().map(line -> MARGIN + line).toList();
  }

  private static String text(Json.Obj object, String name) {
    return Text.line(object.text(name).orElse(""));
  }

  private static Json.Obj object(Json.Obj object, String name) {
    return object.field(name).flatMap(WhyText::object).orElse(Json.EMPTY);
  }

  private static Optional<Json.Obj> object(Json value) {
    return value instanceof Json.Obj found ? Optional.of(found) : Optional.empty();
  }
}
