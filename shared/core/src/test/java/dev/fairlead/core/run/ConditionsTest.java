package dev.fairlead.core.run;

import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.FailurePolicy;
import dev.fairlead.core.run.Report.Diagnostic;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of those that wait for an operation that had nothing to do. */
class ConditionsTest {
  @Test
  void skipsWhatHadNothingToDoAndWhatOnlyWaitedForThat() {
    var agenda = Scenario.of(op("a"), op("b").after("a"), op("c").after("b"), op("d")).then();

    agenda.settle(agenda.declined("a"));

    assertThat(agenda.operation("a").outcome()).contains(OperationOutcome.SKIPPED);
    assertThat(agenda.operation("a").starts()).isZero();
    assertThat(agenda.operation("b").diagnostic().map(Diagnostic::code))
        .contains(Diagnostic.CONDITION);
    assertThat(agenda.operation("c").outcome()).contains(OperationOutcome.SKIPPED);
    agenda.settle(agenda.succeeded("d"));
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
  }

  @Test
  void joinsWhenOneOfTwoWaysWasTaken() {
    var agenda =
        Scenario.of(
                op("choose"),
                op("this").after("choose"),
                op("that").after("choose"),
                op("join").after("this", "that"))
            .then();
    agenda.settle(agenda.succeeded("choose"));

    agenda.settle(agenda.declined("this"));
    assertThat(agenda.operation("join").state()).isEqualTo(OperationState.WAITING);
    agenda.settle(agenda.succeeded("that"));

    assertThat(agenda.operation("join").isLeased()).isTrue();
  }

  @Test
  void skipsWhatWaitsForAFailureWhateverElseWasSkipped() {
    var agenda =
        Scenario.of(FailurePolicy.CONTINUE, op("a"), op("b"), op("c").after("a", "b")).then();

    agenda.settle(agenda.declined("a"), agenda.failed("b"));

    assertThat(agenda.operation("c").diagnostic().map(Diagnostic::code)).contains("skipped");
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.FAILED);
  }

  @Test
  void takesNoNoticeOfADeclineThatComesLate() {
    var agenda = Scenario.of(op("a").attempts(2), op("b")).then();
    var late = agenda.declined("a");
    agenda.pass(Duration.ofSeconds(1)).settle(agenda.started("a"));

    agenda.settle(late);

    assertThat(agenda.operation("a").state()).isEqualTo(OperationState.EXECUTING);
  }
}
