package dev.fairlead.core.run;

import java.util.Arrays;

/** How an operation ended. */
public enum OperationOutcome {
  SUCCEEDED("succeeded"),
  FAILED("failed"),
  SKIPPED("skipped"),
  CANCELLED("cancelled"),
  TIMED_OUT("timedOut");

  private final String word;

  OperationOutcome(String word) {
    this.word = word;
  }

  /** The word in JSON and on screens. */
  public String word() {
    return word;
  }

  public static OperationOutcome of(String word) {
    return Arrays.stream(values())
        .filter(outcome -> outcome.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such operation outcome: " + word));
  }
}
