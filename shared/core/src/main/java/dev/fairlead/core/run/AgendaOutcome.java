package dev.fairlead.core.run;

import java.util.Arrays;

/** How an agenda ended. */
public enum AgendaOutcome {
  SUCCEEDED("succeeded"),
  FAILED("failed"),
  CANCELLED("cancelled"),
  TIMED_OUT("timedOut");

  private final String word;

  AgendaOutcome(String word) {
    this.word = word;
  }

  /** The word in JSON and on screens. */
  public String word() {
    return word;
  }

  public static AgendaOutcome of(String word) {
    return Arrays.stream(values())
        .filter(outcome -> outcome.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such agenda outcome: " + word));
  }
}
