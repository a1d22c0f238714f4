package dev.fairlead.core.run;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.Backoff;
import dev.fairlead.core.agenda.Deadline;
import dev.fairlead.core.agenda.FailurePolicy;
import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Grant;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An agenda that is stepped by hand: appends to a list what a real journal would keep. */
final class Scenario {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration CONFIRM = Duration.ofSeconds(5);
  static final Duration SILENCE = Duration.ofSeconds(60);

  private static final Set<String> TYPES =
      Set.of(ScenarioOperation.PROCESS, ScenarioOperation.QUEUED);

  private final Plan plan;
  private final Set<String> registered;
  private final List<List<Change>> entries = new ArrayList<>();
  private AgendaRun run;
  private Instant now = START;
  private Grant grant = Grant.UNLIMITED;

  private Scenario(Plan plan, Set<String> registered) {
    this.plan = plan;
    this.registered = registered;
    this.run = beginning();
  }

  /** An agenda that was claimed and not yet stepped. */
  static Scenario of(ScenarioOperation... operations) {
    return of(List.of(operations));
  }

  static Scenario of(List<ScenarioOperation> operations) {
    return of(FailurePolicy.DRAIN, Optional.empty(), operations);
  }

  static Scenario of(FailurePolicy onFailure, ScenarioOperation... operations) {
    return of(onFailure, Optional.empty(), List.of(operations));
  }

  static Scenario within(Duration timeout, ScenarioOperation... operations) {
    return of(FailurePolicy.DRAIN, Optional.of(timeout), List.of(operations));
  }

  /** An agenda that is tried so often. */
  static Scenario tried(int attempts, ScenarioOperation... operations) {
    return tried(FailurePolicy.DRAIN, attempts, operations);
  }

  static Scenario tried(FailurePolicy onFailure, int attempts, ScenarioOperation... operations) {
    return of(onFailure, Optional.empty(), attempts, Backoff.NONE, List.of(operations));
  }

  static Scenario tried(int attempts, Backoff backoff, ScenarioOperation... operations) {
    return of(FailurePolicy.DRAIN, Optional.empty(), attempts, backoff, List.of(operations));
  }

  static Scenario of(
      FailurePolicy onFailure, Optional<Duration> timeout, List<ScenarioOperation> operations) {
    return of(onFailure, timeout, 1, Backoff.NONE, operations);
  }

  /** An agenda that changes an inventory. */
  static Scenario keeping(InventoryName inventory, ScenarioOperation... operations) {
    return of(
        FailurePolicy.CONTINUE,
        Optional.empty(),
        Optional.empty(),
        1,
        Backoff.NONE,
        Optional.of(inventory),
        List.of(operations));
  }

  private static Scenario of(
      FailurePolicy onFailure,
      Optional<Duration> timeout,
      int attempts,
      Backoff backoff,
      List<ScenarioOperation> operations) {
    return of(
        onFailure, timeout, Optional.empty(), attempts, backoff, Optional.empty(), operations);
  }

  /** An agenda that should be over by then. */
  static Scenario due(Deadline deadline, int attempts, ScenarioOperation... operations) {
    return of(
        FailurePolicy.DRAIN,
        Optional.empty(),
        Optional.of(deadline),
        attempts,
        Backoff.NONE,
        Optional.empty(),
        List.of(operations));
  }

  private static Scenario of(
      FailurePolicy onFailure,
      Optional<Duration> timeout,
      Optional<Deadline> deadline,
      int attempts,
      Backoff backoff,
      Optional<InventoryName> inventory,
      List<ScenarioOperation> operations) {
    var document =
        new AgendaDocument(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            1.0,
            onFailure,
            timeout,
            deadline,
            attempts,
            backoff,
            false,
            inventory,
            Amounts.NONE,
            operations.stream().map(ScenarioOperation::spec).toList(),
            Json.EMPTY);
    var registered = new HashSet<String>();
    var types = new KnownTypes(TYPES, registered::contains, _ -> false);
    return new Scenario(
        Plan.of(document, types, Scenario::handling, START, new CorrelationId("call"), 7),
        registered);
  }

  private static Handling handling(String type) {
    return type.equals(ScenarioOperation.QUEUED)
        ? new Handling(SILENCE, Optional.of(SILENCE))
        : new Handling(CONFIRM, Optional.empty());
  }

  /** The types that operators have registered by now. */
  Set<String> registered() {
    return registered;
  }

  /** One step with what is reported, folded in. */
  RunStep step(Report... reports) {
    return step(List.of(reports));
  }

  RunStep step(List<Report> reports) {
    return step(InventoryView.NONE, reports);
  }

  /** One step that knows of its inventory. */
  RunStep step(InventoryView inventory, Report... reports) {
    return step(inventory, List.of(reports));
  }

  /** From now on its operations may use so much together. */
  Scenario granted(Grant held) {
    grant = held;
    return this;
  }

  private RunStep step(InventoryView inventory, List<Report> reports) {
    var holdings = new Holdings(inventory, grant);
    RunStep step = RunStep.decide(plan(), run, reports, now, Output.Inline::new, holdings);
    if (!step.changes().isEmpty()) {
      entries.add(step.changes());
    }
    run = step.after();
    return step;
  }

  private static Json output(OperationRun operation) {
    return value(operation.output().orElseThrow());
  }

  private static Json value(Output output) {
    return output instanceof Output.Inline(Json value) ? value : Json.EMPTY;
  }

  /** Steps with the reports, then with what was left of them, until there is nothing to do. */
  List<RunStep> settle(Report... reports) {
    var steps = new ArrayList<RunStep>();
    List<Report> left = List.of(reports);
    do {
      steps.add(step(left));
      left = steps.getLast().left();
    } while (!steps.getLast().changes().isEmpty() || !left.isEmpty());
    return steps;
  }

  /** Somebody signals the agenda; it has not been stepped since. */
  Scenario signal(Signal signal) {
    if (signal.on(run, "ann", now) instanceof Signal.Changes(List<Change> changes)) {
      append(changes);
    }
    return this;
  }

  Scenario cancelledBeforeTheClaim() {
    append(Signal.beforeTheClaim("ann", now));
    return this;
  }

  /** It waits in another insight; it has not been stepped. */
  Scenario rebound() {
    append(List.of(new Change.AgendaRebound("a", "b", "ann", "b is faster", now)));
    return this;
  }

  /** It goes to sleep. */
  Scenario asleep() {
    append(List.of(new Change.AgendaAsleep(now.plus(Duration.ofDays(1)), now)));
    return this;
  }

  /** Until when it may sleep, if these operations wait for nothing but a time. */
  Optional<Instant> sleepsUntil(Map<String, Instant> asleep) {
    return Sleep.until(plan, run, asleep, now);
  }

  /** Somebody wants it done again; it has not been stepped since. */
  Scenario reset(Reset which) {
    append(List.of(new Change.AgendaReset(which, "ann", Optional.empty(), Optional.empty(), now)));
    return this;
  }

  private void append(List<Change> changes) {
    entries.add(changes);
    run = run.apply(run.sequence() + 1, changes);
  }

  /** Steps, and lets time pass before whatever comes next. */
  Scenario then(Report... reports) {
    step(reports);
    return pass(Duration.ofSeconds(1));
  }

  Scenario pass(Duration time) {
    now = now.plus(time);
    return this;
  }

  AgendaRun run() {
    return run;
  }

  /** The plan as the agenda has grown. */
  Plan plan() {
    return plan.grown(run, Scenario::output, Scenario::value);
  }

  Instant now() {
    return now;
  }

  OperationRun operation(String name) {
    return run.operation(name);
  }

  List<List<Change>> entries() {
    return List.copyOf(entries);
  }

  Stream<Change> changes() {
    return entries.stream().flatMap(List::stream);
  }

  AgendaRun beginning() {
    return AgendaRun.empty(plan.operations().keySet());
  }

  /** What a reader of the journal would make of it. */
  AgendaRun replayed() {
    AgendaRun replayed = beginning();
    for (List<Change> entry : entries) {
      replayed = replayed.apply(replayed.sequence() + 1, entry);
    }
    return replayed;
  }

  /** The first start of the attempt that counts. */
  Report started(String operation) {
    return started(operation, operation(operation).attempt(), 1);
  }

  Report started(String operation, int attempt, int start) {
    return new Report.Started(operation, attempt, start, now);
  }

  Report beat(String operation, int attempt) {
    return new Report.Beat(operation, attempt, now);
  }

  Report succeeded(String operation) {
    return succeeded(operation, operation(operation).attempt());
  }

  Report succeeded(String operation, int attempt) {
    return ended(operation, attempt, new Ending.Succeeded(Json.of(operation + " is done")));
  }

  Report gave(String operation, Json result) {
    return ended(operation, operation(operation).attempt(), new Ending.Succeeded(result));
  }

  Report declined(String operation) {
    return ended(
        operation,
        operation(operation).attempt(),
        new Ending.Declined(new Diagnostic(Diagnostic.CONDITION, "It is not so.")));
  }

  Report failed(String operation) {
    return failed(operation, operation(operation).attempt());
  }

  Report failed(String operation, int attempt) {
    return ended(
        operation, attempt, new Ending.Failed(new Diagnostic("exit:1", "It ended with code 1.")));
  }

  Report failed(String operation, String code) {
    return ended(
        operation,
        operation(operation).attempt(),
        new Ending.Failed(new Diagnostic(code, "It failed.")));
  }

  Report lost(String operation) {
    return ended(
        operation,
        operation(operation).attempt(),
        new Ending.Lost(new Diagnostic("lost", "Its host vanished.")));
  }

  /** Lost before it was started at all. */
  Report neverStarted(String operation) {
    return new Report.Ended(
        operation,
        operation(operation).attempt(),
        0,
        Optional.empty(),
        now,
        new Ending.Lost(new Diagnostic("lost", "Its host vanished.")));
  }

  static Report tick() {
    return new Report.Tick();
  }

  private Report ended(String operation, int attempt, Ending ending) {
    return new Report.Ended(operation, attempt, 1, Optional.of(now), now, ending);
  }
}
