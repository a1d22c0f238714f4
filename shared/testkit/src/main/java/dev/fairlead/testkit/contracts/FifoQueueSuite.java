package dev.fairlead.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.core.port.MessageQueue.Delivery;
import dev.fairlead.core.port.MessageQueue.Outgoing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Order within groups, and deduplication. */
abstract class FifoQueueSuite extends QueueFixture {
  @Test
  void aGroupIsGivenOutInOrder() {
    String queue = fifo();
    sendTo("g", queue, "1", "2", "3");
    sendTo("g", queue, "4");

    for (String want : List.of("1", "2", "3", "4")) {
      Delivery next = receiveOne(queue);
      assertThat(next.body()).isEqualTo(want);
      assertThat(next.group()).contains("g");
      queues().delete(queue, next.receipt());
    }
    assertNothingVisible(queue);
  }

  @Test
  void aBatchOfAGroupIsInOrder() {
    String queue = fifo();
    sendTo("g", queue, "1", "2", "3");

    List<Delivery> batch = receive(queue, 10);

    assertThat(List.of("1", "2", "3")).startsWith(bodies(batch).toArray(String[]::new));
    assertThat(batch).isNotEmpty();
  }

  @Test
  void aGroupWaitsForItsEarlierMessages() {
    String queue = fifo();
    sendTo("g", queue, "1", "2");
    Delivery first = receiveOne(queue);

    assertNothingVisible(queue);
    queues().delete(queue, first.receipt());

    assertThat(receiveOne(queue).body()).isEqualTo("2");
  }

  @Test
  void groupsDoNotWaitForEachOther() {
    String queue = fifo();
    sendTo("a", queue, "a1", "a2");
    sendTo("b", queue, "b1");
    Delivery first = receiveOne(queue);
    Delivery second = receiveOne(queue);

    assertThat(bodies(List.of(first, second))).containsExactlyInAnyOrder("a1", "b1");
    assertNothingVisible(queue);
  }

  @Test
  void aGroupGoesOnWithTheSameMessageWhenItIsVisibleAgain() {
    String queue = fifo();
    sendTo("g", queue, "1", "2");
    Delivery first = receiveOne(queue);

    queues().changeVisibility(queue, first.receipt(), Duration.ZERO);

    Delivery again = receiveOne(queue);
    assertThat(again.body()).isEqualTo("1");
    assertThat(again.receiveCount()).isEqualTo(2);
    assertNothingVisible(queue);
  }

  @Test
  void aSecondMessageWithTheSameIdIsDropped() {
    String queue = fifo();
    queues().send(queue, List.of(Outgoing.inGroup("first", "g", "id")));
    queues().send(queue, List.of(Outgoing.inGroup("second", "g", "id")));
    queues()
        .send(
            queue,
            List.of(Outgoing.inGroup("third", "g", "id"), Outgoing.inGroup("other", "g", "id2")));

    for (String want : List.of("first", "other")) {
      Delivery next = receiveOne(queue);
      assertThat(next.body()).isEqualTo(want);
      queues().delete(queue, next.receipt());
    }
    assertNothingVisible(queue);
  }

  @Test
  void anIdIsDroppedAlsoWhenItsMessageIsDeletedAlready() {
    String queue = fifo();
    sendTo("g", queue, "once");
    queues().delete(queue, receiveOne(queue).receipt());

    sendTo("g", queue, "once");

    assertNothingVisible(queue);
  }

  @Test
  void anIdIsForgottenAfterFiveMinutes() {
    assumeTrue(
        longestTime().compareTo(Duration.ofMinutes(5)) >= 0,
        "this queue's clock is the real one: five minutes are not waited for");
    String queue = fifo();
    sendTo("g", queue, "again");
    queues().delete(queue, receiveOne(queue).receipt());

    passTime(Duration.ofMinutes(5).minusSeconds(1));
    sendTo("g", queue, "again");
    assertNothingVisible(queue);
    passTime(Duration.ofSeconds(1));
    sendTo("g", queue, "again");

    assertThat(receiveOne(queue).body()).isEqualTo("again");
  }

  @Test
  void aFifoMessageHasGroupAndIdAndNoDelay() {
    String queue = fifo();
    var group = Optional.of("g");
    var id = Optional.of("id");

    assertRefusedAsTooMuch(() -> send(queue, "neither"));
    assertRefusedAsTooMuch(() -> sendOne(queue, Duration.ZERO, Optional.empty(), id));
    assertRefusedAsTooMuch(() -> sendOne(queue, Duration.ZERO, group, Optional.empty()));
    assertRefusedAsTooMuch(() -> sendOne(queue, Duration.ofSeconds(1), group, id));
    assertNothingVisible(queue);
  }

  private void sendOne(
      String queue, Duration delay, Optional<String> group, Optional<String> deduplicationId) {
    queues().send(queue, List.of(new Outgoing("body", delay, group, deduplicationId)));
  }

  @Test
  void aDeadLetterLetsItsGroupGoOn() {
    String queue = fifo();
    sendTo("g", queue, "poison", "2");
    for (int i = 0; i < maxReceives(); i++) {
      Delivery delivery = receiveOne(queue);
      assertThat(delivery.body()).isEqualTo("poison");
      queues().changeVisibility(queue, delivery.receipt(), Duration.ZERO);
    }

    assertThat(receiveOne(queue).body()).isEqualTo("2");
    assertThat(receiveOne(deadLettersOf(queue)).body()).isEqualTo("poison");
  }
}
