package dev.fairlead.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.Write;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A conditional write that was applied but whose answer was lost must not be sent again by the SDK,
 * nor by the JDK beneath it: it would be refused because of itself.
 */
class WritesAreSentOnceTest {
  private static final Key KEY = new Key("tokens", "p", "s");
  private static final Write CLAIM = Write.put(new Item(KEY, Map.of()), Condition.absent());

  static Stream<Consumer<ItemStore>> writes() {
    return Stream.of(
        store -> store.write(CLAIM),
        store -> store.write(Write.delete(KEY)),
        store -> store.transact(List.of(CLAIM)));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void whenTheServerHangsUpBeforeItAnswers(Consumer<ItemStore> write) throws IOException {
    try (var server = RawServer.hangingUp();
        var aws = EmulatedAws.with().dynamoDb(server.address()).open()) {
      assertFault(Fault.TIMED_OUT, () -> write.accept(aws.items()));

      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("writes")
  void whenTheServerBreaks(Consumer<ItemStore> write) throws IOException {
    try (var server = RawServer.answering(500, "InternalServerError");
        var aws = EmulatedAws.with().dynamoDb(server.address()).open()) {
      assertFault(Fault.TIMED_OUT, () -> write.accept(aws.items()));

      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("writes")
  void butAgainWhenThrottledBecauseThatWasNotApplied(Consumer<ItemStore> write) throws IOException {
    try (var server = RawServer.answering(400, "ThrottlingException");
        var aws = EmulatedAws.with().dynamoDb(server.address()).open()) {
      assertFault(Fault.THROTTLED, () -> write.accept(aws.items()));

      assertThat(server.requests()).isGreaterThan(1);
    }
  }

  @Test
  void whileReadsAreSentAgain() throws IOException {
    try (var server = RawServer.answering(500, "InternalServerError");
        var aws = EmulatedAws.with().dynamoDb(server.address()).open()) {
      assertFault(Fault.UNAVAILABLE, () -> aws.items().read(KEY));

      assertThat(server.requests()).isGreaterThan(1);
    }
  }

  private static void assertFault(Fault want, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(PortException.class, e -> assertThat(e.fault()).isEqualTo(want));
  }
}
