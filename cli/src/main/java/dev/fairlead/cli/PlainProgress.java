package dev.fairlead.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line per event, for logs and pipes: no escapes, nothing redrawn. */
final class PlainProgress implements Progress {
  private static final int MAX_NAME = 32;

  /** Of more operations at once, what they say would drown what happens. */
  private static final int MAX_NEWS = 10;

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
  public void heard(RunState state, List<OperationView> news, Instant now) {
    if (!news.isEmpty() && news.size() <= MAX_NEWS) {
      int columns = nameColumns(state);
      screen.print(
          news.stream()
              .map(one ->
                  line(state, Optional.of(now), one.name(), columns, one.said().text().orElse("")))
              .toList());
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
    int columns = nameColumns(state);
    var lines = new ArrayList<String>();
    for (var event : events) {
      lines.add(line(state, event.at(), event.operation().orElse("agenda"), columns, what(event)));
    }
    return lines;
  }

  private static int nameColumns(RunState state) {
    int widest =
        state.operations().stream()
            .mapToInt(operation -> Text.width(Text.line(operation.name())))
            .max()
            .orElse(0);
    return Math.min(MAX_NAME, Math.max(6, widest));
  }

  private static String line(
      RunState state, Optional<Instant> at, String subject, int columns, String what) {
    var time =
        state
            .since()
            .flatMap(start -> at.map(then -> Durations.clock(Duration.between(start, then))))
            .orElse("--:--.-");
    return time + "  " + Text.pad(Text.line(subject), columns) + "  " + what;
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
