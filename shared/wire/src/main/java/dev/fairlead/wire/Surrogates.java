package dev.fairlead.wire;

/** UTF-16's pairs. */
final class Surrogates {
  private Surrogates() {}

  /** Whether every surrogate has its other half. */
  static boolean arePaired(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
