package dev.fairlead.testkit.faults;

/** What goes wrong with one call of a queue. A fault that does not fit the call is none. */
public sealed interface QueueFault {
  /** Nothing goes wrong. */
  record None() implements QueueFault {}

  /** {@code THROTTLED}; not done. */
  record Throttled() implements QueueFault {}

  /** {@code TIMED_OUT}, after it was done. What is received this way stays hidden. */
  record TimedOutButDone() implements QueueFault {}

  /** {@code TIMED_OUT}; not done. */
  record TimedOutAndNotDone() implements QueueFault {}

  /** Messages are lost: what is sent is not kept, what is received is deleted and not given out. */
  record Dropped() implements QueueFault {}

  /**
   * Messages come twice: what is sent is sent twice (a FIFO queue drops the second), what is
   * received is at once visible again.
   */
  record Doubled() implements QueueFault {}

  /** A batch, sent or received, is in another order; on a FIFO queue each group keeps its own. */
  record Shuffled(long seed) implements QueueFault {}
}
