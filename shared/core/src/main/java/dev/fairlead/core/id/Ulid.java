package dev.fairlead.core.id;

/**
 * The form of ids that sort by the time of their making: 26 characters, of which the first 10 are
 * 48 bits of milliseconds and the others 80 random bits, in Crockford's base 32, lower case.
 *
 * @see <a href="https://github.com/ulid/spec">ULID</a>
 */
public final class Ulid {
  /** Characters of one. */
  public static final int LENGTH = 26;

  /** Characters of these that tell the time. */
  public static final int TIME = 10;

  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

  private Ulid() {}

  /** The digit of a number's lowest five bits. */
  public static char digit(int bits) {
    return DIGITS.charAt(bits & 31);
  }

  /** Whether a text has the form of one. By hand: every key that is read is looked at. */
  public static boolean isWellFormed(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      if (DIGITS.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
