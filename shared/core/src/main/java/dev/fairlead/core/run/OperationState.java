package dev.fairlead.core.run;

/** Where an operation stands. */
public enum OperationState {
  WAITING("A dependency is not complete."),
  READY("May be launched."),
  LEASING("Asked for; no sign of life yet."),
  EXECUTING("Running."),
  COMPLETE("Over, with an outcome.");

  private final String meaning;

  OperationState(String meaning) {
    this.meaning = meaning;
  }

  /** What it means, in a sentence. */
  public String meaning() {
    return meaning;
  }
}
