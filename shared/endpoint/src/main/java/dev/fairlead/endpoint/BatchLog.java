package dev.fairlead.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Is told of every batch of queue messages once, when it ends. Never learns a body. */
@FunctionalInterface
public interface BatchLog {
  /**
   * A batch that ended.
   *
   * @param at when it came
   * @param queue name of the queue, as AWS knows it
   * @param messages how many there were
   * @param failed how many will be delivered again
   * @param failures what was thrown; the messages may hold a payload
   */
  record Entry(
      Instant at,
      String queue,
      int messages,
      int failed,
      Duration took,
      List<RuntimeException> failures) {
    public Entry {
      failures = List.copyOf(failures);
    }

    /** The first thing that was thrown. */
    public Optional<RuntimeException> failure() {
      return failures.stream().findFirst();
    }
  }

  void handled(Entry entry);
}
