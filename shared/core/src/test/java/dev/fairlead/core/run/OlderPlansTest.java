package dev.fairlead.core.run;

import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans that the older systems are known by, with their outcome or the mended one. */
class OlderPlansTest {
  @Test
  @Tag("S6")
  void endsOnceWhenTheLastToReportIsTheOneThatFailed() {
    var agenda = Scenario.of(op("a"), op("b"), op("c").after("a", "b")).then();

    agenda.then(agenda.succeeded("a"));
    agenda.then(agenda.failed("b"), agenda.failed("b"));
    agenda.then(agenda.failed("b", 1));

    assertThat(ends(agenda)).containsExactly(AgendaOutcome.FAILED);
  }

  @Test
  @Tag("H4")
  @Tag("S6")
  void endsOnceAndKeepsBothReasonsWhenTheFirstAndTheLastFailed() {
    var agenda = Scenario.of(op("first"), op("middle"), op("last"), op("never").after("last"));
    agenda.then();

    agenda.then(agenda.failed("first"));
    agenda.then(agenda.succeeded("middle"));
    assertThat(ends(agenda)).isEmpty();
    agenda.then(agenda.failed("last"), agenda.failed("first", 1));

    assertThat(ends(agenda)).containsExactly(AgendaOutcome.FAILED);
    for (String failed : List.of("first", "last")) {
      assertThat(agenda.operation(failed).diagnostic().orElseThrow().code()).isEqualTo("exit:1");
    }
    assertThat(agenda.operation("never").outcome()).contains(OperationOutcome.SKIPPED);
  }

  @Test
  @Tag("S16")
  void launchesEachOfADiamondOnceWhateverComesTwice() {
    var agenda =
        Scenario.of(
                op("a"),
                op("b").after("a", "a"),
                op("c").after("a"),
                op("d").after("b", "c", "b", "c"))
            .then();

    for (String name : List.of("a", "c", "b", "d")) {
      agenda.settle(agenda.succeeded(name), agenda.succeeded(name, 1));
      agenda.settle(agenda.succeeded("a", 1), agenda.failed(name, 1));
    }
    AgendaRun end = agenda.run();
    for (String name : List.of("a", "b", "c", "d")) {
      agenda.settle(agenda.succeeded(name, 1), agenda.failed(name, 1), agenda.started(name, 1, 1));
    }

    assertThat(launched(agenda))
        .startsWith("a")
        .endsWith("d")
        .containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(ends(agenda)).containsExactly(AgendaOutcome.SUCCEEDED);
    assertThat(agenda.run()).isEqualTo(end);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @Tag("F043")
  @Tag("H15")
  void issuesFiveInOneStepAndGoesOnAfterTheFifthWhateverTheirOrder(long seed) {
    var five = IntStream.range(0, 5).mapToObj(i -> "terminate " + i).toList();
    var operations =
        Stream.concat(
                five.stream().map(ScenarioOperation::op),
                Stream.of(op("done").after(five.toArray(String[]::new))))
            .toList();
    var agenda = Scenario.of(operations);

    assertThat(launched(agenda.step())).containsExactlyElementsOf(five);
    var shuffled = new ArrayList<String>(five);
    Collections.shuffle(shuffled, new Random(seed));
    for (String name : shuffled.subList(0, 4)) {
      assertThat(launched(agenda.step(agenda.succeeded(name)))).isEmpty();
    }

    assertThat(launched(agenda.step(agenda.succeeded(shuffled.getLast())))).containsExactly("done");
  }

  private static List<AgendaOutcome> ends(Scenario agenda) {
    return agenda
        .changes()
        .filter(Change.AgendaEnded.class::isInstance)
        .map(change -> ((Change.AgendaEnded) change).outcome())
        .toList();
  }

  private static List<String> launched(Scenario agenda) {
    return agenda
        .changes()
        .filter(Change.OperationLaunched.class::isInstance)
        .map(change -> ((Change.OperationLaunched) change).operation())
        .toList();
  }

  private static List<String> launched(RunStep step) {
    return step.intents().stream()
        .filter(Intent.Launch.class::isInstance)
        .map(intent -> ((Intent.Launch) intent).operation())
        .toList();
  }
}
