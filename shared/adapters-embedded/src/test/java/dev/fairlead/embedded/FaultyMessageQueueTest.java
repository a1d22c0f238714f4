package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.MessageQueue.Delivery;
import dev.fairlead.core.port.MessageQueue.Outgoing;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.FaultyMessageQueue;
import dev.fairlead.testkit.faults.QueueFault;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FaultyMessageQueueTest {
  private static final String QUEUE = "queue";
  private static final String FIFO = "queue.fifo";
  private static final List<String> BODIES =
      IntStream.range(0, 8).mapToObj(Integer::toString).toList();

  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(SettableClock.somewhen());
  private final MessageQueue real = adapters.queues();
  private final FaultScript script = new FaultScript();
  private final MessageQueue queues = new FaultyMessageQueue(real, script);

  @AfterEach
  void close() {
    adapters.close();
  }

  private static void send(MessageQueue queues, List<String> bodies) {
    queues.send(QUEUE, bodies.stream().map(Outgoing::of).toList());
  }

  private static List<Delivery> receive(MessageQueue queues, String queue) {
    return queues.receive(queue, 10, Duration.ofHours(1), Duration.ZERO);
  }

  private static List<String> bodies(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::body).toList();
  }

  @Test
  void withoutFaultsTheyAreTheRealQueues() {
    send(queues, BODIES);

    List<Delivery> received = receive(queues, QUEUE);
    queues.changeVisibility(QUEUE, received.getFirst().receipt(), Duration.ZERO);
    queues.delete(QUEUE, received.getLast().receipt());

    assertThat(bodies(received)).isEqualTo(BODIES);
    assertThat(bodies(receive(queues, QUEUE))).containsExactly("0");
    assertThat(queues.depth(QUEUE)).isEqualTo(7);
  }

  @Test
  void aCallThatFailsBeforehandIsNotDone() {
    script.then(new QueueFault.Throttled()).then(new QueueFault.TimedOutAndNotDone());

    assertFails(Fault.THROTTLED, () -> send(queues, BODIES));
    assertFails(Fault.TIMED_OUT, () -> send(queues, BODIES));

    assertThat(real.depth(QUEUE)).isZero();
  }

  @Test
  void aCallThatTimedOutMayBeDone() {
    script.then(new QueueFault.TimedOutButDone()).then(new QueueFault.TimedOutButDone());

    assertFails(Fault.TIMED_OUT, () -> send(queues, BODIES));
    assertFails(Fault.TIMED_OUT, () -> receive(queues, QUEUE));

    assertThat(real.depth(QUEUE)).isEqualTo(8);
    assertThat(receive(real, QUEUE)).isEmpty();
  }

  @Test
  void whatIsDroppedIsLost() {
    script
        .then(new QueueFault.Dropped())
        .then(new QueueFault.None())
        .then(new QueueFault.Dropped());

    send(queues, List.of("lost when sent"));
    send(queues, List.of("lost when received"));

    assertThat(receive(queues, QUEUE)).isEmpty();
    assertThat(real.depth(QUEUE)).isZero();
  }

  @Test
  void whatIsDoubledWhenSentIsThereTwice() {
    script.then(new QueueFault.Doubled());

    send(queues, List.of("m"));

    assertThat(bodies(receive(real, QUEUE))).containsExactly("m", "m");
  }

  @Test
  void whatIsDoubledWhenReceivedComesAgain() {
    send(real, List.of("m"));
    script.then(new QueueFault.Doubled());

    Delivery first = receive(queues, QUEUE).getFirst();
    Delivery second = receive(queues, QUEUE).getFirst();

    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.receiveCount()).isEqualTo(2);
  }

  @Test
  void whatIsShuffledIsAllThereInAnotherOrder() {
    script
        .then(new QueueFault.Shuffled(1))
        .then(new QueueFault.None())
        .then(new QueueFault.None())
        .then(new QueueFault.Shuffled(1));

    send(queues, BODIES);
    List<String> shuffledWhenSent = bodies(receive(queues, QUEUE));
    send(queues, BODIES);
    List<String> shuffledWhenReceived = bodies(receive(queues, QUEUE));

    assertThat(shuffledWhenSent).containsExactlyInAnyOrderElementsOf(BODIES).isNotEqualTo(BODIES);
    assertThat(shuffledWhenReceived).isEqualTo(shuffledWhenSent);
  }

  @Test
  void aShuffledGroupKeepsItsOrder() {
    List<Outgoing> messages =
        BODIES.stream()
            .map(body -> Outgoing.inGroup(body, Integer.parseInt(body) < 4 ? "low" : "high", body))
            .toList();
    script.then(new QueueFault.None()).then(new QueueFault.Shuffled(1));

    queues.send(FIFO, messages);
    List<String> received = bodies(receive(queues, FIFO));

    assertThat(received)
        .isNotEqualTo(BODIES)
        .containsSubsequence("0", "1", "2", "3")
        .containsSubsequence("4", "5", "6", "7");
  }

  private static void assertFails(Fault fault, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(PortException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
