package dev.fairlead.core.provisioning;

import java.util.Optional;

/**
 * What becomes of the queue of an insight.
 *
 * @param next what is known of it from now on, maybe the same as before; empty: it is gone
 * @param ask what is asked for once that is written down
 */
public record Move(Optional<QueueRecord> next, Ask ask) {
  /** What can be asked of who provides queues. */
  public enum Ask {
    NOTHING,
    /** That it is there and nobody reads it. */
    REST,
    /** That it is there and the executor reads it. */
    READ,
    /** That it goes. */
    REMOVE
  }

  static Move to(QueueRecord next, Ask ask) {
    return new Move(Optional.of(next), ask);
  }
}
