package dev.fairlead.bench.faults;

import dev.fairlead.core.id.CustomerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One run of one function: who runs, for whom, and what it has seen of the line so far. */
final class Invocation {
  private final String function;
  private final Optional<CustomerId> customer;
  private final Instant begin;
  private final Map<String, Long> linesRead = new HashMap<>();
  private long lineReadAt = -1;
  private boolean lineReadStale;

  /**
   * @param customer on whose behalf, if it is one's
   * @param begin when it began
   */
  Invocation(String function, Optional<CustomerId> customer, Instant begin) {
    this.begin = begin;
    this.function = function;
    this.customer = customer;
  }

  String function() {
    return function;
  }

  Optional<CustomerId> customer() {
    return customer;
  }

  Instant begin() {
    return begin;
  }

  /** It read who waits of one customer, as it is. */
  void lineRead(String partition, long moment) {
    linesRead.put(partition, moment);
  }

  /** When it read who waits of one customer; negative if it did not. */
  long lineReadAt(String partition) {
    return linesRead.getOrDefault(partition, -1L);
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
