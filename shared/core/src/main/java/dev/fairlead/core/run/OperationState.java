package dev.fairlead.core.run;

/** Where an operation stands. */
public enum OperationState {
  /** A dependency is not complete. */
  WAITING,
  /** May be launched. */
  READY,
  /** Asked for; no sign of life yet. */
  LEASING,
  /** Running. */
  EXECUTING,
  /** Over, with an outcome. */
  COMPLETE
}
