package dev.fairlead.core.run;

/** How a running agenda stands to its inventory. */
public sealed interface InventoryLock {
  /** Another agenda has it; this one waits. */
  record Awaited(String holder) implements InventoryLock {}

  /**
   * The agenda has it.
   *
   * @param token grows with every hold: a write with an older one changes nothing
   * @param lockedAt the journal entry by which it got hold of it
   * @param changedAt the last journal entry that changes what is in it, or the same
   */
  record Held(long token, long lockedAt, long changedAt) implements InventoryLock {}
}
