package dev.fairlead.core.port;

import java.util.Optional;

/** A lost race is an ordinary answer, not an exception. */
public sealed interface WriteOutcome {
  /** Applied, all of it. */
  record Written() implements WriteOutcome {}

  /**
   * A condition did not hold; nothing was applied.
   *
   * @param index which write of the transaction refused first; 0 for a single write
   * @param found the item that stood in the way, if there is one
   */
  record Refused(int index, Optional<Item> found) implements WriteOutcome {}

  default boolean isWritten() {
    return this instanceof Written;
  }
}
