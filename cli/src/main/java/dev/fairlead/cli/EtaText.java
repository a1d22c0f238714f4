package dev.fairlead.cli;

import dev.fairlead.cli.Style.Tone;
import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When an agenda starts and ends, for people. Pure: answer in, lines out. */
final class EtaText {
  private static final String MARGIN = "  ";

  /** So narrow that breaking lines would only make it worse. */
  private static final int MIN_TEXT_COLUMNS = 20;

  private final int columns;
  private final Style style;

  EtaText(Screen.Size size, Style style) {
    // Nothing is broken into lines for a file: it is searched, not looked at.
    this.columns = size.equals(Screen.UNBOUNDED) ? Integer.MAX_VALUE : size.columns();
    this.style = style;
  }

  /** The agenda, its times from now on, and what they are true by. */
  List<String> lines(Json.Obj answer) {
    var lines = new ArrayList<String>();
    var state = answer.text("state").orElse("");
    lines.add(
        style.paint(Tone.STRONG, "Agenda " + Text.line(answer.text("agendaId").orElse("")))
            + style.separator()
            + style.paint(Style.tone(state), ResultTable.label(Text.line(state))));
    var now = answer.text("at").map(Instant::parse).orElse(Instant.EPOCH);
    interval(answer, "start")
        .ifPresent(given -> lines.addAll(broken("starts " + said(given, now))));
    interval(answer, "end").ifPresent(given -> lines.addAll(broken("ends " + said(given, now))));
    answer.text("unknown").ifPresent(why -> lines.addAll(broken(Text.line(why))));
    if (answer.field("assumptions").orElse(Json.NULL) instanceof Json.Arr(List<Json> all)) {
      all.stream()
          .filter(Json.Str.class::isInstance)
          .map(each -> ((Json.Str) each).value())
          .forEach(each ->
              broken("assumes: " + Text.line(each))
                  .forEach(line -> lines.add(style.paint(Tone.FAINT, line))));
    }
    return lines;
  }

  private static Optional<Json.Obj> interval(Json.Obj answer, String name) {
    return answer.field(name).filter(Json.Obj.class::isInstance).map(Json.Obj.class::cast);
  }

  private static String said(Json.Obj interval, Instant now) {
    var low = time(interval, "low", now);
    var high = time(interval, "high", now);
    var expected = time(interval, "expected", now);
    if (high.compareTo(Duration.ofSeconds(1)) < 0) {
      return "at once";
    }
    return "in "
        + Durations.text(expected)
        + "; 80 %: "
        + Durations.text(low)
        + " to "
        + Durations.text(high);
  }

  private static Duration time(Json.Obj interval, String name, Instant now) {
    return interval
        .text(name)
        .map(Instant::parse)
        .map(at -> Duration.between(now, at))
        .orElse(Duration.ZERO);
  }

  private List<String> broken(String text) {
    int room = columns - MARGIN.length();
    List<String> lines = room < MIN_TEXT_COLUMNS ? List.of(text) : Text.wrap(text, room);
    return lines.stream().map(line -> MARGIN + line).toList();
  }
}
