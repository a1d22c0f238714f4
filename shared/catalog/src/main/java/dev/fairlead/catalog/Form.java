package dev.fairlead.catalog;

import java.util.regex.Pattern;

/** What the value of a parameter looks like. */
public sealed interface Form {
  /** Whether a value has this form. */
  boolean fits(String value);

  /** What a value is, to follow "… is": {@code a whole number from 1 to 200}. */
  String words();

  /**
   * A text.
   *
   * @param pattern what the whole text matches; a regular expression that is the same in Java and
   *     in JSON Schema
   * @param maxLength characters
   * @param example one that fits
   */
  record Text(String pattern, int maxLength, String words, String example) implements Form {
    @Override
    public boolean fits(String value) {
      return value.length() <= maxLength && Pattern.matches(pattern, value);
    }
  }

  /**
   * A whole number within a range, both ends included.
   *
   * @param usual what an absent parameter means
   */
  record Whole(long min, long max, long usual) implements Form {
    @Override
    public boolean fits(String value) {
      try {
        long number = Long.parseLong(value);
        return number >= min && number <= max;
      } catch (NumberFormatException notWhole) {
        return false;
      }
    }

    @Override
    public String words() {
      return max == Long.MAX_VALUE
          ? "a whole number, " + min + " or more"
          : "a whole number from " + min + " to " + max;
    }
  }
}
