package dev.fairlead.worker;

import dev.fairlead.wire.ReportMessage;
import java.time.Duration;
import java.util.Optional;

/** The two queues a worker lives between. Every method throws when the queue does not answer. */
public interface WorkQueue {
  /**
   * A message that is hidden from other workers for now.
   *
   * @param receiveCount 1 when it is given out for the first time
   */
  record Delivery(String receipt, String body, int receiveCount) {}

  /** Waits a while for a message and hides it for {@code visibility}. */
  Optional<Delivery> receive(Duration visibility);

  /** Hides a received message for so long from now. */
  void extend(String receipt, Duration visibility);

  void delete(String receipt);

  void report(ReportMessage report);
}
