package dev.fairlead.core.run;

/** Where an agenda stands. */
public enum AgendaState {
  /** Accepted, in line. */
  WAITING,
  /** Dispatched by the scheduler, not yet claimed. */
  READY,
  /** Claimed; its operations run. */
  EXECUTING,
  /** An operation failed: what runs may finish, nothing new starts. */
  DRAINING,
  /** Over, with an outcome. */
  COMPLETE
}
