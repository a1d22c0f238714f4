package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.store.ClientTokens.Use;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientTokensTest {
  private final Stack stack = new Stack();
  private final Use first = new Use(Stack.agenda(1).agenda(), "body");
  private final Use second = new Use(Stack.agenda(2).agenda(), "other body");

  @Test
  void remembersTheFirstUseForSevenDays() {
    assertThat(take(Stack.ACME, "key", first).isWritten()).isTrue();

    stack.clock.advance(ClientTokens.MEMORY);

    assertThat(take(Stack.ACME, "key", second))
        .isInstanceOfSatisfying(
            WriteOutcome.Refused.class,
            refused ->
                assertThat(ClientTokens.useOf(refused.found().orElseThrow())).isEqualTo(first));
  }

  @Test
  void forgetsAfterSevenDaysEvenIfNobodyDeletedTheRow() {
    take(Stack.ACME, "key", first);

    stack.clock.advance(ClientTokens.MEMORY.plus(Duration.ofSeconds(1)));

    assertThat(take(Stack.ACME, "key", second).isWritten()).isTrue();
  }

  @Test
  void keepsCustomersAndOddTokensApart() {
    take(Stack.ACME, "key", first);

    assertThat(take(Stack.GLOBEX, "key", second).isWritten()).isTrue();
    assertThat(take(Stack.ACME, "key/ü%", second).isWritten()).isTrue();
    assertThat(take(Stack.ACME, " ".repeat(256), second).isWritten()).isTrue();
    assertThat(take(Stack.ACME, "Key", second).isWritten()).isTrue();
  }

  private WriteOutcome take(CustomerId customer, String token, Use use) {
    return stack.items.write(ClientTokens.take(customer, token, use, stack.clock.instant()));
  }
}
