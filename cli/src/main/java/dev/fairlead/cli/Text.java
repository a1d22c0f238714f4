package dev.fairlead.cli;

import java.util.ArrayList;
import java.util.List;

/** Text as a terminal shows it: in columns, one line, nothing that steers the terminal. */
final class Text {
  private Text() {}

  /**
   * One harmless line: what a tenant, a program or a server wrote must not move the cursor,
   * recolour the screen or break a table.
   */
  static String line(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints().forEach(point -> clean.appendCodePoint(isHarmful(point) ? ' ' : point));
    return clean.toString().strip();
  }

  /** Whether it may be sent as an HTTP header: visible ASCII, and spaces inside. */
  static boolean isHeaderValue(String text) {
    return !text.isBlank() && text.chars().allMatch(unit -> unit >= ' ' && unit <= '~');
  }

  /** As {@link #line}, but keeps the lines and tabs. */
  static String block(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          if (point == '\n' || point == '\t' || !isHarmful(point)) {
            clean.appendCodePoint(point);
          }
        });
    return clean.toString();
  }

  /** Columns that the text takes. */
  static int width(String text) {
    return text.codePoints().map(Text::width).sum();
  }

  /** At most {@code columns} of the text; a cut one ends in the mark. */
  static String cut(String text, int columns, String mark) {
    if (width(text) <= columns) {
      return text;
    }
    int room = columns - width(mark);
    if (room < 0) {
      return "";
    }
    var kept = new StringBuilder();
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      used += width(point);
      if (used > room) {
        break;
      }
      kept.appendCodePoint(point);
      i += Character.charCount(point);
    }
    return kept.append(mark).toString();
  }

  /**
   * The text in lines of at most so many columns: broken at spaces, and inside words that are wider
   * than a line. An empty text is one empty line.
   *
   * @param columns 2 or more
   */
  static List<String> wrap(String text, int columns) {
    var lines = new ArrayList<String>();
    var rest = text;
    while (width(rest) > columns) {
      int fitting = cut(rest, columns, "").length();
      int space = rest.lastIndexOf(' ', fitting);
      int end = space > 0 ? space : fitting;
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  /** As a shell takes it for one word. */
  static String quoted(String text) {
    var line = line(text);
    boolean safe =
        !line.isEmpty()
            && line.codePoints()
                .allMatch(point -> Character.isLetterOrDigit(point) || "-_./@".indexOf(point) >= 0);
    return safe ? line : "'" + line.replace("'", "'\\''") + "'";
  }

  /** The text and as many spaces as make it that wide. */
  static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  private static boolean isHarmful(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static int width(int point) {
    if (point < 0x300) {
      return 1;
    }
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (point >= 0x1100 && point <= 0x115F)
            || (point >= 0x2E80 && point <= 0xA4CF)
            || (point >= 0xAC00 && point <= 0xD7A3)
            || (point >= 0xF900 && point <= 0xFAFF)
            || (point >= 0xFE30 && point <= 0xFE6F)
            || (point >= 0xFF00 && point <= 0xFF60)
            || (point >= 0xFFE0 && point <= 0xFFE6)
            || (point >= 0x1F300 && point <= 0x1FAFF)
            || (point >= 0x20000 && point <= 0x3FFFD);
    return wide ? 2 : 1;
  }
}
