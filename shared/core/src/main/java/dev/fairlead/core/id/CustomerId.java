package dev.fairlead.core.id;

/** A tenant. 1 to 64 of {@code a-z A-Z 0-9 . _ -}, so that it is safe in keys and paths. */
public record CustomerId(String value) {
  private static final int MOST = 64;

  public CustomerId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a customer id: " + value);
    }
  }

  /** Whether a text has the form of one. By hand: every key that is read is looked at. */
  public static boolean isValid(String value) {
    if (value.isEmpty() || value.length() > MOST || !isAlphanumeric(value.charAt(0))) {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isAlphanumeric(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  @Override
  public String toString() {
    return value;
  }
}
