package dev.fairlead.cli;

import dev.fairlead.cli.Style.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows under a header, in columns as wide as what is in them; the last column is cut to fit. */
final class Table {
  /** A text in a tone. */
  record Cell(String text, Optional<Tone> tone) {
    static Cell of(String text) {
      return new Cell(Text.line(text), Optional.empty());
    }

    static Cell of(String text, Tone tone) {
      return new Cell(Text.line(text), Optional.of(tone));
    }
  }

  private static final int GAP = 2;

  /** No column but the last grows beyond this: one long name must not push the rest away. */
  private static final int MAX_COLUMN = 40;

  private final List<List<Cell>> rows = new ArrayList<>();

  Table(String... headings) {
    var header = new ArrayList<Cell>();
    for (var heading : headings) {
      header.add(Cell.of(heading, Tone.FAINT));
    }
    rows.add(header);
  }

  void add(Cell... cells) {
    rows.add(List.of(cells));
  }

  /** The lines, none wider than {@code columns}. */
  List<String> lines(int columns, Style style) {
    int last = rows.getFirst().size() - 1;
    var widths = new int[last];
    for (var row : rows) {
      for (int i = 0; i < last; i++) {
        widths[i] = Math.min(MAX_COLUMN, Math.max(widths[i], Text.width(row.get(i).text())));
      }
    }
    var lines = new ArrayList<String>();
    for (var row : rows) {
      var line = new StringBuilder();
      int room = columns;
      for (int i = 0; i <= last && room > 0; i++) {
        int width = Math.min(room, i < last ? widths[i] : room);
        var text = Text.cut(row.get(i).text(), width, style.ellipsis());
        var cell = i < last ? Text.pad(text, width) : text;
        line.append(row.get(i).tone().map(tone -> style.paint(tone, cell)).orElse(cell));
        room -= width + GAP;
        if (i < last && room > 0) {
          line.append(" ".repeat(GAP));
        }
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
