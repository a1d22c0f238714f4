package dev.fairlead.cli;

import java.util.List;

/** Lines that are written over the ones before, in a terminal. */
final class Redrawn {
  private static final String ESCAPE = "\u001b[";
  private static final String CLEAR_TO_LINE_END = ESCAPE + "K";
  private static final String CLEAR_BELOW = ESCAPE + "J";
  private static final String HIDE_CURSOR = ESCAPE + "?25l";

  private final Screen screen;
  private int drawn;

  Redrawn(Screen screen) {
    this.screen = screen;
  }

  /** One write a picture: no half-drawn lines. */
  void draw(List<String> lines) {
    var text = new StringBuilder(HIDE_CURSOR);
    text.append(drawn == 0 ? "\r" : "\r" + ESCAPE + drawn + "A");
    for (var line : lines) {
      text.append(line).append(CLEAR_TO_LINE_END).append('\n');
    }
    screen.stream().print(text.append(CLEAR_BELOW));
    screen.stream().flush();
    drawn = lines.size();
  }

  /** The last picture stays; the cursor is back. */
  void leave() {
    LiveProgress.restore(screen);
  }
}
