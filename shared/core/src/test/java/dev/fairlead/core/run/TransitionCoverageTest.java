package dev.fairlead.core.run;

import static dev.fairlead.core.run.Scenario.tick;
import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.agenda.Deadline;
import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.FailurePolicy;
import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every transition of the tables can happen, and nothing else does. */
class TransitionCoverageTest {
  @Test
  void everyTransitionIsTakenBySomeScenario() {
    var agendas = new HashSet<AgendaTransitions.Transition>();
    var operations = new HashSet<OperationTransitions.Transition>();
    for (Scenario scenario : scenarios()) {
      follow(scenario, agendas, operations);
    }

    assertThat(without(OperationTransitions.TABLE, operations)).as("not taken").isEmpty();
    assertThat(without(AgendaTransitions.TABLE, agendas)).as("not taken").isEmpty();
  }

  @Test
  void whatIsNotInTheTableCannotHappen() {
    var done = Scenario.of(op("a")).then();
    done.then(done.succeeded("a"));

    assertThatThrownBy(
            () -> done.run().apply(3, List.of(new Change.OperationLaunched("a", 2, done.now()))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("COMPLETE by OperationLaunched");
    assertThatThrownBy(() -> done.run().apply(3, List.of(draining(done))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("COMPLETE by AgendaDraining");
    assertThatThrownBy(() -> done.run().apply(2, List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not follow");
  }

  private static List<Scenario> scenarios() {
    return List.of(
        smooth(),
        failing(),
        retrying(),
        lateStarts(),
        beating(),
        skippedFromReady(),
        pausedAndResumed(),
        endingWhilePaused(),
        cancelledWhilePaused(),
        cancelledWhileDraining(),
        neverStarted(),
        cancelledBeforeTheClaim(),
        sleeping(),
        Scenario.of(op("a")).rebound().then(),
        withAList(),
        declined(),
        late(Signal.RESUME),
        late(Signal.PAUSE),
        late(Signal.CANCEL),
        triedAgain(FailurePolicy.DRAIN),
        triedAgain(FailurePolicy.CONTINUE),
        doneAgain());
  }

  private static Scenario pausedAndResumed() {
    var agenda = Scenario.of(op("a"), op("b").after("a")).then();
    agenda.signal(Signal.PAUSE).then(agenda.succeeded("a"));
    agenda.signal(Signal.RESUME).then();
    return agenda;
  }

  private static Scenario endingWhilePaused() {
    var agenda = Scenario.of(op("a")).then();
    return agenda.signal(Signal.PAUSE).then(agenda.succeeded("a"));
  }

  private static Scenario cancelledWhilePaused() {
    return Scenario.of(op("a")).then().signal(Signal.PAUSE).signal(Signal.CANCEL).then();
  }

  private static Scenario cancelledWhileDraining() {
    var agenda = Scenario.of(op("a"), op("b")).then();
    return agenda.then(agenda.failed("a")).signal(Signal.CANCEL).then();
  }

  /** Its attempt was lost, and no other was launched in time. */
  private static Scenario neverStarted() {
    var agenda = Scenario.of(op("a").queuedFor(Duration.ofMinutes(1))).then();
    agenda.signal(Signal.PAUSE).then(agenda.neverStarted("a"));
    return agenda.pass(Duration.ofMinutes(1)).then(tick());
  }

  private static Scenario sleeping() {
    var agenda = Scenario.of(op("a"), op("z").atLast()).asleep().then().asleep();
    agenda.signal(Signal.PAUSE).asleep().signal(Signal.CANCEL).asleep();
    return agenda;
  }

  private static Scenario cancelledBeforeTheClaim() {
    return Scenario.of(op("a"), op("b").after("a")).cancelledBeforeTheClaim();
  }

  private static Scenario declined() {
    var agenda = Scenario.of(op("a")).then();
    agenda.settle(agenda.declined("a"));
    return agenda;
  }

  private static Scenario withAList() {
    var agenda = Scenario.of(op("all").forEach(1, Expansion.Tolerance.NONE)).then();
    agenda.settle(agenda.gave("all", Json.array(List.of())));
    return agenda;
  }

  private static Scenario late(Signal before) {
    var agenda =
        Scenario.due(new Deadline.Within(Duration.ofHours(1)), 1, op("a"), op("z").atLast()).then();
    return agenda.signal(before).then(tick()).pass(Duration.ofHours(1)).then(tick());
  }

  private static Scenario triedAgain(FailurePolicy onFailure) {
    var agenda = Scenario.tried(onFailure, 2, op("a")).then();
    agenda.settle(agenda.failed("a"));
    return agenda;
  }

  private static Scenario doneAgain() {
    return smooth().reset(new Reset.All()).reset(new Reset.All());
  }

  private static Change draining(Scenario agenda) {
    return new Change.AgendaDraining(
        AgendaOutcome.FAILED, new Report.Diagnostic("failed", "It failed."), agenda.now());
  }

  private static Scenario smooth() {
    var agenda = Scenario.of(op("a"), op("b").after("a")).then();
    return agenda
        .then(agenda.started("a"))
        .then(agenda.succeeded("a"))
        .then(agenda.succeeded("b", 1));
  }

  private static Scenario failing() {
    var agenda = Scenario.of(op("a"), op("b").after("a")).then();
    return agenda.then(agenda.failed("a"));
  }

  private static Scenario retrying() {
    var agenda = Scenario.of(op("a").attempts(3)).then();
    agenda.then(agenda.failed("a"));
    agenda.then(agenda.started("a"));
    agenda.then(agenda.failed("a"));
    return agenda;
  }

  /** Starts of the first attempt become known in each later state. */
  private static Scenario lateStarts() {
    var agenda = Scenario.of(op("a").attempts(3), op("b")).then();
    agenda.then(agenda.failed("a"), agenda.started("a", 1, 2));
    agenda.then(agenda.started("a", 1, 3));
    agenda.then(agenda.started("a", 2, 1));
    agenda.then(agenda.started("a", 1, 4));
    agenda.then(agenda.succeeded("a", 2));
    agenda.then(agenda.started("a", 1, 5));
    return agenda;
  }

  private static Scenario beating() {
    var agenda = Scenario.of(op("a").queued()).then().pass(Scenario.SILENCE);
    agenda.then(tick());
    agenda.then(agenda.started("a", 1, 1));
    agenda.then(agenda.started("a", 1, 2));
    return agenda;
  }

  /** A failed attempt is about to be repeated when another operation fails for good. */
  private static Scenario skippedFromReady() {
    var agenda = Scenario.of(op("a").attempts(3), op("b")).then();
    agenda.then(agenda.failed("a"), agenda.failed("b"));
    return agenda;
  }

  private static void follow(
      Scenario scenario,
      Set<AgendaTransitions.Transition> agendas,
      Set<OperationTransitions.Transition> operations) {
    AgendaRun run = scenario.beginning();
    for (Change change : scenario.changes().toList()) {
      AgendaRun next = run.apply(run.sequence() + 1, List.of(change));
      switch (change) {
        case Change.OfOperation ofOperation ->
            operations.add(
                new OperationTransitions.Transition(
                    run.operation(ofOperation.operation()).state(),
                    ofOperation.getClass(),
                    next.operation(ofOperation.operation()).state()));
        case Change.OfAgenda ofAgenda ->
            agendas.add(
                new AgendaTransitions.Transition(run.state(), ofAgenda.getClass(), next.state()));
        case Change.OperationsAdded _,
            Change.DependentsAsked _,
            Change.InventoryAwaited _,
            Change.InventoryLocked _,
            Change.InventoryChanged _ -> {
          // Moves nothing that there was.
        }
      }
      run = next;
    }
    assertThat(run.operations()).isEqualTo(scenario.run().operations());
  }

  private static <T> Set<T> without(List<T> table, Set<T> taken) {
    var left = new HashSet<>(table);
    left.removeAll(taken);
    return left;
  }
}
