package dev.fairlead.core.scheduling;

/** By what the scheduler looks up those that compete; more than a bound are never read. */
public enum Candidates {
  /** The accounts with the oldest waiting agendas. */
  OLDEST,

  /** The accounts with the smallest finish tags. */
  LEAST_SERVED,

  /** Of each lane, the accounts with the oldest agendas and those with the smallest finish tags. */
  BOTH
}
