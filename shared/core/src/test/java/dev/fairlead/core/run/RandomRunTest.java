package dev.fairlead.core.run;

import static dev.fairlead.core.run.Scenario.tick;
import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of any run, tried on random agendas with random, repeated, shuffled reports. */
class RandomRunTest {
  private static final int RUNS = 60;

  @ParameterizedTest
  @Tag("S6")
  @ValueSource(longs = {1, 2, 3, 4})
  void endsWithAtMostOneEffectOfEachOperationAndAJournalThatTellsItAll(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < RUNS; i++) {
      var agenda = Scenario.of(operations(random));
      var told = new ArrayList<Report>();
      agenda.step();
      for (int turn = 0; !agenda.run().isComplete(); turn++) {
        assertThat(turn).as("turns").isLessThan(5_000);
        turn(agenda, told, random);
      }
      agenda.step(told);

      assertThat(agenda.replayed()).isEqualTo(agenda.run());
      assertThat(ends(agenda)).isEqualTo(1);
      for (OperationRun operation : agenda.run().operations().values()) {
        assertThat(operation.isComplete()).isTrue();
        assertThat(operation.commits()).isEqualTo(commits(agenda, operation.name()));
        assertThat(operation.commits()).isLessThanOrEqualTo(1);
        assertThat(operation.lease()).isEmpty();
      }
    }
  }

  /** Whether what was launched came after all that it waits for. */
  @ParameterizedTest
  @Tag("F043")
  @ValueSource(longs = {5, 6})
  void launchesNothingBeforeAllItWaitsForSucceeded(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < RUNS; i++) {
      var operations = operations(random);
      var agenda = Scenario.of(operations);
      var told = new ArrayList<Report>();
      agenda.step();
      while (!agenda.run().isComplete()) {
        turn(agenda, told, random);
      }

      AgendaRun run = agenda.beginning();
      for (Change change : agenda.changes().toList()) {
        if (change instanceof Change.OperationLaunched launched) {
          for (String dependency : named(operations, launched.operation()).dependsOn()) {
            assertThat(run.operation(dependency).outcome()).contains(OperationOutcome.SUCCEEDED);
          }
          assertThat(run.state()).isIn(AgendaState.EXECUTING, AgendaState.DRAINING);
        }
        run = run.apply(run.sequence() + 1, List.of(change));
      }
    }
  }

  private static void turn(Scenario agenda, List<Report> told, Random random) {
    var batch = new ArrayList<Report>();
    for (OperationRun operation : agenda.run().operations().values()) {
      if (operation.isLeased() && random.nextInt(3) == 0) {
        batch.add(report(agenda, operation, random));
      }
    }
    if (random.nextInt(4) == 0) {
      batch.add(tick());
    }
    for (int i = 0; i < 3 && !told.isEmpty(); i++) {
      batch.add(told.get(random.nextInt(told.size())));
    }
    Collections.shuffle(batch, random);
    told.addAll(batch);
    if (agenda.step(batch).isSettled()) {
      assertThat(agenda.step().changes()).isEmpty();
    }
    agenda.pass(Duration.ofSeconds(random.nextInt(30)));
  }

  private static Report report(Scenario agenda, OperationRun operation, Random random) {
    String name = operation.name();
    int attempt = Math.max(1, operation.attempt() - random.nextInt(2));
    return switch (random.nextInt(12)) {
      case 0 -> agenda.failed(name, attempt);
      case 1 -> agenda.lost(name);
      case 2, 3, 4 -> agenda.started(name, attempt, 1 + random.nextInt(3));
      case 5 -> agenda.beat(name, attempt);
      default -> agenda.succeeded(name, attempt);
    };
  }

  private static List<ScenarioOperation> operations(Random random) {
    var operations = new ArrayList<ScenarioOperation>();
    int count = 1 + random.nextInt(15);
    for (int i = 0; i < count; i++) {
      var dependencies =
          operations.stream()
              .map(ScenarioOperation::name)
              .filter(_ -> random.nextInt(4) == 0)
              .toArray(String[]::new);
      var operation = op("op" + i).after(dependencies).attempts(1 + random.nextInt(3));
      operations.add(random.nextBoolean() ? operation.queued() : operation);
    }
    Collections.shuffle(operations, random);
    return operations;
  }

  private static ScenarioOperation named(List<ScenarioOperation> operations, String name) {
    return operations.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static long commits(Scenario agenda, String operation) {
    return agenda
        .changes()
        .filter(change ->
            change instanceof Change.OperationEnded ended && ended.operation().equals(operation))
        .count();
  }

  private static long ends(Scenario agenda) {
    return agenda.changes().filter(Change.AgendaEnded.class::isInstance).count();
  }
}
