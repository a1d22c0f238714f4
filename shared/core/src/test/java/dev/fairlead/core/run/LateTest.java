package dev.fairlead.core.run;

import static dev.fairlead.core.run.Scenario.tick;
import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Agendas that are not over by their deadline. */
class LateTest {
  private static final Deadline HOUR = new Deadline.Within(Duration.ofHours(1));

  @Test
  void isToldOnceAndChangesNothingElse() {
    var agenda = Scenario.due(HOUR, 1, op("a"), op("b").after("a"));
    var first = agenda.step();
    assertThat(first.intents())
        .contains(new Intent.WakeAt(Scenario.START.plus(Duration.ofHours(1))));

    agenda.pass(Duration.ofHours(1).minusMillis(1)).settle(tick());
    assertThat(agenda.run().lateSince()).isEmpty();
    agenda.pass(Duration.ofMillis(1)).settle(tick());
    agenda.settle(tick());
    agenda.settle(agenda.succeeded("a"));
    agenda.settle(agenda.succeeded("b"));

    assertThat(agenda.run().lateSince()).contains(Scenario.START.plus(Duration.ofHours(1)));
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
    assertThat(warnings(agenda)).isEqualTo(1);
    assertThat(agenda.replayed()).isEqualTo(agenda.run());
  }

  @Test
  void isNotToldOfAnAgendaThatWasOverInTime() {
    var agenda = Scenario.due(HOUR, 1, op("a")).then();
    agenda.settle(agenda.succeeded("a"));

    agenda.pass(Duration.ofHours(2)).settle(tick());

    assertThat(warnings(agenda)).isZero();
  }

  @Test
  void isToldThoughTheEndIsTheFirstThingSeenAfterIt() {
    var agenda = Scenario.due(HOUR, 1, op("a")).then();

    agenda.pass(Duration.ofHours(2));
    agenda.settle(agenda.succeeded("a"));

    assertThat(agenda.run().isComplete()).isTrue();
    assertThat(warnings(agenda)).isEqualTo(1);
  }

  @Test
  void isToldOnceHoweverOftenTheAgendaIsTriedAndAnewWhenItIsDoneAgain() {
    var agenda = Scenario.due(new Deadline.At(Scenario.START), 2, op("a")).then();
    agenda.settle(agenda.failed("a"));
    agenda.settle(agenda.failed("a"));
    assertThat(agenda.run().attempt()).isEqualTo(2);
    assertThat(warnings(agenda)).isEqualTo(1);

    agenda.reset(new Reset.All()).settle();

    assertThat(warnings(agenda)).isEqualTo(2);
  }

  @Test
  void isToldWhilePausedAndWhileDraining() {
    var paused = Scenario.due(HOUR, 1, op("a")).then().signal(Signal.PAUSE);
    paused.pass(Duration.ofHours(1)).settle(tick());
    assertThat(paused.run().state()).isEqualTo(AgendaState.PAUSED);
    assertThat(warnings(paused)).isEqualTo(1);

    var draining = Scenario.due(HOUR, 1, op("a"), op("b")).then();
    draining.settle(draining.failed("a"));
    draining.pass(Duration.ofHours(1)).settle(tick());
    assertThat(draining.run().state()).isEqualTo(AgendaState.DRAINING);
    assertThat(warnings(draining)).isEqualTo(1);
  }

  private static long warnings(Scenario agenda) {
    return agenda.changes().filter(Change.AgendaLate.class::isInstance).count();
  }
}
