package dev.fairlead.core.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A secret's value: {@value #MIN_CHARACTERS} characters at least, for fewer could not be kept out
 * of anything without harming the rest of it, and {@value #MAX_BYTES} bytes at most.
 *
 * <p>Never shown: {@link #toString} is the mask.
 */
public record SecretValue(String text) {
  public static final int MIN_CHARACTERS = 6;
  public static final int MAX_BYTES = 4_000;

  /**
   * Takes only what can be a value.
   *
   * @throws IllegalArgumentException for anything else, without telling it
   */
  public SecretValue {
    if (!isValid(text)) {
      throw new IllegalArgumentException("not a secret's value");
    }
  }

  public static boolean isValid(String text) {
    // No process can be given a zero byte, and blanks alone are everywhere.
    return text.strip().length() >= MIN_CHARACTERS
        && text.indexOf('\0') < 0
        && text.getBytes(UTF_8).length <= MAX_BYTES;
  }

  @Override
  public String toString() {
    return Redaction.MASK;
  }
}
