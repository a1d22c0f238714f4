package dev.fairlead.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.MessageQueue.Delivery;
import dev.fairlead.core.port.MessageQueue.Outgoing;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What an implementation gives to the queue suites, and the words the suites are written in. */
abstract class QueueFixture {
  /** How long a received message is hidden, where a test does not mean another time. */
  static final Duration HIDDEN = Duration.ofSeconds(30);

  private static final int MOST_RECEIVES = 100;

  private final String prefix = UniqueNames.forTestOf(getClass());

  /** The queues under test; the same ones throughout a test. */
  protected abstract MessageQueue queues();

  /**
   * Makes a queue, with its dead letters, and returns its name. As it stands, queues are made when
   * first named.
   *
   * @param name letters, digits and dashes, unique to the test; ends in {@code .fifo} for a FIFO
   *     queue
   */
  protected String create(String name) {
    return name;
  }

  /** After how many deliveries a message of a queue from {@link #create} is a dead letter. */
  protected abstract int maxReceives();

  /** The name of a queue's dead-letter queue. */
  protected String deadLettersOf(String queue) {
    return queue.endsWith(".fifo") ? queue.replace(".fifo", "-dlq.fifo") : queue + "-dlq";
  }

  /** Lets so much time pass for the queues. Tests ask for seconds, whole ones. */
  protected abstract void passTime(Duration time);

  /**
   * The longest time that {@link #passTime} is ready to pass; tests that need more are left out.
   */
  protected Duration longestTime() {
    return Duration.ofSeconds(5);
  }

  /**
   * Whether a message's older receipts do nothing, as far as this can be relied on; the test of it
   * is left out elsewhere. SQS says of standard queues that a delete by one may not succeed.
   */
  protected boolean takesOnlyTheLatestReceipt() {
    return true;
  }

  String standard() {
    return create(prefix);
  }

  String fifo() {
    return create(prefix + ".fifo");
  }

  void send(String queue, String... bodies) {
    queues().send(queue, List.of(bodies).stream().map(Outgoing::of).toList());
  }

  /** Sends to a group; each body is its own deduplication id. */
  void sendTo(String group, String queue, String... bodies) {
    queues()
        .send(
            queue,
            List.of(bodies).stream().map(body -> Outgoing.inGroup(body, group, body)).toList());
  }

  List<Delivery> receive(String queue, int max) {
    return queues().receive(queue, max, HIDDEN, Duration.ZERO);
  }

  /** Receives until so many came; a service may give fewer at a time than it has. */
  List<Delivery> receiveAll(String queue, int count) {
    List<Delivery> all = new ArrayList<>();
    for (int i = 0; i < MOST_RECEIVES && all.size() < count; i++) {
      all.addAll(receive(queue, Math.min(10, count - all.size())));
    }
    assertThat(all).hasSize(count);
    return all;
  }

  Delivery receiveOne(String queue) {
    return receiveAll(queue, 1).getFirst();
  }

  void assertNothingVisible(String queue) {
    assertThat(receive(queue, 10)).isEmpty();
  }

  static List<String> bodies(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::body).toList();
  }

  static void assertRefusedAsTooMuch(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.fault()).isEqualTo(Fault.LIMIT_EXCEEDED));
  }
}
