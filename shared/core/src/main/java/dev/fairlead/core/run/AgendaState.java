package dev.fairlead.core.run;

/** Where an agenda stands. */
public enum AgendaState {
  WAITING("Accepted, in line."),
  READY("Dispatched by the scheduler, not yet claimed."),
  EXECUTING("Claimed; its operations run."),
  PAUSED("What runs may finish; nothing new starts until somebody resumes it."),
  DRAINING(
      "It is to end: nothing new of its main part starts, what runs finishes or is cancelled."),
  COMPLETE("Over, with an outcome.");

  private final String meaning;

  AgendaState(String meaning) {
    this.meaning = meaning;
  }

  /** What it means, in a sentence. */
  public String meaning() {
    return meaning;
  }
}
