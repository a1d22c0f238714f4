package dev.fairlead.local.process;

/** Who decided whether an attempt starts. Decided once: the file never changes after it appears. */
sealed interface Gate {
  /**
   * The attempt started; this process leads its group.
   *
   * @param pid process id and process group id
   * @param birth what tells the process from a later one with the same id: boot and time of start
   */
  record Owned(long pid, String birth) implements Gate {}

  /** The attempt never started and never will. */
  record Closed() implements Gate {}

  String CLOSED = "closed";

  static Gate parse(String line) {
    var text = line.strip();
    if (text.equals(CLOSED)) {
      return new Closed();
    }
    int space = text.indexOf(' ');
    return new Owned(Long.parseLong(text.substring(0, space)), text.substring(space + 1).strip());
  }
}
