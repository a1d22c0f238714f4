package dev.fairlead.catalog;

import java.time.Duration;

/**
 * The queues. A name that ends in {@code .fifo} is a FIFO queue; each has a dead-letter queue of
 * the same name with {@code -dlq} before the ending.
 *
 * <p>Visibility is at least six times the time limit of the function that reads the queue.
 */
public enum QueueSpec {
  WAKE(
      "wake.fifo",
      "Wakes the scheduler of one insight; group = insight, so that its turns rarely collide.",
      Duration.ofMinutes(1),
      5),
  PERMITS(
      "permits-default",
      "Permits to claim the oldest dispatched agenda of the insight that the body names: of the"
          + " default one, and of each whose own queue is not read.",
      Duration.ofMinutes(3),
      5),
  COMPLETIONS(
      "completions.fifo",
      "Reports to an agenda; group = agenda, so that its steps rarely collide.",
      Duration.ofMinutes(3),
      50),
  ALARMS(
      "alarms",
      "Delayed alarms that are due within 15 minutes; hints, the timers table decides.",
      Duration.ofMinutes(1),
      5),
  PODS(
      "pods",
      "Orders to start pods, to tell of them and to delete them; hints, the executor asks again.",
      Duration.ofMinutes(6),
      5),
  LEASES(
      "leases",
      "Wakes the allocator for a lease, a resource or a type of them, and orders operations on"
          + " hosts; hints, rows are due and the executor asks again.",
      Duration.ofMinutes(6),
      5),
  SAMPLE_WORK("work-sample", "Work for the fleet of sample workers.", Duration.ofSeconds(30), 20);

  /**
   * What the names of the queues of insights start with, which come and go at run time. No name of
   * an environment has a capital, so none that starts like this is another environment's.
   */
  public static final String INSIGHT_PREFIX = "Insight-";

  private final String meaning;
  private final String queueName;
  private final Duration visibility;
  private final int maxReceives;

  QueueSpec(String queueName, String meaning, Duration visibility, int maxReceives) {
    this.meaning = meaning;
    this.queueName = queueName;
    this.visibility = visibility;
    this.maxReceives = maxReceives;
  }

  /** What it is for, in a sentence. */
  public String meaning() {
    return meaning;
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
