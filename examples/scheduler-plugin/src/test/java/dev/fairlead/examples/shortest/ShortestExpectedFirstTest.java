package dev.fairlead.examples.shortest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.Contest;
import dev.fairlead.core.scheduling.Decision;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Waiting;
import dev.fairlead.testkit.contracts.AlgorithmContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortestExpectedFirstTest extends AlgorithmContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Override
  protected String name() {
    return "shortest-expected-first";
  }

  /**
   * The agenda is thought to take 10 slot-seconds, the others 1: what comes in 10 · (10 − 1)
   * seconds goes before it, 100 at first and 20 a second, on ten slots.
   */
  @Override
  protected Duration longestWait() {
    long slotSeconds = 100 + 20 * 90;
    return Duration.ofSeconds(slotSeconds / 10 + 1);
  }

  @Test
  void takesTheShortestFirstAlsoOfOneCustomer() {
    var line = List.of(agenda("a", 1, 0, 30), agenda("a", 2, 1, 5), agenda("b", 3, 2, 10));

    assertThat(numbers(line)).containsExactly(2, 3, 1);
  }

  @Test
  void whatIsLongIsPassedForSoLongOnly() {
    var line = List.of(agenda("a", 1, 0, 30), agenda("b", 2, 289, 1), agenda("b", 3, 291, 1));

    assertThat(numbers(line)).containsExactly(2, 1, 3);
  }

  private static List<Integer> numbers(List<Waiting> line) {
    Decision decision =
        Contest.decide(
            Snapshot.ofLine(NOON, 10, line),
            new ShortestExpectedFirst(),
            Policy.of("shortest-expected-first"));
    return decision.picks().stream()
        .map(pick -> Integer.valueOf(pick.waiting().agenda().agenda().value()))
        .toList();
  }

  private static Waiting agenda(String customer, int number, int second, double estimate) {
    var key = new AgendaKey(new CustomerId(customer), new AgendaId("%026d".formatted(number)));
    return new Waiting(key, 0, NOON.plusSeconds(second), Amounts.of(1, 1, 0, 0), estimate);
  }
}
