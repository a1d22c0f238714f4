package dev.fairlead.cli.graph;

/**
 * Where an operation stands, as a picture tells it: by colour, by outline, by a sign and by a word,
 * so that none of them is needed alone.
 *
 * <p>The fills are from the palettes of Okabe and Ito, and of Tol, made for eyes that confuse red
 * and green. Every box has its own fill and ink, so the page behind may be light or dark.
 */
public enum Standing {
  /** Not submitted. */
  PLANNED("planned", "", "#f2f2f2", "#000000", Outline.ROUND),
  WAITING("waiting", "·", "#dddddd", "#000000", Outline.ROUND),
  READY("ready", "◇", "#f0e442", "#000000", Outline.ROUND),
  /** Asked for; no sign of life yet. */
  LEASING("leasing", "◈", "#e69f00", "#000000", Outline.ROUND),
  EXECUTING("executing", "▶", "#56b4e9", "#000000", Outline.DOUBLE),
  SUCCEEDED("succeeded", "✔", "#009e73", "#000000", Outline.BOX),
  FAILED("failed", "✘", "#d55e00", "#000000", Outline.CORNERED),
  TIMED_OUT("timed out", "⏱", "#882255", "#ffffff", Outline.CORNERED),
  SKIPPED("skipped", "○", "#ffffff", "#000000", Outline.DASHED),
  CANCELLED("cancelled", "⊘", "#cc79a7", "#000000", Outline.DASHED),
  /** Something that a newer server says. */
  UNKNOWN("unknown", "?", "#ffffff", "#000000", Outline.ROUND);

  /** The shape of a box. */
  enum Outline {
    /** Still to come. */
    ROUND,
    /** Going on. */
    DOUBLE,
    /** Done. */
    BOX,
    /** Went wrong. */
    CORNERED,
    /** Never done. */
    DASHED
  }

  /** Of every outline: visible on light and on dark. */
  static final String STROKE = "#767676";

  private final String word;
  private final String sign;
  private final String fill;
  private final String ink;
  private final Outline outline;

  Standing(String word, String sign, String fill, String ink, Outline outline) {
    this.word = word;
    this.sign = sign;
    this.fill = fill;
    this.ink = ink;
    this.outline = outline;
  }

  /** What the API's words come to; the outcome is empty until the operation is complete. */
  public static Standing of(String state, String outcome) {
    return switch (outcome.isEmpty() ? state : outcome) {
      case "WAITING" -> WAITING;
      case "READY" -> READY;
      case "LEASING" -> LEASING;
      case "EXECUTING" -> EXECUTING;
      case "succeeded" -> SUCCEEDED;
      case "failed" -> FAILED;
      case "timedOut" -> TIMED_OUT;
      case "skipped" -> SKIPPED;
      case "cancelled" -> CANCELLED;
      default -> UNKNOWN;
    };
  }

  String word() {
    return word;
  }

  /** Sign and word. */
  String label() {
    return sign + " " + word;
  }

  String fill() {
    return fill;
  }

  String ink() {
    return ink;
  }

  Outline outline() {
    return outline;
  }
}
