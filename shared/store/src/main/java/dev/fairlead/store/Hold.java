package dev.fairlead.store;

import java.util.Arrays;

/** Why an agenda is in no line though it is not over: nothing runs it until somebody wants it. */
public enum Hold {
  /** Its document says so; then a rerun holds it, too. */
  DO_NOT_RUN("doNotRun"),
  /** It was reset, and was not to be run. */
  SKIP_EXECUTION("skipExecution");

  private final String word;

  Hold(String word) {
    this.word = word;
  }

  /** The word in JSON and on screens. */
  public String word() {
    return word;
  }

  static Hold of(String word) {
    return Arrays.stream(values())
        .filter(hold -> hold.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such hold: " + word));
  }
}
