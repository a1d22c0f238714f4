package dev.fairlead.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.core.port.WriteOutcome.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class CancelledTransactionTest {
  private static final Key FIRST = new Key("agendas", "p", "a");
  private static final Key SECOND = new Key("lines", "p", "b");
  private static final List<Write> WRITES =
      List.of(Write.delete(FIRST, Condition.present()), Write.delete(SECOND, Condition.absent()));

  @Test
  void namesTheFirstRefusalAndWhatItFound() {
    var there = new Item(SECOND, Map.of("owner", Attr.of("b")));

    WriteOutcome outcome = outcome(reason("None"), refusedBy(there));

    assertThat(outcome).isEqualTo(new Refused(1, Optional.of(there)));
  }

  @Test
  void findsNothingWhereNothingWas() {
    assertThat(outcome(reason("ConditionalCheckFailed"), reason("None")))
        .isEqualTo(new Refused(0, Optional.empty()));
  }

  @Test
  void aRefusalIsTheAnswerEvenBesideAConflict() {
    assertThat(outcome(reason("TransactionConflict"), reason("ConditionalCheckFailed")))
        .isEqualTo(new Refused(1, Optional.empty()));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("None", "TransactionConflict", Fault.CONFLICT),
        Arguments.of("None", "ThrottlingError", Fault.THROTTLED),
        Arguments.of("TransactionConflict", "ProvisionedThroughputExceeded", Fault.THROTTLED),
        Arguments.of("ThrottlingError", "ValidationError", Fault.LIMIT_EXCEEDED),
        Arguments.of("ItemCollectionSizeLimitExceeded", "None", Fault.LIMIT_EXCEEDED),
        Arguments.of("None", "SomethingNew", Fault.CONFLICT));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void tellsTheWorstOfTheOtherReasons(String first, String second, Fault want) {
    assertThatThrownBy(() -> outcome(reason(first), reason(second)))
        .isInstanceOfSatisfying(PortException.class, e -> assertThat(e.fault()).isEqualTo(want));
  }

  private static CancellationReason reason(String code) {
    return CancellationReason.builder().code(code).build();
  }

  private static CancellationReason refusedBy(Item found) {
    return CancellationReason.builder()
        .code("ConditionalCheckFailed")
        .item(StoredItem.of(found))
        .build();
  }

  private static WriteOutcome outcome(CancellationReason... reasons) {
    return CancelledTransaction.outcome(
        WRITES, TransactionCanceledException.builder().cancellationReasons(reasons).build());
  }
}
