package dev.fairlead.testkit.faults;

/** What goes wrong with one call of an item store. A fault that does not fit the call is none. */
public sealed interface ItemFault {
  /** Nothing goes wrong. */
  record None() implements ItemFault {}

  /** {@code THROTTLED}; not applied. */
  record Throttled() implements ItemFault {}

  /** {@code CONFLICT}; not applied. Only a transaction has it. */
  record Conflict() implements ItemFault {}

  /** {@code TIMED_OUT}, after it was applied, or refused. Only writes and transactions have it. */
  record TimedOutButDone() implements ItemFault {}

  /** {@code TIMED_OUT}; not applied. */
  record TimedOutAndNotDone() implements ItemFault {}

  /**
   * An index answers as it was some writes ago. Only queries of an index have it.
   *
   * @param writes how many items written through the faulty store it has not seen yet
   */
  record Stale(int writes) implements ItemFault {}
}
