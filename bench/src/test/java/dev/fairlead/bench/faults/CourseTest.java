package dev.fairlead.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.bench.faults.Extra.When;
import dev.fairlead.bench.faults.PlannedAgenda.OnFailure;
import dev.fairlead.bench.faults.PlannedAgenda.Orders;
import dev.fairlead.bench.faults.PlannedAgenda.Policy;
import dev.fairlead.bench.faults.PlannedOperation.Limits;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.OperationOutcome;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Reset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each of these journals is what a broken engine would write. */
class CourseTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final List<String> problems = new ArrayList<>();

  @Test
  void allowsWhatTheDocumentSays() {
    follow(
        course(1, List.of(), list(1)),
        new Change.AgendaStarted(1, NOON),
        launched("a", 1),
        expanded(2),
        launched("a[0]", 1),
        ended("a[0]", OperationOutcome.SUCCEEDED),
        launched("a[1]", 1),
        ended("a[1]", OperationOutcome.SUCCEEDED),
        ended("a", OperationOutcome.SUCCEEDED),
        new Change.AgendaEnded(AgendaOutcome.SUCCEEDED, NOON));

    assertThat(problems).isEmpty();
  }

  @Test
  void seesOneElementTooManyAtOnce() {
    follow(
        course(1, List.of(), list(1)),
        new Change.AgendaStarted(1, NOON),
        launched("a", 1),
        expanded(2),
        launched("a[0]", 1),
        launched("a[1]", 1));

    assertThat(problems).containsExactly("a[1] attempt 1 was one too many at once");
  }

  @Test
  void seesAListOfAnotherLengthAndOneThatEndsEarly() {
    follow(
        course(1, List.of(), list(1)),
        new Change.AgendaStarted(1, NOON),
        launched("a", 1),
        expanded(3),
        ended("a", OperationOutcome.SUCCEEDED));

    assertThat(problems)
        .contains(
            "a has 3 items", "a ended before its elements", "a ended SUCCEEDED, not CANCELLED");
  }

  @Test
  void seesThatAConditionWasPassedOver() {
    PlannedOperation never = operation("b", "log").with(Extra.when(new When("a", When.Kind.NEVER)));
    follow(
        course(1, List.of(), operation("a", "shell"), never),
        new Change.AgendaStarted(1, NOON),
        launched("a", 1),
        ended("a", OperationOutcome.SUCCEEDED),
        launched("b", 1),
        ended("b", OperationOutcome.SUCCEEDED));

    assertThat(problems).containsExactly("b can't succeed with attempt 1");
  }

  @Test
  void seesGrowthThatNobodyPlanned() {
    PlannedOperation generator =
        operation("a", "updateAgenda").with(Extra.adding(List.of(operation("a_0", "log"))));
    follow(
        course(1, List.of(), generator),
        new Change.AgendaStarted(1, NOON),
        launched("a", 1),
        ended("a", OperationOutcome.SUCCEEDED),
        new Change.OperationsAdded("a", List.of("a_0", "a_1"), NOON));

    assertThat(problems).containsExactly("a added [a_0, a_1]");
  }

  @Test
  void seesAttemptsThatNobodyAskedForAndOnesThatAreMissing() {
    follow(failed(1), new Change.AgendaEnded(AgendaOutcome.FAILED, NOON));
    assertThat(problems).isEmpty();

    follow(failed(1), reset(new Reset.NotSucceeded(), Change.AgendaReset.RETRY));
    assertThat(problems).containsExactly("it was tried too often");

    problems.clear();
    follow(failed(2), new Change.AgendaEnded(AgendaOutcome.FAILED, NOON));
    assertThat(problems).containsExactly("it ended, and should have been tried again");
  }

  @Test
  void seesARerunOfTheWrongOperations() {
    var from = new Redo(Redo.Which.FROM, "b", Redo.Then.RUN);
    Course course = course(1, List.of(from), operation("a", "log"), operation("b", "log"));
    follow(
        course,
        new Change.AgendaStarted(1, NOON),
        launched("a", 1),
        ended("a", OperationOutcome.SUCCEEDED),
        launched("b", 1),
        ended("b", OperationOutcome.SUCCEEDED),
        new Change.AgendaEnded(AgendaOutcome.SUCCEEDED, NOON),
        reset(new Reset.Named(Set.of("a", "b")), "acme"));

    assertThat(problems).singleElement().asString().contains("did again");

    problems.clear();
    follow(course, reset(new Reset.All(), "acme"));
    assertThat(problems).containsExactly("it was done again, which nobody wanted");
  }

  @Test
  void seesAWarningThatComesTwiceOrTooEarlyOrIsMissing() {
    follow(
        due(30),
        new Change.AgendaStarted(1, NOON),
        new Change.AgendaLate(NOON.plusSeconds(30), NOON.plusSeconds(29)));
    assertThat(problems).singleElement().asString().startsWith("it was late for");

    problems.clear();
    var late = new Change.AgendaLate(NOON.plusSeconds(30), NOON.plusSeconds(31));
    follow(due(30), new Change.AgendaStarted(1, NOON), late, late);
    assertThat(problems).containsExactly("it was late twice");

    problems.clear();
    follow(
        due(30),
        new Change.AgendaStarted(1, NOON),
        launched("a", 1),
        ended("a", OperationOutcome.SUCCEEDED),
        new Change.AgendaEnded(AgendaOutcome.SUCCEEDED, NOON.plusSeconds(31)));
    assertThat(problems).containsExactly("it was late, and nobody was told");
  }

  @Test
  void seesAHeldAgendaThatStarts() {
    Course course =
        course(new Policy(OnFailure.CONTINUE, 0, 0, 1), true, List.of(), operation("a", "log"));

    follow(course, new Change.AgendaStarted(1, NOON));

    assertThat(problems).containsExactly("it started, and was held");
  }

  private Course due(int seconds) {
    return course(
        new Policy(OnFailure.CONTINUE, 0, seconds, 1), false, List.of(), operation("a", "log"));
  }

  private Course failed(int attempts) {
    Course course = course(attempts, List.of(), operation("a", "shell", PlannedOperation.ALWAYS));
    follow(
        course,
        new Change.AgendaStarted(1, NOON),
        launched("a", 1),
        ended("a", OperationOutcome.FAILED));
    return course;
  }

  private Course course(int attempts, List<Redo> redos, PlannedOperation... operations) {
    return course(new Policy(OnFailure.CONTINUE, 0, 0, attempts), false, redos, operations);
  }

  private Course course(
      Policy policy, boolean isHeld, List<Redo> redos, PlannedOperation... operations) {
    var byName = new LinkedHashMap<String, PlannedOperation>();
    for (PlannedOperation operation : operations) {
      byName.put(operation.name(), operation);
    }
    var plan =
        new PlannedAgenda(
            new CustomerId("acme"),
            "token",
            policy,
            Optional.empty(),
            Orders.NONE,
            isHeld,
            redos,
            byName);
    return new Course(plan, NOON, problems::add, _ -> {});
  }

  private static void follow(Course course, Change... changes) {
    for (Change change : changes) {
      course.follow(change);
    }
  }

  private static PlannedOperation list(int maxConcurrency) {
    return operation("a", "shell")
        .with(Extra.list(new Extra.Items(List.of(0, 0), maxConcurrency, 0)));
  }

  private static PlannedOperation operation(String name, String type) {
    return operation(name, type, 0);
  }

  private static PlannedOperation operation(String name, String type, int failing) {
    return new PlannedOperation(
        name,
        type,
        List.of(),
        List.of(),
        failing,
        false,
        PlannedRetry.ONCE,
        Limits.NONE,
        0,
        0,
        false);
  }

  private static Change launched(String operation, int attempt) {
    return new Change.OperationLaunched(operation, attempt, NOON);
  }

  private static Change expanded(int count) {
    return new Change.OperationExpanded("a", 1, count, new Output.Inline(Json.EMPTY), NOON);
  }

  private static Change ended(String operation, OperationOutcome outcome) {
    Optional<Diagnostic> why =
        outcome == OperationOutcome.FAILED
            ? Optional.of(new Diagnostic("exit:1", "told to"))
            : Optional.empty();
    return new Change.OperationEnded(
        operation, 1, 1, Optional.of(NOON), NOON, outcome, Optional.empty(), why);
  }

  private static Change reset(Reset which, String by) {
    return new Change.AgendaReset(which, by, Optional.empty(), Optional.empty(), NOON);
  }
}
