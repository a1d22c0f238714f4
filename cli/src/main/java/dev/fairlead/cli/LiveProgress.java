package dev.fairlead.cli;

import java.time.Instant;
import java.util.List;

/** Redraws one picture in place, in a terminal. */
final class LiveProgress implements Progress {
  private static final String ESCAPE = "\u001b[";
  private static final String HIDE_CURSOR = ESCAPE + "?25l";
  private static final String SHOW_CURSOR = ESCAPE + "?25h";
  private static final String CLEAR_TO_LINE_END = ESCAPE + "K";
  private static final String CLEAR_BELOW = ESCAPE + "J";

  private final Screen screen;
  private final LiveFrame frame;
  private int drawn;

  LiveProgress(Screen screen, Style style) {
    this.screen = screen;
    this.frame = new LiveFrame(style);
  }

  @Override
  public void begin(RunState state) {
    screen.stream().print(HIDE_CURSOR);
  }

  @Override
  public void show(RunState state, List<RunEvent> fresh, Instant now) {
    draw(frame.lines(state, now, screen.size().get()));
  }

  @Override
  public void heard(RunState state, List<OperationView> news, Instant now) {
    show(state, List.of(), now);
  }

  @Override
  public void tick(RunState state, Instant now) {
    show(state, List.of(), now);
  }

  @Override
  public void end() {
    screen.stream().print(home() + CLEAR_BELOW + SHOW_CURSOR);
    screen.stream().flush();
    drawn = 0;
  }

  /** Puts the cursor back, for a process that is told to stop in the middle of a picture. */
  static void restore(Screen screen) {
    screen.stream().print(SHOW_CURSOR);
    screen.stream().flush();
  }

  private void draw(List<String> lines) {
    var text = new StringBuilder(home());
    for (var line : lines) {
      text.append(line).append(CLEAR_TO_LINE_END).append('\n');
    }
    // One write a picture: no half-drawn lines.
    screen.stream().print(text.append(CLEAR_BELOW));
    screen.stream().flush();
    drawn = lines.size();
  }

  private String home() {
    return drawn == 0 ? "\r" : "\r" + ESCAPE + drawn + "A";
  }
}
