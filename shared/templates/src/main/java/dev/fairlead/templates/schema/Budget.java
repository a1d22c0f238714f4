package dev.fairlead.templates.schema;

/**
 * What one validation may cost. A schema and a payload are a tenant's, and together they can ask
 * for more than anybody has time for: by references that multiply, by patterns that backtrack.
 */
final class Budget {
  /** About a second's work. */
  static final long STEPS = 2_000_000;

  /** A payload has at most 100 levels; a few keywords apply to each. */
  static final int DEPTH = 500;

  private long stepsLeft = STEPS;
  private int depth;

  /** Nothing is left; caught before it leaves the package. */
  static final class SpentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SpentException() {
      super("the budget of a validation is spent", null, false, false);
    }
  }

  void take(long steps) {
    stepsLeft -= steps;
    if (stepsLeft < 0) {
      throw new SpentException();
    }
  }

  void enter(long steps) {
    take(steps);
    depth++;
    if (depth > DEPTH) {
      throw new SpentException();
    }
  }

  void leave() {
    depth--;
  }

  /** A text that costs a step for each look at a character. */
  CharSequence metered(CharSequence text) {
    return new Metered(text);
  }

  private final class Metered implements CharSequence {
    private final CharSequence text;

    Metered(CharSequence text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      take(1);
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Metered(text.subSequence(start, end));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
