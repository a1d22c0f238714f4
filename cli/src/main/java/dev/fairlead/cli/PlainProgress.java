package dev.fairlead.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One line per event, for logs and pipes: no escapes, nothing redrawn. */
final class PlainProgress implements Progress {
  private static final int MAX_NAME = 32;

  private final Screen screen;

  PlainProgress(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void begin(RunState state) {
    int count = state.operations().size();
    screen.print(
        "Agenda "
            + Text.line(state.id())
            + state.title().map(title -> " \"" + Text.line(title) + "\"").orElse("")
            + (count == 0 ? "" : count == 1 ? ", 1 operation" : ", " + count + " operations"));
  }

  @Override
  public void show(RunState state, List<RunEvent> fresh, Instant now) {
    if (!fresh.isEmpty()) {
      screen.print(lines(state, fresh));
    }
  }

  @Override
  public void tick(RunState state, Instant now) {
    // Silence is fine.
  }

  @Override
  public void end() {
    screen.print("");
  }

  static List<String> lines(RunState state, List<RunEvent> events) {
    int nameColumns =
        state.operations().stream()
            .mapToInt(operation -> Text.width(Text.line(operation.name())))
            .max()
            .orElse(0);
    var lines = new ArrayList<String>();
    for (var event : events) {
      var time =
          state
              .since()
              .flatMap(start -> event.at().map(at -> Durations.clock(Duration.between(start, at))))
              .orElse("--:--.-");
      var subject = Text.line(event.operation().orElse("agenda"));
      lines.add(
          time
              + "  "
              + Text.pad(subject, Math.min(MAX_NAME, Math.max(6, nameColumns)))
              + "  "
              + what(event));
    }
    return lines;
  }

  private static String what(RunEvent event) {
    int dot = event.type().lastIndexOf('.');
    var verb = Text.line(event.type().substring(dot + 1));
    var message = event.message().map(Text::line);
    var attempt =
        event.attempt().filter(number -> number > 1).map(number -> " (attempt " + number + ")");
    // The message of a completion names the outcome, which says it all.
    var said =
        verb.equals("completed")
            ? message.orElse(verb)
            : verb + message.map(text -> ": " + text).orElse("");
    var subject = event.subject().map(text -> "  " + Text.line(text));
    return said + attempt.orElse("") + subject.orElse("");
  }
}
