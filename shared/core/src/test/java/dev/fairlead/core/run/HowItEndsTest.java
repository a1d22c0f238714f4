package dev.fairlead.core.run;

import static dev.fairlead.core.run.Scenario.tick;
import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.FailurePolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of the rest when something fails, is cancelled, or takes too long. */
class HowItEndsTest {
  @Test
  @Tag("H4")
  void cancelsWhatRunsWhenTheDocumentAsksForThat() {
    var agenda = Scenario.of(FailurePolicy.CANCEL, op("a"), op("b"), op("c").after("b")).then();

    var step = agenda.step(agenda.failed("a"));

    assertThat(step.intents()).contains(new Intent.Release("b", 1), new Intent.Close());
    assertThat(agenda.operation("b").outcome()).contains(OperationOutcome.CANCELLED);
    assertThat(agenda.operation("b").commits()).isZero();
    assertThat(agenda.operation("c").outcome()).contains(OperationOutcome.SKIPPED);
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.FAILED);
  }

  @Test
  void tellsWhatItCancelledAgainSinceTheFirstTimeMayHaveBeenLost() {
    var agenda = Scenario.of(FailurePolicy.CANCEL, op("a"), op("b"), op("last").atLast()).then();
    agenda.step(agenda.failed("a"));

    assertThat(agenda.step(tick()).intents()).contains(new Intent.Release("b", 1));
    assertThat(agenda.step(agenda.succeeded("last")).intents())
        .contains(new Intent.Release("b", 1), new Intent.Close());
  }

  @Test
  void goesOnWithEverythingThatDoesNotNeedWhatFailed() {
    var agenda =
        Scenario.of(
                FailurePolicy.CONTINUE,
                op("a"),
                op("b"),
                op("ofA").after("a"),
                op("ofOfA").after("ofA"),
                op("ofB").after("b"))
            .then();

    agenda.settle(agenda.failed("a"));
    assertThat(agenda.run().state()).isEqualTo(AgendaState.EXECUTING);
    assertThat(agenda.operation("ofOfA").outcome()).contains(OperationOutcome.SKIPPED);
    agenda.settle(agenda.succeeded("b"));
    agenda.settle(agenda.succeeded("ofB"));

    assertThat(agenda.operation("ofB").outcome()).contains(OperationOutcome.SUCCEEDED);
    assertThat(agenda.operation("ofA").diagnostic().orElseThrow().message())
        .isEqualTo("Operation a did not succeed.");
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.FAILED);
  }

  @Test
  @Tag("H4")
  void doesWhatComesFinallyHoweverTheRestWent() {
    for (FailurePolicy policy : FailurePolicy.values()) {
      var agenda =
          Scenario.of(
                  policy, op("a"), op("b"), op("tidy").atLast(), op("tell").after("tidy").atLast())
              .then();

      agenda.settle(agenda.failed("a"));
      if (!agenda.operation("b").isComplete()) {
        assertThat(agenda.operation("tidy").isLeased()).as("%s", policy).isFalse();
        agenda.settle(agenda.succeeded("b"));
      }
      assertThat(agenda.operation("tidy").isLeased()).as("%s", policy).isTrue();
      agenda.settle(agenda.succeeded("tidy"));
      agenda.settle(agenda.succeeded("tell"));

      assertThat(agenda.operation("tell").outcome()).contains(OperationOutcome.SUCCEEDED);
      assertThat(agenda.run().outcome()).contains(AgendaOutcome.FAILED);
    }
  }

  @Test
  void failsAnAgendaWhoseRestWentWellWhenWhatComesFinallyFails() {
    var agenda = Scenario.of(op("a"), op("tidy").atLast(), op("tell").atLast()).then();

    agenda.settle(agenda.succeeded("a"));
    agenda.settle(agenda.failed("tidy"));
    assertThat(agenda.run().isComplete()).isFalse();
    agenda.settle(agenda.succeeded("tell"));

    assertThat(agenda.run().outcome()).contains(AgendaOutcome.FAILED);
  }

  @Test
  void triesWhatComesFinallyAgainAlthoughTheAgendaDrains() {
    var agenda = Scenario.of(op("a"), op("tidy").atLast().attempts(2)).then();

    agenda.settle(agenda.failed("a"));
    agenda.settle(agenda.failed("tidy"));
    agenda.settle(agenda.succeeded("tidy"));

    assertThat(agenda.operation("tidy").outcome()).contains(OperationOutcome.SUCCEEDED);
  }

  @Test
  void cancelsWhatRunsOnceTheAgendaTookTooLong() {
    var limit = Duration.ofMinutes(10);
    var agenda = Scenario.within(limit, op("a"), op("b").after("a"), op("tidy").atLast());

    var first = agenda.step();
    assertThat(first.intents()).contains(new Intent.WakeAt(Scenario.START.plus(limit)));
    agenda.pass(limit.minusMillis(1)).step(tick());
    assertThat(agenda.run().state()).isEqualTo(AgendaState.EXECUTING);
    var late = agenda.pass(Duration.ofMillis(1)).step(tick());

    assertThat(late.intents()).contains(new Intent.Release("a", 1), new Intent.Launch("tidy", 1));
    assertThat(agenda.operation("a").outcome()).contains(OperationOutcome.CANCELLED);
    assertThat(agenda.operation("b").outcome()).contains(OperationOutcome.SKIPPED);
    agenda.pass(limit).settle(agenda.succeeded("tidy"));
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.TIMED_OUT);
  }

  @Test
  void isNotLateWhenOnlyWhatComesFinallyIsLeft() {
    var agenda = Scenario.within(Duration.ofMinutes(1), op("a"), op("tidy").atLast()).then();

    agenda.settle(agenda.succeeded("a"));
    agenda.pass(Duration.ofHours(1)).settle(agenda.succeeded("tidy"));

    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
  }

  @Test
  void cancelsAnAgendaInWhateverStateItIs() {
    var unstepped = Scenario.of(op("a")).signal(Signal.CANCEL);
    var running = Scenario.of(op("a")).then().signal(Signal.CANCEL);
    var paused = Scenario.of(op("a")).then().signal(Signal.PAUSE).signal(Signal.CANCEL);
    var draining = Scenario.of(op("a"), op("b")).then();
    draining.then(draining.failed("b")).signal(Signal.CANCEL);

    for (Scenario agenda : List.of(unstepped, running, paused, draining)) {
      agenda.settle(tick());

      assertThat(agenda.run().outcome()).contains(AgendaOutcome.CANCELLED);
      assertThat(agenda.replayed()).isEqualTo(agenda.run());
      assertThat(agenda.operation("a").outcome().orElseThrow())
          .isIn(OperationOutcome.CANCELLED, OperationOutcome.SKIPPED);
    }
  }

  @Test
  void startsNothingWhilePausedAndGoesOnWhenResumed() {
    var agenda = Scenario.of(op("a").attempts(2), op("b").after("a")).then();

    agenda.signal(Signal.PAUSE).settle(agenda.failed("a"));
    assertThat(agenda.operation("a").state()).isEqualTo(OperationState.READY);
    agenda.settle(tick());
    assertThat(agenda.operation("a").isLeased()).isFalse();
    agenda.signal(Signal.RESUME).settle(tick());

    assertThat(agenda.operation("a").isLeased()).isTrue();
    assertThat(agenda.operation("a").attempt()).isEqualTo(2);
  }

  @Test
  void saysWhenASignalComesTooLateOrChangesNothing() {
    var agenda = Scenario.of(op("a"), op("tidy").atLast()).then();
    assertThat(effect(Signal.RESUME, agenda)).isInstanceOf(Signal.Already.class);
    agenda.signal(Signal.PAUSE);
    assertThat(effect(Signal.PAUSE, agenda)).isInstanceOf(Signal.Already.class);
    agenda.signal(Signal.CANCEL).settle(tick());
    assertThat(effect(Signal.CANCEL, agenda)).isInstanceOf(Signal.Already.class);
    assertThat(effect(Signal.PAUSE, agenda)).isInstanceOf(Signal.TooLate.class);
    agenda.settle(agenda.succeeded("tidy"));

    assertThat(agenda.run().isComplete()).isTrue();
    for (Signal signal : Signal.values()) {
      assertThat(effect(signal, agenda)).isInstanceOf(Signal.TooLate.class);
    }
  }

  private static Signal.Effect effect(Signal signal, Scenario agenda) {
    return signal.on(agenda.run(), "ann", agenda.now());
  }
}
