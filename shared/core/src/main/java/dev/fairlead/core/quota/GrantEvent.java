package dev.fairlead.core.quota;

import java.util.List;

/** Something that happened to what is held, as a log tells it. */
public sealed interface GrantEvent {
  /** When it happened: a moment by any count that does not run backwards. */
  long at();

  /** From now on there may be so much under a node: a pool, an insight, a customer's part of it. */
  record Limited(long at, String node, Limits limits) implements GrantEvent {}

  /**
   * A holder took more: it was admitted, or it grew.
   *
   * @param nodes under all of which that counts
   */
  record Taken(long at, String holder, List<String> nodes, Amounts amounts) implements GrantEvent {
    public Taken {
      nodes = List.copyOf(nodes);
    }
  }

  /** A holder gave something back, everywhere it counted. */
  record Freed(long at, String holder, Amounts amounts) implements GrantEvent {}

  /** A holder is over; it had to have given nothing back before. */
  record Ended(long at, String holder) implements GrantEvent {}
}
