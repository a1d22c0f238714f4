package dev.fairlead.core.secret;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a customer calls a secret: 1 to 64 letters, digits, dots, underscores, dashes. */
public record SecretName(String value) implements Comparable<SecretName> {
  /** What a name looks like. */
  public static final String FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  private static final Pattern PATTERN = Pattern.compile(FORM);

  /**
   * Takes only a good name.
   *
   * @throws IllegalArgumentException for any other
   */
  public SecretName {
    if (!PATTERN.matcher(value).matches()) {
      throw new IllegalArgumentException("not a secret's name");
    }
  }

  /** The name, if the text is one. */
  public static Optional<SecretName> of(String text) {
    return PATTERN.matcher(text).matches() ? Optional.of(new SecretName(text)) : Optional.empty();
  }

  @Override
  public int compareTo(SecretName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
