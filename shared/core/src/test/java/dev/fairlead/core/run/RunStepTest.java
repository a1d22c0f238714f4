package dev.fairlead.core.run;

import static dev.fairlead.core.run.Scenario.tick;
import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The way of an agenda while nothing gets lost. */
class RunStepTest {
  @Test
  void startsTheAgendaAndWhatWaitsForNothing() {
    var agenda = Scenario.of(op("a"), op("b").after("a"));

    var step = agenda.step();

    assertThat(step.changes())
        .containsExactly(
            new Change.AgendaStarted(1, Scenario.START),
            new Change.OperationReady("a", Scenario.START),
            new Change.OperationLaunched("a", 1, Scenario.START));
    assertThat(step.intents()).containsExactly(new Intent.Launch("a", 1));
    assertThat(agenda.operation("b").state()).isEqualTo(OperationState.WAITING);
  }

  @Test
  void asksForNothingMoreWhenNothingHappened() {
    var agenda = Scenario.of(op("a"), op("b").after("a")).then();

    var step = agenda.step();

    assertThat(step.changes()).isEmpty();
    assertThat(step.intents()).isEmpty();
    assertThat(step.after()).isEqualTo(agenda.replayed());
  }

  @Test
  void launchesADependantInTheStepThatCompletesItsLastDependency() {
    var agenda = Scenario.of(op("a"), op("b"), op("join").after("a", "b")).then();

    var one = agenda.step(agenda.succeeded("a"));
    var other = agenda.step(agenda.succeeded("b"));

    assertThat(one.intents()).containsExactly(new Intent.Release("a", 1));
    assertThat(other.intents())
        .containsExactly(new Intent.Release("b", 1), new Intent.Launch("join", 1));
  }

  @Test
  void fansOutAndJoinsInOneStepWhenTheReportsComeTogether() {
    var agenda =
        Scenario.of(
                op("split"),
                op("x").after("split"),
                op("y").after("split"),
                op("join").after("x", "y"))
            .then();

    var fanOut = agenda.step(agenda.succeeded("split"));
    assertThat(launched(fanOut)).containsExactly("x", "y");

    var join = agenda.step(agenda.succeeded("x"), agenda.succeeded("y"));
    assertThat(launched(join)).containsExactly("join");
  }

  @Test
  void endsOnceTheLastOperationIsComplete() {
    var agenda = Scenario.of(op("a")).then();

    var step = agenda.then(agenda.started("a")).step(agenda.succeeded("a"));

    assertThat(step.intents()).contains(new Intent.Close());
    assertThat(agenda.run().state()).isEqualTo(AgendaState.COMPLETE);
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
    assertThat(agenda.run().completedAt()).contains(agenda.now());
    assertThat(agenda.operation("a").output()).contains(new Output.Inline(Json.of("a is done")));
    assertThat(agenda.operation("a").commits()).isEqualTo(1);
  }

  @Test
  void keepsTheResultOfAnOperationWhoseResultIsNull() {
    var agenda = Scenario.of(op("a")).then();

    agenda.step(
        new Report.Ended(
            "a",
            1,
            1,
            Optional.of(agenda.now()),
            agenda.now(),
            new Report.Ending.Succeeded(Json.NULL)));

    assertThat(agenda.operation("a").output()).contains(new Output.Inline(Json.NULL));
  }

  @Test
  void neverLetsAnOperationStartBeforeItWasReadyOrEndBeforeItStarted() {
    var agenda = Scenario.of(op("a")).then();
    var early = Scenario.START.minus(Duration.ofMinutes(1));

    agenda.step(new Report.Started("a", 1, 1, early));
    agenda.step(
        new Report.Ended(
            "a",
            1,
            1,
            Optional.of(early),
            early.plusSeconds(1),
            new Report.Ending.Succeeded(Json.NULL)));

    var a = agenda.operation("a");
    assertThat(a.startedAt()).isEqualTo(a.readyAt());
    assertThat(a.completedAt()).isEqualTo(a.startedAt());
  }

  @Test
  @Tag("F044")
  @Tag("F045")
  void drainsAfterAFailureAndSkipsWhatHasNotStarted() {
    var agenda = Scenario.of(op("a"), op("b"), op("c").after("a"), op("d").after("b")).then();

    var step = agenda.step(agenda.failed("a"));

    assertThat(agenda.run().state()).isEqualTo(AgendaState.DRAINING);
    assertThat(launched(step)).isEmpty();
    assertThat(agenda.operation("c").outcome()).contains(OperationOutcome.SKIPPED);
    assertThat(agenda.operation("d").outcome()).contains(OperationOutcome.SKIPPED);
    assertThat(agenda.operation("d").commits()).isZero();
    assertThat(agenda.operation("b").state()).isEqualTo(OperationState.LEASING);

    agenda.step(agenda.succeeded("b"));

    assertThat(agenda.run().outcome()).contains(AgendaOutcome.FAILED);
    assertThat(agenda.operation("b").outcome()).contains(OperationOutcome.SUCCEEDED);
  }

  @Test
  void launchesNothingWhenASuccessAndAFailureComeTogether() {
    var agenda = Scenario.of(op("a"), op("b"), op("c").after("a"), op("d").after("b")).then();

    var step = agenda.step(agenda.succeeded("a"), agenda.failed("b"));

    assertThat(launched(step)).isEmpty();
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.FAILED);
  }

  @Test
  void triesAFailedOperationAsOftenAsItsPolicySays() {
    var agenda = Scenario.of(op("a").attempts(3)).then();

    assertThat(agenda.step(agenda.failed("a")).intents())
        .containsExactly(new Intent.Release("a", 1), new Intent.Launch("a", 2));
    assertThat(agenda.step(agenda.failed("a")).intents())
        .containsExactly(new Intent.Release("a", 2), new Intent.Launch("a", 3));
    agenda.step(agenda.failed("a"));

    assertThat(agenda.run().outcome()).contains(AgendaOutcome.FAILED);
    assertThat(agenda.operation("a").attempt()).isEqualTo(3);
    assertThat(agenda.operation("a").starts()).isEqualTo(3);
    assertThat(agenda.operation("a").commits()).isEqualTo(1);
    assertThat(agenda.operation("a").diagnostic().orElseThrow().code()).isEqualTo("exit:1");
  }

  @Test
  void succeedsWhenALaterAttemptDoes() {
    var agenda = Scenario.of(op("a").attempts(2)).then();

    agenda.then(agenda.failed("a")).step(agenda.succeeded("a"));

    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
    assertThat(agenda.operation("a").diagnostic()).isEmpty();
  }

  @Test
  void doesNotTryAgainWhileDraining() {
    var agenda = Scenario.of(op("a"), op("b").attempts(5)).then();

    agenda.then(agenda.failed("a")).step(agenda.failed("b"));

    assertThat(agenda.run().outcome()).contains(AgendaOutcome.FAILED);
    assertThat(agenda.operation("b").attempt()).isEqualTo(1);
  }

  @Test
  @Tag("S16")
  @Tag("F084")
  void doesNothingAfterCompletionButWriteTheEndDownAgain() {
    var agenda = Scenario.of(op("a")).then();
    agenda.then(agenda.succeeded("a"));
    var end = agenda.run();

    assertThat(agenda.step(tick()).intents()).containsExactly(new Intent.Close());
    assertThat(agenda.step(agenda.failed("a", 1)).intents())
        .containsExactly(new Intent.Release("a", 1));
    agenda.step(agenda.started("a", 1, 9), agenda.beat("a", 1), agenda.succeeded("a", 2));
    agenda.step();

    assertThat(agenda.run()).isEqualTo(end);
    assertThat(agenda.entries()).hasSize(2);
  }

  @Test
  void ignoresReportsOfOperationsTheAgendaDoesNotHave() {
    var agenda = Scenario.of(op("a")).then();

    var step = agenda.step(agenda.started("z", 1, 1), agenda.succeeded("z", 1));

    assertThat(step.changes()).isEmpty();
    assertThat(step.intents()).isEmpty();
  }

  private static List<String> launched(RunStep step) {
    return step.intents().stream()
        .flatMap(
            intent -> intent instanceof Intent.Launch launch ? Stream.of(launch) : Stream.empty())
        .map(Intent.Launch::operation)
        .toList();
  }
}
