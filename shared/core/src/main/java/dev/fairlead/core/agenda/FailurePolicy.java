package dev.fairlead.core.agenda;

/** What becomes of the rest of an agenda when one of its operations fails. */
public enum FailurePolicy {
  /** What runs may finish; nothing new starts. */
  DRAIN,
  /** What runs is cancelled; nothing new starts. */
  CANCEL,
  /** Everything that does not depend on the failed operation goes on. */
  CONTINUE
}
