package dev.fairlead.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.core.port.MessageQueue.Delivery;
import dev.fairlead.core.port.MessageQueue.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every message queue does. Each test has queues of its own.
 *
 * <p>An implementation extends this and gives {@link #queues}, {@link #maxReceives}, {@link
 * #passTime} and, if its queues are not made by being named, {@link #create}.
 */
public abstract class MessageQueueContract extends FifoQueueSuite {
  @Test
  void givesOutWhatWasSent() {
    String queue = standard();
    send(queue, "Grüße, 世界 🚀");

    Delivery delivery = receiveOne(queue);

    assertThat(delivery.body()).isEqualTo("Grüße, 世界 🚀");
    assertThat(delivery.receiveCount()).isEqualTo(1);
    assertThat(delivery.group()).isEmpty();
    assertThat(delivery.messageId()).isNotEmpty();
  }

  @Test
  void anEmptyQueueGivesNothing() {
    String queue = standard();

    assertNothingVisible(queue);
    assertThat(queues().depth(queue)).isZero();
  }

  @Test
  void sendingNothingDoesNothing() {
    String queue = standard();

    queues().send(queue, List.of());

    assertThat(queues().depth(queue)).isZero();
  }

  @Test
  void sendsMoreThanAServiceTakesAtOnce() {
    String queue = standard();
    List<String> bodies = IntStream.range(0, 25).mapToObj(i -> "m" + i).toList();

    send(queue, bodies.toArray(String[]::new));

    assertThat(queues().depth(queue)).isEqualTo(25);
    assertThat(bodies(receiveAll(queue, 25))).containsExactlyInAnyOrderElementsOf(bodies);
  }

  @Test
  void givesOutNoMoreThanAskedFor() {
    String queue = standard();
    send(queue, "1", "2", "3");

    assertThat(receive(queue, 2)).hasSizeBetween(1, 2);
  }

  @Test
  void aReceivedMessageIsHiddenUntilItsTimeIsOver() {
    String queue = standard();
    send(queue, "m");
    Delivery first = queues().receive(queue, 1, Duration.ofSeconds(2), Duration.ZERO).getFirst();

    assertNothingVisible(queue);
    passTime(Duration.ofSeconds(2));

    Delivery second = receiveOne(queue);
    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.receiveCount()).isEqualTo(2);
    assertThat(second.receipt()).isNotEqualTo(first.receipt());
  }

  @Test
  void aDeletedMessageIsGone() {
    String queue = standard();
    send(queue, "m");
    Delivery delivery = queues().receive(queue, 1, Duration.ofSeconds(1), Duration.ZERO).getFirst();

    queues().delete(queue, delivery.receipt());
    queues().delete(queue, delivery.receipt());
    passTime(Duration.ofSeconds(1));

    assertNothingVisible(queue);
    assertThat(queues().depth(queue)).isZero();
  }

  @Test
  void deletesSeveralMessagesAndOnlyThem() {
    String queue = standard();
    send(queue, "1", "2", "3");
    List<Delivery> all = receiveAll(queue, 3);
    List<Delivery> kept = all.stream().filter(one -> one.body().equals("2")).toList();
    List<String> receipts =
        all.stream().filter(one -> !kept.contains(one)).map(Delivery::receipt).toList();

    queues().deleteAll(queue, receipts);
    queues().deleteAll(queue, receipts);
    queues().deleteAll(queue, List.of());

    assertThat(queues().depth(queue)).isEqualTo(1);
    queues().changeVisibility(queue, kept.getFirst().receipt(), Duration.ZERO);
    assertThat(receiveOne(queue).body()).isEqualTo("2");
  }

  @Test
  void anOldReceiptDoesNothing() {
    assumeTrue(takesOnlyTheLatestReceipt(), "this queue takes a message's older receipts too");
    String queue = standard();
    send(queue, "m");
    Delivery old = receiveOne(queue);
    queues().changeVisibility(queue, old.receipt(), Duration.ZERO);
    Delivery latest = receiveOne(queue);

    queues().delete(queue, old.receipt());
    queues().changeVisibility(queue, old.receipt(), Duration.ZERO);

    assertNothingVisible(queue);
    assertThat(queues().depth(queue)).isEqualTo(1);
    queues().delete(queue, latest.receipt());
    assertThat(queues().depth(queue)).isZero();
  }

  @Test
  void aMessageIsHiddenForLongerOnRequest() {
    String queue = standard();
    send(queue, "m");
    Delivery delivery = queues().receive(queue, 1, Duration.ofSeconds(1), Duration.ZERO).getFirst();

    queues().changeVisibility(queue, delivery.receipt(), Duration.ofSeconds(60));
    passTime(Duration.ofSeconds(2));

    assertNothingVisible(queue);
  }

  @Test
  void aDelayedMessageIsVisibleLater() {
    String queue = standard();
    queues().send(queue, List.of(Outgoing.later("m", Duration.ofSeconds(2))));

    assertNothingVisible(queue);
    assertThat(queues().depth(queue)).isEqualTo(1);
    passTime(Duration.ofSeconds(2));

    assertThat(receiveOne(queue).body()).isEqualTo("m");
  }

  @Test
  void aMessageReceivedTooOftenIsADeadLetter() {
    String queue = standard();
    send(queue, "poison");
    for (int i = 1; i <= maxReceives(); i++) {
      Delivery delivery = receiveOne(queue);
      assertThat(delivery.receiveCount()).isEqualTo(i);
      queues().changeVisibility(queue, delivery.receipt(), Duration.ZERO);
    }

    assertNothingVisible(queue);
    assertThat(queues().depth(queue)).isZero();
    assertThat(receiveOne(deadLettersOf(queue)).body()).isEqualTo("poison");
  }

  @Test
  void aWaitingReceiverGetsWhatIsSentMeanwhile() {
    String queue = standard();

    List<List<Delivery>> received =
        Racers.race(
            2,
            n ->
                () -> {
                  if (n == 0) {
                    return queues().receive(queue, 1, HIDDEN, Duration.ofSeconds(20));
                  }
                  send(queue, "wake up");
                  return List.of();
                });

    assertThat(bodies(received.getFirst())).containsExactly("wake up");
  }

  @Test
  void noMessageIsGivenToTwoReceivers() {
    String queue = standard();
    List<String> bodies = IntStream.range(0, 60).mapToObj(i -> "m" + i).toList();
    send(queue, bodies.toArray(String[]::new));

    List<List<Delivery>> received =
        Racers.race(
            8,
            n ->
                () -> {
                  List<Delivery> mine = new ArrayList<>();
                  for (List<Delivery> batch = receive(queue, 3);
                      !batch.isEmpty();
                      batch = receive(queue, 3)) {
                    mine.addAll(batch);
                  }
                  return mine;
                });

    assertThat(bodies(received.stream().flatMap(List::stream).toList()))
        .containsExactlyInAnyOrderElementsOf(bodies);
  }

  @Test
  void aMessageHasLimits() {
    String queue = standard();
    String largest = "x".repeat(256 * 1024);

    assertRefusedAsTooMuch(() -> send(queue, largest + "x"));
    assertRefusedAsTooMuch(() -> send(queue, "ü".repeat(128 * 1024 + 1)));
    assertRefusedAsTooMuch(() -> send(queue, ""));
    assertRefusedAsTooMuch(() ->
        queues().send(queue, List.of(Outgoing.later("m", Duration.ofMinutes(15).plusSeconds(1)))));
    assertRefusedAsTooMuch(
        () -> queues().send(queue, List.of(Outgoing.inGroup("m", "group", "id"))));
    assertThat(queues().depth(queue)).isZero();
    send(queue, largest);
    assertThat(receiveOne(queue).body()).isEqualTo(largest);
  }

  @Test
  void aReceiveHasLimits() {
    String queue = standard();
    Duration none = Duration.ZERO;

    assertRefusedAsTooMuch(() -> receive(queue, 0));
    assertRefusedAsTooMuch(() -> receive(queue, 11));
    assertRefusedAsTooMuch(
        () -> queues().receive(queue, 1, Duration.ofHours(12).plusSeconds(1), none));
    assertRefusedAsTooMuch(() -> queues().receive(queue, 1, HIDDEN, Duration.ofSeconds(21)));
  }
}
