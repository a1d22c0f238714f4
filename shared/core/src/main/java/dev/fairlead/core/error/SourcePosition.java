package dev.fairlead.core.error;

import java.io.Serializable;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column from 1, in characters (Unicode code points) of the line
 */
public record SourcePosition(int line, int column) implements Serializable {
  /** Where every text starts. */
  public static final SourcePosition START = new SourcePosition(1, 1);

  public SourcePosition {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("lines and columns count from 1");
    }
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
