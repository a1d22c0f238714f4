package dev.fairlead.core.agenda;

/** A piece of a string that may hold references. */
public sealed interface ReferencePart permits ReferencePart.Text, ReferencePart.Bad, Reference {
  /** Plain text. */
  record Text(String text) implements ReferencePart {}

  /**
   * What begins like a reference but is none.
   *
   * @param why ends a sentence that starts "This is no reference, because …"
   */
  record Bad(String text, String why) implements ReferencePart {}
}
