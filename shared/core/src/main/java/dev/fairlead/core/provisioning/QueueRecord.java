package dev.fairlead.core.provisioning;

import java.time.Instant;

/**
 * What is known of the queue of an insight.
 *
 * @param seen the insight's dispatches when it was last looked at for that
 * @param since when the phase began; of an active queue, when the insight was last seen to dispatch
 * @param version 1 and up; grows with each change
 */
public record QueueRecord(
    String insight, QueuePhase phase, long seen, Instant since, long version) {

  /** Of a queue that there shall be. */
  static QueueRecord begun(String insight, long dispatched, Instant now) {
    return new QueueRecord(insight, QueuePhase.PROVISIONING, dispatched, now, 1);
  }

  QueueRecord in(QueuePhase next, long dispatched, Instant now) {
    return new QueueRecord(insight, next, dispatched, now, version + 1);
  }

  /** Whether permits of the insight go to its queue. */
  public boolean takesPermits() {
    return phase == QueuePhase.ACTIVE;
  }
}
