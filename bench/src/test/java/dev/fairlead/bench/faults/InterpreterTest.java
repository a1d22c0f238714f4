package dev.fairlead.bench.faults;

import static dev.fairlead.core.run.OperationOutcome.CANCELLED;
import static dev.fairlead.core.run.OperationOutcome.FAILED;
import static dev.fairlead.core.run.OperationOutcome.SKIPPED;
import static dev.fairlead.core.run.OperationOutcome.SUCCEEDED;
import static dev.fairlead.core.run.OperationOutcome.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.bench.faults.Extra.When;
import dev.fairlead.bench.faults.Extra.When.Kind;
import dev.fairlead.bench.faults.PlannedAgenda.OnFailure;
import dev.fairlead.bench.faults.PlannedAgenda.Orders;
import dev.fairlead.bench.faults.PlannedAgenda.Policy;
import dev.fairlead.bench.faults.PlannedOperation.Limits;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.run.OperationOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InterpreterTest {
  private static final int ALWAYS = PlannedOperation.ALWAYS;

  @Test
  void letsGoOnWhatDoesNotNeedTheFailedOne() {
    var read =
        read(
            OnFailure.CONTINUE,
            operation("a", "shell", ALWAYS, PlannedRetry.ONCE),
            operation("ofA", "log", 0, PlannedRetry.ONCE, "a"),
            operation("other", "log", 0, PlannedRetry.ONCE));

    assertThat(read.possible("a").keySet()).containsExactly(FAILED);
    assertThat(read.possible("ofA").keySet()).containsExactly(SKIPPED);
    assertThat(read.possible("other").keySet()).containsExactly(SUCCEEDED);
    assertThat(read.maySucceed()).isFalse();
  }

  @Test
  void stopsTheRestAsTheDocumentSays() {
    PlannedOperation fails = operation("a", "shell", ALWAYS, PlannedRetry.ONCE);
    PlannedOperation other = operation("b", "log", 0, PlannedRetry.ONCE);

    assertThat(read(OnFailure.DRAIN, fails, other).possible("b").keySet())
        .containsExactlyInAnyOrder(SUCCEEDED, SKIPPED);
    assertThat(read(OnFailure.CANCEL, fails, other).possible("b"))
        .containsOnlyKeys(SUCCEEDED, SKIPPED, CANCELLED)
        .containsEntry(CANCELLED, "a may fail");
  }

  @Test
  void countsAttemptsAndTriesAgainOnlyWhatIsToBe() {
    var thrice = new PlannedRetry(3, 0, 0, false, Set.of());
    var others = new PlannedRetry(3, 0, 0, false, Set.of("timeout"));

    assertThat(alone(operation("a", "shell", 2, thrice))).containsExactly(SUCCEEDED);
    assertThat(alone(operation("a", "shell", 3, thrice))).containsExactly(FAILED);
    assertThat(alone(operation("a", "shell", 1, others))).containsExactly(FAILED);
  }

  @Test
  void knowsThatALostAttemptCountsApart() {
    PlannedOperation twice = operation("a", "shell", 2, new PlannedRetry(2, 0, 0, false, Set.of()));
    var plan = plan(OnFailure.CONTINUE, twice);

    assertThat(new Interpreter(plan, false, false).possible("a")).containsOnlyKeys(FAILED);
    assertThat(new Interpreter(plan, true, false).possible("a"))
        .containsOnlyKeys(FAILED, SUCCEEDED);
  }

  @Test
  void endsByItsLimitWhatEndsByNothingElse() {
    var endless =
        new PlannedOperation(
            "a",
            "wait",
            List.of(),
            List.of(),
            0,
            false,
            PlannedRetry.ONCE,
            new Limits(0, 0, 5),
            PlannedOperation.ENDLESS,
            0,
            false);

    assertThat(alone(endless)).containsExactly(TIMED_OUT);
  }

  @Test
  void doesWhatComesLastHoweverTheRestWent() {
    PlannedOperation fails = operation("a", "shell", ALWAYS, PlannedRetry.ONCE);
    var last =
        new PlannedOperation(
            "last",
            "log",
            List.of("a"),
            List.of(),
            0,
            false,
            PlannedRetry.ONCE,
            Limits.NONE,
            0,
            0,
            true);

    assertThat(read(OnFailure.CANCEL, fails, last).possible("last")).containsOnlyKeys(SUCCEEDED);
    assertThat(new Interpreter(plan(OnFailure.CANCEL, fails, last), false, true).possible("last"))
        .containsOnlyKeys(SUCCEEDED, SKIPPED);
  }

  @Test
  void endsAListByHowManyOfItsItemsFail() {
    assertThat(alone(list(0, 0, 0))).containsExactly(SUCCEEDED);
    assertThat(alone(list(1, 0, ALWAYS))).containsExactly(SUCCEEDED);
    assertThat(alone(list(1, ALWAYS, ALWAYS))).containsExactly(FAILED);

    Interpreter givesUp = read(OnFailure.CONTINUE, list(0, ALWAYS, 0));
    assertThat(givesUp.possible("a[0]")).containsOnlyKeys(FAILED, SKIPPED);
    assertThat(givesUp.possible("a[1]")).containsOnlyKeys(SUCCEEDED, SKIPPED);
    assertThat(givesUp.maySucceed()).isFalse();
    assertThat(read(OnFailure.DRAIN, list(1, ALWAYS, 0)).maySucceed()).isTrue();
  }

  @Test
  void passesByWhatHasNothingToDo() {
    PlannedOperation subject = operation("s", "shell", 0, PlannedRetry.ONCE);
    PlannedOperation never = when("never", new When("s", Kind.NEVER));
    var read =
        read(
            OnFailure.DRAIN,
            subject,
            never,
            operation("chain", "log", 0, PlannedRetry.ONCE, "never"),
            operation("join", "log", 0, PlannedRetry.ONCE, "never", "s"));

    assertThat(read.possible("never")).containsOnlyKeys(SKIPPED);
    assertThat(read.possible("chain")).containsOnlyKeys(SKIPPED);
    assertThat(read.possible("join")).containsOnlyKeys(SUCCEEDED);
    assertThat(read.maySucceed()).isTrue();
  }

  @Test
  void asksWhichAttemptItWas() {
    var twice = new PlannedRetry(2, 0, 0, false, Set.of());
    PlannedOperation atOnce = when("b", new When("s", Kind.AT_ONCE));

    assertThat(read(OnFailure.DRAIN, operation("s", "shell", 0, twice), atOnce).possible("b"))
        .containsOnlyKeys(SUCCEEDED);
    assertThat(read(OnFailure.DRAIN, operation("s", "shell", 1, twice), atOnce).possible("b"))
        .containsOnlyKeys(SKIPPED);
  }

  @Test
  void countsOnAsLongAsTheAgendaIsTriedAgain() {
    PlannedOperation once = operation("a", "shell", 1, PlannedRetry.ONCE);

    assertThat(alone(once)).containsExactly(FAILED);
    assertThat(
            new Interpreter(
                    new PlannedAgenda(
                        new CustomerId("acme"),
                        "token",
                        new Policy(OnFailure.DRAIN, 0, 0, 2),
                        Optional.empty(),
                        Orders.NONE,
                        false,
                        List.of(),
                        Map.of("a", once)),
                    false,
                    false)
                .possible("a"))
        .containsOnlyKeys(FAILED, SUCCEEDED, SKIPPED);
  }

  private static PlannedOperation list(int tolerated, Integer... failing) {
    return operation("a", "shell", 0, PlannedRetry.ONCE)
        .with(Extra.list(new Extra.Items(List.of(failing), 2, tolerated)));
  }

  private static PlannedOperation when(String name, When condition) {
    return operation(name, "log", 0, PlannedRetry.ONCE).with(Extra.when(condition));
  }

  private static Set<OperationOutcome> alone(PlannedOperation operation) {
    return read(OnFailure.CONTINUE, operation).possible(operation.name()).keySet();
  }

  private static Interpreter read(OnFailure onFailure, PlannedOperation... operations) {
    return new Interpreter(plan(onFailure, operations), false, false);
  }

  private static PlannedAgenda plan(OnFailure onFailure, PlannedOperation... operations) {
    var byName = new LinkedHashMap<String, PlannedOperation>();
    for (PlannedOperation operation : operations) {
      byName.put(operation.name(), operation);
    }
    return new PlannedAgenda(
        new CustomerId("acme"),
        "token",
        Policy.of(onFailure),
        Optional.empty(),
        Orders.NONE,
        false,
        List.of(),
        byName);
  }

  private static PlannedOperation operation(
      String name, String type, int failing, PlannedRetry retry, String... waitsFor) {
    return new PlannedOperation(
        name, type, List.of(waitsFor), List.of(), failing, false, retry, Limits.NONE, 0, 0, false);
  }
}
