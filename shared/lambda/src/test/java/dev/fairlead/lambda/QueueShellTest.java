package dev.fairlead.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.fairlead.endpoint.BatchLog;
import dev.fairlead.endpoint.QueueHandler;
import dev.fairlead.endpoint.QueueMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueueShellTest {
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  private final List<BatchLog.Entry> log = new ArrayList<>();
  private final List<QueueMessage> seen = new ArrayList<>();

  private static SQSEvent event(String queue, String... idsAndGroups) {
    var records = new ArrayList<SQSMessage>();
    for (String idAndGroup : idsAndGroups) {
      var parts = List.of(idAndGroup.split("@", -1));
      var message = new SQSMessage();
      message.setMessageId(parts.getFirst());
      message.setBody("body of " + parts.getFirst());
      message.setEventSourceArn("arn:aws:sqs:eu-west-1:123456789012:" + queue);
      message.setAttributes(
          parts.size() == 1
              ? Map.of("ApproximateReceiveCount", "3")
              : Map.of("ApproximateReceiveCount", "3", "MessageGroupId", parts.getLast()));
      records.add(message);
    }
    var event = new SQSEvent();
    event.setRecords(records);
    return event;
  }

  private List<String> batch(QueueHandler handler, SQSEvent event) {
    return failed(QueueShell.batches(handler, CLOCK, log::add).serve(event));
  }

  private List<String> singly(Set<String> broken, SQSEvent event) {
    QueueHandler.Single handler =
        message -> {
          seen.add(message);
          if (broken.contains(message.messageId())) {
            throw new IllegalStateException(message.body());
          }
        };
    return failed(QueueShell.singly(handler, CLOCK, log::add).serve(event));
  }

  private static List<String> failed(SQSBatchResponse response) {
    return response.getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private List<String> seenIds() {
    return seen.stream().map(QueueMessage::messageId).toList();
  }

  @Test
  void handsOverTheMessagesInOrder() {
    var again =
        batch(
            messages -> {
              seen.addAll(messages);
              return Set.of();
            },
            event("completions.fifo", "m1@g1", "m2@g2"));

    assertThat(again).isEmpty();
    assertThat(seen)
        .containsExactly(
            new QueueMessage("m1", "body of m1", 3, Optional.of("g1")),
            new QueueMessage("m2", "body of m2", 3, Optional.of("g2")));
  }

  @Test
  void hasOnlyTheFailedOnesDeliveredAgain() {
    assertThat(batch(_ -> Set.of("m2"), event("wake", "m1", "m2", "m3"))).containsExactly("m2");
  }

  @Test
  void failsTheWholeBatchWhenTheHandlerThrows() {
    var failure = new IllegalStateException("broken");

    var again =
        batch(
            _ -> {
              throw failure;
            },
            event("wake", "m1", "m2"));

    assertThat(again).containsExactly("m1", "m2");
    assertThat(log)
        .containsExactly(new BatchLog.Entry(NOW, "wake", 2, 2, Duration.ZERO, List.of(failure)));
  }

  @Test
  void failsTheWholeBatchWhenTheHandlerNamesAMessageItWasNotGiven() {
    assertThat(batch(_ -> Set.of("m9"), event("wake", "m1", "m2"))).containsExactly("m1", "m2");
    assertThat(log.getFirst().failure()).isPresent();
  }

  @Test
  void failsTheLaterOnesOfAGroupWithTheFirst() {
    var event = event("completions.fifo", "m1@a", "m2@b", "m3@a", "m4@b", "m5@a");

    assertThat(batch(_ -> Set.of("m3"), event)).containsExactly("m3", "m5");
  }

  @Test
  void doesNotHandleTheLaterOnesOfABrokenGroup() {
    var event = event("completions.fifo", "m1@a", "m2@b", "m3@a", "m4@b");

    assertThat(singly(Set.of("m1"), event)).containsExactly("m1", "m3");
    assertThat(seenIds()).containsExactly("m1", "m2", "m4");
  }

  @Test
  void handlesTheOthersWhenOneFails() {
    assertThat(singly(Set.of("m1", "m3"), event("wake", "m1", "m2", "m3", "m4")))
        .containsExactly("m1", "m3");
    assertThat(seenIds()).containsExactly("m1", "m2", "m3", "m4");
    assertThat(log).hasSize(1);
    assertThat(log.getFirst().failures()).hasSize(2);
  }

  @Test
  void takesAGroupOnAStandardQueueForNoOrder() {
    assertThat(singly(Set.of("m1"), event("permits", "m1@a", "m2@a"))).containsExactly("m1");
    assertThat(seenIds()).containsExactly("m1", "m2");
  }

  @Test
  void takesAnEmptyEvent() {
    assertThat(singly(Set.of(), event("wake"))).isEmpty();
    assertThat(singly(Set.of(), new SQSEvent())).isEmpty();
  }

  @Test
  void letsErrorsOfTheMachineThrough() {
    var shell =
        QueueShell.singly(
            _ -> {
              throw new OutOfMemoryError("no more");
            },
            CLOCK,
            log::add);

    assertThatThrownBy(() -> shell.serve(event("wake", "m1"))).isInstanceOf(OutOfMemoryError.class);
  }
}
