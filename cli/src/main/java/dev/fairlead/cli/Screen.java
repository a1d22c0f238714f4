package dev.fairlead.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * An output stream and what it is connected to.
 *
 * @param terminal whether a terminal shows it
 * @param unicode whether its encoding has more than ASCII
 * @param size the terminal's size now; of something that is no terminal, how wide lines may be
 */
record Screen(PrintStream stream, boolean terminal, boolean unicode, Supplier<Size> size) {
  /** Of a terminal, in characters. */
  record Size(int columns, int lines) {
    /** What is assumed where nothing better is known. */
    static final Size USUAL = new Size(80, 24);
  }

  /** Files and pipes have no width; tables are cut to this so that one result fills no page. */
  static final Size UNBOUNDED = new Size(160, Integer.MAX_VALUE);

  void print(List<String> lines) {
    var text = new StringBuilder();
    for (var line : lines) {
      text.append(line).append('\n');
    }
    stream.print(text);
    stream.flush();
  }

  void print(String line) {
    print(List.of(line));
  }
}
