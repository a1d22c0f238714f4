package dev.fairlead.aws;

/**
 * A text as a parameter's value. SSM takes two opening braces in a row for a reference to another
 * parameter and refuses them, so that the second is written as {@code ~1}, and a tilde as {@code
 * ~0}.
 */
final class ParameterText {
  private ParameterText() {}

  static String of(String text) {
    var written = new StringBuilder(text.length());
    char before = 0;
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == '~') {
        written.append("~0");
      } else if (next == '{' && before == '{') {
        written.append("~1");
      } else {
        written.append(next);
      }
      before = next;
    }
    return written.toString();
  }

  static String read(String written) {
    return written.replace("~1", "{").replace("~0", "~");
  }
}
