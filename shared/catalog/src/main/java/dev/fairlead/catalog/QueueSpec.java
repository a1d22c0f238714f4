package dev.fairlead.catalog;

import java.time.Duration;

/**
 * The queues. A name that ends in {@code .fifo} is a FIFO queue; each has a dead-letter queue of
 * the same name with {@code -dlq} before the ending.
 *
 * <p>Visibility is at least six times the time limit of the function that reads the queue.
 */
public enum QueueSpec {
  /** Wakes the scheduler of one insight; the body is the insight's id. */
  WAKE("wake", Duration.ofMinutes(1), 5),
  /** Permits to claim the oldest dispatched agenda of the default insight, which the body names. */
  PERMITS("permits-default", Duration.ofMinutes(3), 5),
  /** Reports to an agenda; group = agenda, so that its steps rarely collide. */
  COMPLETIONS("completions.fifo", Duration.ofMinutes(3), 50),
  /** Delayed alarms that are due within 15 minutes; hints, the timers table decides. */
  ALARMS("alarms", Duration.ofMinutes(1), 5),
  /** Work for the fleet of sample workers. */
  SAMPLE_WORK("work-sample", Duration.ofSeconds(30), 20);

  private final String queueName;
  private final Duration visibility;
  private final int maxReceives;

  QueueSpec(String queueName, Duration visibility, int maxReceives) {
    this.queueName = queueName;
    this.visibility = visibility;
    this.maxReceives = maxReceives;
  }

  public String queueName() {
    return queueName;
  }

  /** How long a received message stays hidden before it is given out again. */
  public Duration visibility() {
    return visibility;
  }

  /** Deliveries after which a message moves to the dead-letter queue. */
  public int maxReceives() {
    return maxReceives;
  }
}
