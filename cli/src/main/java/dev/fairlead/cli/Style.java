package dev.fairlead.cli;

/**
 * How things look: with or without colours, with Unicode's signs or in ASCII.
 *
 * @param colored whether colour escapes may be written
 * @param unicode whether the stream's encoding has more than ASCII
 */
record Style(boolean colored, boolean unicode) {
  static final Style PLAIN = new Style(false, false);

  /** Meanings, not colours. */
  enum Tone {
    GOOD("32"),
    BAD("31"),
    BUSY("36"),
    WARN("33"),
    FAINT("2"),
    STRONG("1");

    private final String code;

    Tone(String code) {
      this.code = code;
    }
  }

  /** The text in a tone. It must have its final width already. */
  String paint(Tone tone, String text) {
    return colored ? "\u001b[" + tone.code + "m" + text + "\u001b[0m" : text;
  }

  /** Ends a text that was cut. */
  String ellipsis() {
    return unicode ? "…" : "...";
  }

  /** Stands between the figures of a summary. */
  String separator() {
    return unicode ? " · " : ", ";
  }

  /** Stands before what somebody else wrote. */
  String gutter() {
    return unicode ? "│" : "|";
  }

  String dash() {
    return unicode ? "–" : "-";
  }

  /** One sign for a state or outcome. */
  String sign(String stateOrOutcome) {
    return switch (stateOrOutcome) {
      case "succeeded" -> unicode ? "✔" : "+";
      case "failed", "timedOut" -> unicode ? "✘" : "x";
      case "skipped", "cancelled" -> unicode ? "○" : "o";
      case "EXECUTING" -> unicode ? "▶" : ">";
      case "RETRYING" -> unicode ? "↻" : "~";
      default -> unicode ? "·" : ".";
    };
  }

  static Tone tone(String stateOrOutcome) {
    return switch (stateOrOutcome) {
      case "succeeded" -> Tone.GOOD;
      case "failed", "timedOut" -> Tone.BAD;
      case "EXECUTING" -> Tone.BUSY;
      case "RETRYING", "cancelled" -> Tone.WARN;
      default -> Tone.FAINT;
    };
  }

  /** A bar of so many columns, filled in proportion. */
  String bar(long done, long total, int columns) {
    int filled = total <= 0 ? 0 : (int) Math.min(columns, done * columns / total);
    return unicode
        ? paint(Tone.GOOD, "━".repeat(filled)) + paint(Tone.FAINT, "─".repeat(columns - filled))
        : "[" + "#".repeat(filled) + "-".repeat(columns - filled) + "]";
  }
}
