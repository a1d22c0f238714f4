package dev.fairlead.core.run;

import static dev.fairlead.core.run.Scenario.tick;
import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Backoff;
import dev.fairlead.core.agenda.FailurePolicy;
import dev.fairlead.core.agenda.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When an attempt is tried again, and how long it may take. */
class RetriesAndDeadlinesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void waitsLongerAfterEachFailure() {
    var backoff = new Backoff(Duration.ofSeconds(2), 2, Duration.ofSeconds(5), false);
    var agenda = Scenario.of(op("a").retry(new RetryPolicy(4, backoff, Optional.empty()))).then();

    for (int seconds : new int[] {2, 4, 5}) {
      var step = agenda.step(agenda.failed("a"));
      var next = agenda.now().plusSeconds(seconds);
      assertThat(step.intents()).contains(new Intent.WakeAt(next));
      agenda.pass(Duration.ofSeconds(seconds).minusMillis(1)).step(tick());
      assertThat(agenda.operation("a").isLeased()).isFalse();
      agenda.pass(Duration.ofMillis(1)).step(tick());
      assertThat(agenda.operation("a").isLeased()).isTrue();
    }
    agenda.settle(agenda.failed("a"));
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.FAILED);
  }

  @Test
  @Tag("F097")
  void waitsLongerBeforeEachFurtherAttemptOfAnAgenda() {
    var agenda = Scenario.tried(4, Backoff.OF_AGENDAS, op("a"), op("last").atLast()).then();

    for (int seconds : new int[] {1, 2, 4}) {
      var step = agenda.step(agenda.failed("a"));
      var next = agenda.now().plusSeconds(seconds);
      assertThat(step.intents()).contains(new Intent.WakeAt(next));
      agenda.settle();
      assertThat(agenda.run().notBefore()).contains(next);
      agenda.pass(Duration.ofSeconds(seconds).minusMillis(1)).settle(tick());
      assertThat(agenda.run().state()).isEqualTo(AgendaState.READY);
      assertThat(agenda.replayed()).isEqualTo(agenda.run());
      agenda.pass(Duration.ofMillis(1)).settle(tick());
      assertThat(agenda.operation("a").isLeased()).isTrue();
      assertThat(agenda.run().notBefore()).isEmpty();
    }
    agenda.settle(agenda.failed("a"));
    agenda.settle(agenda.succeeded("last"));
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.FAILED);
    assertThat(agenda.run().attempt()).isEqualTo(4);
  }

  @Test
  void isCancelledBetweenTwoAttempts() {
    var agenda = Scenario.tried(2, Backoff.OF_AGENDAS, op("a"), op("b").after("a")).then();
    agenda.settle(agenda.failed("a"));

    agenda.signal(Signal.CANCEL).settle(tick());

    assertThat(agenda.run().outcome()).contains(AgendaOutcome.CANCELLED);
    assertThat(agenda.operation("a").outcome()).contains(OperationOutcome.SKIPPED);
  }

  @Test
  void isTriedAgainOnceItIsResumedWhenItFailedWhilePaused() {
    var agenda = Scenario.tried(FailurePolicy.CONTINUE, 2, op("a")).then();

    agenda.signal(Signal.PAUSE).settle(agenda.failed("a"));
    assertThat(agenda.run().state()).isEqualTo(AgendaState.PAUSED);

    agenda.signal(Signal.RESUME).settle(tick());
    agenda.settle(agenda.succeeded("a"));
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
    assertThat(agenda.run().attempt()).isEqualTo(2);
  }

  @Test
  void isCancelledWhenItFailedWhilePausedAndIsNotResumed() {
    var agenda = Scenario.tried(FailurePolicy.CONTINUE, 2, op("a")).then();

    agenda.signal(Signal.PAUSE).settle(agenda.failed("a"));
    agenda.signal(Signal.CANCEL).settle(tick());

    assertThat(agenda.run().outcome()).contains(AgendaOutcome.CANCELLED);
    assertThat(agenda.run().attempt()).isEqualTo(1);
  }

  @Test
  void drawsAJitteredWaitFromZeroToItsLengthAndAlwaysTheSame() {
    var backoff = new Backoff(MINUTE, 1, MINUTE, true);
    var one = Scenario.of(op("a").retry(new RetryPolicy(2, backoff, Optional.empty()))).then();
    var other = Scenario.of(op("a").retry(new RetryPolicy(2, backoff, Optional.empty()))).then();

    one.step(one.failed("a"));
    other.step(other.failed("a"));

    var notBefore = one.operation("a").attempts().notBefore().orElseThrow();
    assertThat(notBefore).isBetween(one.now(), one.now().plus(MINUTE));
    assertThat(other.operation("a").attempts().notBefore()).contains(notBefore);
  }

  @Test
  void triesAgainOnlyWhatThePolicyNames() {
    var policy = new RetryPolicy(3, Backoff.NONE, Optional.of(Set.of("exit:75")));
    var agenda = Scenario.of(op("a").retry(policy)).then();

    agenda.step(agenda.failed("a", "exit:75"));
    assertThat(agenda.operation("a").attempt()).isEqualTo(2);
    agenda.settle(agenda.failed("a", "exit:1"));

    assertThat(agenda.operation("a").outcome()).contains(OperationOutcome.FAILED);
  }

  @Test
  void failsALostAttemptWhenThePolicyDoesNotNameInfrastructure() {
    var policy = new RetryPolicy(3, Backoff.NONE, Optional.of(Set.of("exit:75")));
    var agenda = Scenario.of(op("a").retry(policy)).then();

    agenda.settle(agenda.lost("a"));

    assertThat(agenda.operation("a").outcome()).contains(OperationOutcome.FAILED);
  }

  @Test
  @Tag("H16")
  @Tag("H4")
  void endsAnAttemptThatRunsTooLongAndFencesWhatItStillSays() {
    var agenda = Scenario.of(op("a").runningFor(MINUTE).attempts(2));
    agenda.step();
    var started = agenda.step(agenda.started("a"));
    assertThat(started.intents()).contains(new Intent.WakeAt(agenda.now().plus(MINUTE)));

    var late = agenda.pass(MINUTE).step(tick());
    assertThat(late.intents()).contains(new Intent.Release("a", 1), new Intent.Launch("a", 2));
    agenda.step(agenda.succeeded("a", 1));
    assertThat(agenda.operation("a").isComplete()).isFalse();
    agenda.step(agenda.started("a", 2, 1));
    agenda.pass(MINUTE).settle(tick());

    assertThat(agenda.operation("a").outcome()).contains(OperationOutcome.TIMED_OUT);
    assertThat(agenda.operation("a").diagnostic().orElseThrow().message())
        .isEqualTo("It did not end within 60.0 s.");
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.FAILED);
  }

  @Test
  @Tag("H16")
  void countsTheTimeToStartFromTheFirstOrder() {
    var agenda = Scenario.of(op("a").queued().startedWithin(Duration.ofSeconds(90)));
    agenda.step();

    agenda.pass(Duration.ofSeconds(60)).step(tick());
    assertThat(agenda.operation("a").isLeased()).isTrue();
    agenda.pass(Duration.ofSeconds(30)).settle(tick());

    assertThat(agenda.operation("a").outcome()).contains(OperationOutcome.TIMED_OUT);
  }

  @Test
  void takesAResultThatComesWithTheTickThatWouldHaveEndedIt() {
    var agenda = Scenario.of(op("a").runningFor(MINUTE));
    agenda.step();
    agenda.step(agenda.started("a"));

    agenda.pass(MINUTE).settle(agenda.succeeded("a"), tick());

    assertThat(agenda.operation("a").outcome()).contains(OperationOutcome.SUCCEEDED);
  }

  @Test
  @Tag("H16")
  void givesUpOnWhatIsNotStartedInTime() {
    var agenda = Scenario.of(op("a").queuedFor(MINUTE).attempts(5));
    var first = agenda.step();
    assertThat(first.intents()).contains(new Intent.WakeAt(Scenario.START.plus(MINUTE)));

    var late = agenda.pass(MINUTE).settle(tick());

    assertThat(late.getFirst().intents()).contains(new Intent.Release("a", 1));
    assertThat(agenda.operation("a").outcome()).contains(OperationOutcome.TIMED_OUT);
    assertThat(agenda.operation("a").attempt()).isEqualTo(1);
  }

  @Test
  @Tag("H16")
  void losesAnAttemptAfterTheSilenceThatItsOperationAllows() {
    var agenda = Scenario.of(op("a").queued().beatingEvery(Duration.ofSeconds(10)));
    agenda.step();
    agenda.step(agenda.started("a"));

    agenda.pass(Duration.ofSeconds(9)).step(tick());
    assertThat(agenda.operation("a").attempt()).isEqualTo(1);
    agenda.pass(Duration.ofSeconds(1)).step(tick());

    assertThat(agenda.operation("a").attempt()).isEqualTo(2);
    assertThat(agenda.operation("a").attempts().lost()).isEqualTo(1);
  }
}
