package dev.fairlead.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.MessageQueue.Outgoing;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class SendBatchesTest {
  private static final int KILO = 1024;

  @Test
  void cutsAfterTenInOrder() {
    List<Outgoing> messages = IntStream.range(0, 23).mapToObj(i -> Outgoing.of("m" + i)).toList();

    var batches = SendBatches.of("wake", messages);

    assertThat(batches).extracting(List::size).containsExactly(10, 10, 3);
    assertThat(batches.stream().flatMap(List::stream))
        .extracting(SendMessageBatchRequestEntry::messageBody)
        .isEqualTo(messages.stream().map(Outgoing::body).toList());
    assertThat(batches.getLast())
        .extracting(SendMessageBatchRequestEntry::id)
        .containsExactly("0", "1", "2");
  }

  @Test
  void cutsBeforeARequestGetsTooLarge() {
    var large = Outgoing.of("x".repeat(256 * KILO));

    var batches = SendBatches.of("wake", List.of(large, large, large, large, Outgoing.of("y")));

    assertThat(batches).extracting(List::size).containsExactly(4, 1);
  }

  @Test
  void sendsNothingForNothing() {
    assertThat(SendBatches.of("wake", List.of())).isEmpty();
  }

  static Stream<Arguments> whatThePortRefuses() {
    var none = Optional.<String>empty();
    var some = Optional.of("x");
    return Stream.of(
        Arguments.of("wake", Outgoing.of("x".repeat(256 * KILO + 1))),
        Arguments.of("wake", Outgoing.of("ü".repeat(128 * KILO) + "x")),
        Arguments.of("wake", Outgoing.of("")),
        Arguments.of("wake", Outgoing.later("x", Duration.ofMinutes(15).plusMillis(1))),
        Arguments.of("wake", Outgoing.later("x", Duration.ofMillis(-1))),
        Arguments.of("wake", Outgoing.inGroup("x", "group", "id")),
        Arguments.of("c.fifo", Outgoing.of("x")),
        Arguments.of("c.fifo", new Outgoing("x", Duration.ZERO, some, none)),
        Arguments.of("c.fifo", new Outgoing("x", Duration.ZERO, none, some)),
        Arguments.of("c.fifo", new Outgoing("x", Duration.ofSeconds(1), some, some)));
  }

  @ParameterizedTest
  @MethodSource("whatThePortRefuses")
  void refusesBeforeAnythingIsSent(String queue, Outgoing message) {
    assertThatThrownBy(() -> SendBatches.of(queue, List.of(message)))
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.fault()).isEqualTo(Fault.LIMIT_EXCEEDED));
  }

  @ParameterizedTest
  @CsvSource({"PT0S,0", "PT0.001S,1", "PT1S,1", "PT1.000000001S,2", "PT12H,43200"})
  void roundsUpToWholeSeconds(Duration duration, int want) {
    assertThat(Seconds.roundedUp(duration)).isEqualTo(want);
  }

  @ParameterizedTest
  @CsvSource({
    "InternalError,false,UNAVAILABLE",
    "ThrottlingException,false,THROTTLED",
    "InvalidMessageContents,true,LIMIT_EXCEEDED"
  })
  void tellsHowManyFailed(String code, boolean ours, Fault want) {
    var failed =
        BatchResultErrorEntry.builder().id("3").code(code).senderFault(ours).message("no").build();

    PortException told = SqsMessageQueue.partialFailure("wake", 10, List.of(failed, failed));

    assertThat(told.fault()).isEqualTo(want);
    assertThat(told).hasMessageStartingWith("2 of 10 messages to wake failed");
  }
}
