package dev.fairlead.doctor.finding;

/** Text that others wrote, as one line that can't steer a terminal. */
final class OneLine {
  private OneLine() {}

  static String of(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints().forEach(point -> clean.appendCodePoint(isHarmful(point) ? ' ' : point));
    return clean.toString().replaceAll(" {2,}", " ").strip();
  }

  private static boolean isHarmful(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
