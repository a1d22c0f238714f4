package dev.fairlead.wire;

import dev.fairlead.core.error.SourcePosition;

/** Tells the line and column of offsets in a text that are asked for in order; linear in all. */
final class TextCursor {
  private final String text;
  private int offset;
  private int line = 1;
  private int column = 1;

  TextCursor(String text) {
    this.text = text;
  }

  /** The place of one offset. */
  static SourcePosition positionOf(String text, long offset) {
    return new TextCursor(text).positionAt(offset);
  }

  /**
   * The place of a character.
   *
   * @param wanted an offset in UTF-16 units, no less than the last; beyond the end is the end
   */
  SourcePosition positionAt(long wanted) {
    while (offset < wanted && offset < text.length()) {
      int point = text.codePointAt(offset);
      boolean isBreak = point == '\n' || (point == '\r' && !text.startsWith("\n", offset + 1));
      offset += Character.charCount(point);
      line += isBreak ? 1 : 0;
      column = isBreak ? 1 : column + 1;
    }
    return new SourcePosition(line, column);
  }
}
