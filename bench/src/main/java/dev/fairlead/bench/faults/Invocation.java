package dev.fairlead.bench.faults;

import dev.fairlead.core.id.CustomerId;
import java.util.Optional;

/** One run of one function: who runs, for whom, and what it has seen of the line so far. */
final class Invocation {
  private final String function;
  private final Optional<CustomerId> customer;
  private long lineReadAt = -1;
  private boolean lineReadStale;

  /**
   * @param customer on whose behalf, if it is one's
   */
  Invocation(String function, Optional<CustomerId> customer) {
    this.function = function;
    this.customer = customer;
  }

  String function() {
    return function;
  }

  Optional<CustomerId> customer() {
    return customer;
  }

  void lineRead(long moment, boolean stale) {
    lineReadAt = moment;
    lineReadStale = stale;
  }

  /** When it read who is in line; negative if it did not, or was told what was long past. */
  long lineReadAt() {
    return lineReadStale ? -1 : lineReadAt;
  }
}
