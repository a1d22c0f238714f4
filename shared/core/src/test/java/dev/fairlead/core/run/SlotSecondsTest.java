package dev.fairlead.core.run;

import static dev.fairlead.core.run.Scenario.tick;
import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Backoff;
import dev.fairlead.core.agenda.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotSecondsTest {
  private static final Duration LENGTH = Duration.ofSeconds(10);

  /** Of an operation's latest attempt, that it has run for so long and succeeded. */
  private static Report succeeded(Scenario agenda, String operation) {
    var now = agenda.now();
    return new Report.Ended(
        operation,
        agenda.operation(operation).attempt(),
        1,
        Optional.of(now.minus(LENGTH)),
        now,
        ((Report.Ended) agenda.succeeded(operation)).ending());
  }

  @Test
  void countsTheMemoryThatTheLastAttemptHad() {
    var policy = new RetryPolicy(3, Backoff.NONE, Optional.empty(), 2);
    var agenda =
        Scenario.of(
                op("a").requesting(Map.of("memory", 8192L)).retry(policy),
                op("b").requesting(Map.of("memory", 8192L)))
            .then();
    agenda.step(tick());
    agenda.pass(LENGTH);
    agenda.step(agenda.failed("a", Report.Diagnostic.OUT_OF_MEMORY), succeeded(agenda, "b"));
    agenda.step(tick());
    agenda.pass(LENGTH).step(succeeded(agenda, "a"));

    // Two slots, and twice as many once it was given twice as much.
    assertThat(SlotSeconds.of(agenda.plan(), agenda.run())).isEqualTo(10 * 2 + 10 * 4);
  }
}
