package dev.fairlead.bench.faults;

/**
 * Whoever made the call is gone in the middle of it. An error, because nothing between the call and
 * the simulation may handle it: functions and shells catch exceptions at the most.
 */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash(String where) {
    super(where, null, false, false);
  }
}
