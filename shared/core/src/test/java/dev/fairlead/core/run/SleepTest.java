package dev.fairlead.core.run;

import static dev.fairlead.core.run.Scenario.tick;
import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Backoff;
import dev.fairlead.core.agenda.Deadline;
import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.agenda.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Until when an agenda needs no look. */
class SleepTest {
  private static final Instant LATER = Scenario.START.plus(Duration.ofDays(3));

  @Test
  void lastsUntilTheFirstOfItsOperationsIsDue() {
    var agenda = Scenario.of(op("a"), op("b"), op("c").after("a")).then();

    assertThat(agenda.sleepsUntil(Map.of("a", LATER.plusMillis(1), "b", LATER))).contains(LATER);
  }

  @Test
  void isNoneWhileSomethingIsOutThere() {
    var agenda = Scenario.of(op("a"), op("b")).then();

    assertThat(agenda.sleepsUntil(Map.of("a", LATER))).isEmpty();
  }

  @Test
  void isNoneWhileAnotherHasItsInventory() {
    var agenda = Scenario.keeping(new InventoryName("site"), op("a")).then();

    assertThat(agenda.sleepsUntil(Map.of())).isEmpty();
  }

  @Test
  void isNoneOnceItIsOver() {
    var agenda = Scenario.of(op("a")).then();
    agenda.settle(agenda.succeeded("a"));

    assertThat(agenda.sleepsUntil(Map.of())).isEmpty();
  }

  @Test
  void endsWithTheTimeOfTheAgenda() {
    var agenda = Scenario.within(Duration.ofHours(1), op("a")).then();

    assertThat(agenda.sleepsUntil(Map.of("a", LATER)))
        .contains(Scenario.START.plus(Duration.ofHours(1)));
  }

  @Test
  void endsWithTheDeadlineUntilThatHasPassed() {
    var agenda = Scenario.due(new Deadline.Within(Duration.ofHours(2)), 1, op("a")).then();
    assertThat(agenda.sleepsUntil(Map.of("a", LATER)))
        .contains(Scenario.START.plus(Duration.ofHours(2)));

    agenda.pass(Duration.ofHours(2)).then(tick());

    assertThat(agenda.sleepsUntil(Map.of("a", LATER))).contains(LATER);
  }

  @Test
  void endsWithThePauseBeforeANextAttempt() {
    var backoff = new Backoff(Duration.ofMinutes(9), 1, Duration.ofMinutes(9), false);
    var operation =
        Scenario.of(op("a").retry(new RetryPolicy(2, backoff, Optional.empty()))).then();
    Instant failed = operation.now();
    operation.then(operation.failed("a"));
    var agenda = Scenario.tried(2, backoff, op("a")).then();
    agenda.settle(agenda.failed("a"));

    assertThat(operation.sleepsUntil(Map.of())).contains(failed.plus(Duration.ofMinutes(9)));
    assertThat(agenda.run().state()).isEqualTo(AgendaState.READY);
    assertThat(agenda.sleepsUntil(Map.of())).isEqualTo(agenda.run().notBefore());
  }

  @Test
  void endsWithTheTimeOfAnOperation() {
    var agenda = Scenario.of(op("a").runningFor(Duration.ofMinutes(20))).then();
    Instant started = agenda.now();
    agenda.then(agenda.started("a"));

    assertThat(agenda.sleepsUntil(Map.of("a", LATER)))
        .contains(started.plus(Duration.ofMinutes(20)));
  }

  @Test
  void hasNoEndWhileOnlySomebodyCanMoveItOn() {
    var agenda = Scenario.of(op("a"), op("b").after("a")).then();
    agenda.settle(agenda.started("a"));
    agenda.signal(Signal.PAUSE);
    agenda.settle(agenda.succeeded("a"));

    assertThat(agenda.sleepsUntil(Map.of())).contains(Instant.MAX);
  }

  @Test
  void isOverWithWhateverEntryFollows() {
    var agenda = Scenario.of(op("a")).then().asleep();
    AgendaRun asleep = agenda.run();
    assertThat(asleep.sleep()).isPresent();

    assertThat(asleep.apply(asleep.sequence() + 1, List.of()).sleep()).isEmpty();
  }
}
