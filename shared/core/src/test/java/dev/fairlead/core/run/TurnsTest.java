package dev.fairlead.core.run;

import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.FailurePolicy;
import dev.fairlead.core.agenda.RetryPolicy;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static List<String> launched(RunStep step) {
    return step.changes().stream()
        .flatMap(change ->
            change instanceof Change.OperationLaunched launched
                ? List.of(launched.operation()).stream()
                : List.<String>of().stream())
        .toList();
  }

  @Test
  @Tag("S13")
  void doesOneOfAGroupAtATimeInDocumentOrderAndOthersBeside() {
    var agenda =
        Scenario.of(
            op("web-1").inTurn("web"),
            op("db-1").inTurn("db"),
            op("other"),
            op("web-2").inTurn("web"),
            op("db-2").inTurn("db"),
            op("web-3").inTurn("web"));

    assertThat(launched(agenda.step())).containsExactly("web-1", "db-1", "other");
    assertThat(launched(agenda.step(agenda.succeeded("other")))).isEmpty();
    assertThat(launched(agenda.step(agenda.succeeded("web-1")))).containsExactly("web-2");
    assertThat(launched(agenda.step(agenda.succeeded("web-1", 1)))).isEmpty();
    assertThat(launched(agenda.step(agenda.succeeded("db-1"), agenda.succeeded("web-2"))))
        .containsExactly("db-2", "web-3");
  }

  @Test
  void waitsForTheOneBeforeWhateverThatWaitsFor() {
    var agenda =
        Scenario.of(op("web-1").inTurn("web").after("slow"), op("web-2").inTurn("web"), op("slow"));

    assertThat(launched(agenda.step())).containsExactly("slow");
    assertThat(launched(agenda.step(agenda.succeeded("slow")))).containsExactly("web-1");
    assertThat(launched(agenda.step(agenda.succeeded("web-1")))).containsExactly("web-2");
  }

  @Test
  void keepsItsTurnUntilTheLastAttemptIsOver() {
    var agenda =
        Scenario.of(
            FailurePolicy.CONTINUE,
            op("web-1").inTurn("web").retry(RetryPolicy.attempts(2)),
            op("web-2").inTurn("web"));
    agenda.step();

    assertThat(launched(agenda.step(agenda.failed("web-1")))).containsExactly("web-1");
    assertThat(launched(agenda.step(agenda.failed("web-1")))).containsExactly("web-2");
  }

  @Test
  void passesTheTurnOnWhenTheOneBeforeIsSkipped() {
    var agenda =
        Scenario.of(
            FailurePolicy.CONTINUE,
            op("web-1").inTurn("web").after("a"),
            op("web-2").inTurn("web"),
            op("a"));
    agenda.step();

    var step = agenda.step(agenda.failed("a"));

    assertThat(agenda.operation("web-1").outcome()).contains(OperationOutcome.SKIPPED);
    assertThat(launched(step)).containsExactly("web-2");
  }

  @Test
  void skipsInOneStepWhatIsListedBeforeWhatItWaitsFor() {
    var agenda =
        Scenario.of(
            FailurePolicy.CONTINUE, op("c").after("b"), op("b").after("a"), op("a"), op("d"));
    agenda.step();

    agenda.step(agenda.failed("a"));

    assertThat(agenda.operation("c").outcome()).contains(OperationOutcome.SKIPPED);
  }
}
