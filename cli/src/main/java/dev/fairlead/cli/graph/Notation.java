package dev.fairlead.cli.graph;

import java.util.List;

/** A language for graphs that some program draws. */
public interface Notation {
  /**
   * The drawing in this language: the same drawing gives the same text. Whatever names and titles
   * hold is shown as it is and never read as the language. Cost: linear in the drawing.
   */
  Sheet write(Drawing drawing);

  /**
   * What to give to the program that draws.
   *
   * @param text lines, each ended
   * @param warnings what that program is known not to draw, one sentence each
   */
  record Sheet(String text, List<String> warnings) {
    public Sheet {
      warnings = List.copyOf(warnings);
    }
  }
}
