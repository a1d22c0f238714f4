package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.PlannedAgenda.OnFailure;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.OperationOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Follows an agenda's journal, change by change, and says which of them the document does not allow
 * at that point: what started too early, too often or after the end, which attempt should have been
 * followed by another, what was ended without a reason.
 */
final class Course {
  private final PlannedAgenda plan;
  private final Consumer<String> problem;
  private final Map<String, Going> goings = new LinkedHashMap<>();
  private Optional<Instant> startedAt = Optional.empty();
  private Optional<AgendaOutcome> towards = Optional.empty();
  private boolean paused;
  private int pauses;
  private int ends;

  /** Where an operation is. */
  private static final class Going {
    private final PlannedOperation operation;
    private int attempt;
    private boolean running;
    private int failures;
    private int lost;
    private Optional<OperationOutcome> outcome = Optional.empty();
    private Instant notBefore = Instant.MIN;
    private final Set<Integer> cutAttempts = new HashSet<>();

    Going(PlannedOperation operation) {
      this.operation = operation;
    }

    boolean isOver() {
      return outcome.isPresent();
    }

    boolean hasSucceeded() {
      return outcome.equals(Optional.of(OperationOutcome.SUCCEEDED));
    }

    boolean hasFailed() {
      return outcome.equals(Optional.of(OperationOutcome.FAILED))
          || outcome.equals(Optional.of(OperationOutcome.TIMED_OUT));
    }
  }

  /**
   * A course that begins.
   *
   * @param problem gets what is not allowed
   */
  Course(PlannedAgenda plan, Consumer<String> problem) {
    this.plan = plan;
    this.problem = problem;
    plan.operations().forEach((name, operation) -> goings.put(name, new Going(operation)));
  }

  int pauses() {
    return pauses;
  }

  /** Terminal events so far. */
  int ends() {
    return ends;
  }

  /** Whether an attempt was stopped from outside, so that its start may never have been told. */
  boolean wasCut(String operation, int attempt) {
    return going(operation).cutAttempts.contains(attempt);
  }

  void follow(Change change) {
    switch (change) {
      case Change.AgendaStarted started -> {
        expect(startedAt.isEmpty() && ends == 0, "it started twice");
        startedAt = Optional.of(started.at());
      }
      case Change.AgendaPaused _ -> {
        expect(plan.orders().pauses() && !paused && towards.isEmpty(), "nobody paused it");
        paused = true;
        pauses++;
      }
      case Change.AgendaResumed _ -> {
        expect(paused, "it was resumed and not paused");
        paused = false;
      }
      case Change.AgendaDraining draining -> drains(draining);
      case Change.AgendaLate _ -> expect(false, "it was late, and has no deadline");
      case Change.AgendaReset _ -> expect(false, "it was done again, which nobody wanted");
      case Change.OperationsAdded _, Change.OperationExpanded _ ->
          expect(false, "it grew, which its document does not say");
      case Change.InventoryAwaited _, Change.InventoryLocked _, Change.InventoryChanged _ ->
          expect(false, "it has an inventory, which its document does not say");
      case Change.AgendaEnded ended -> ended(ended);
      case Change.OperationReady ready -> mayStart(going(ready.operation()), "was ready");
      case Change.OperationLaunched launched -> launched(going(launched.operation()), launched);
      case Change.OperationStarted started -> {
        Going going = going(started.operation());
        expect(
            going.running && going.attempt == started.attempt(),
            started.operation() + " started attempt " + started.attempt() + " unasked");
      }
      case Change.StartsCounted counted ->
          expect(
              counted.attempt() <= going(counted.operation()).attempt,
              counted.operation() + " counted an attempt that there never was");
      case Change.OperationRetrying retrying -> retrying(going(retrying.operation()), retrying);
      case Change.OperationEnded end -> over(going(end.operation()), end);
      case Change.OperationSkipped skipped -> skipped(going(skipped.operation()));
    }
  }

  private void drains(Change.AgendaDraining draining) {
    expect(
        towards.isEmpty() || towards.equals(Optional.of(AgendaOutcome.FAILED)),
        "it was to end " + towards + ", then " + draining.towards());
    switch (draining.towards()) {
      case CANCELLED -> expect(plan.orders().cancels(), "nobody cancelled it");
      case TIMED_OUT ->
          expect(
              plan.timeoutSeconds() > 0 && !isMainOver() && hasLasted(draining.at()),
              "it had not taken too long");
      case FAILED ->
          expect(
              plan.onFailure() != OnFailure.CONTINUE
                  && goings.values().stream()
                      .anyMatch(going -> going.hasFailed() && !going.operation.isFinal()),
              "it drained, and nothing had failed");
      case SUCCEEDED -> expect(false, "it drained to success");
    }
    towards = Optional.of(draining.towards());
    paused = false;
  }

  private boolean hasLasted(Instant now) {
    return startedAt
        .map(start -> Duration.between(start, now).toSeconds() >= plan.timeoutSeconds())
        .orElse(false);
  }

  private void ended(Change.AgendaEnded ended) {
    ends++;
    boolean unstarted = startedAt.isEmpty();
    if (unstarted) {
      expect(ended.outcome() == AgendaOutcome.CANCELLED, "it ended unstarted " + ended.outcome());
      goings.values().forEach(going -> going.outcome = Optional.of(OperationOutcome.SKIPPED));
    }
    goings.values().stream()
        .filter(going -> !going.isOver())
        .forEach(going -> expect(false, "it ended before " + going.operation.name()));
    boolean failed = goings.values().stream().anyMatch(Going::hasFailed);
    AgendaOutcome due = towards.orElse(failed ? AgendaOutcome.FAILED : AgendaOutcome.SUCCEEDED);
    expect(ended.outcome() == due, "it ended " + ended.outcome() + ", not " + due);
  }

  private void mayStart(Going going, String what) {
    PlannedOperation operation = going.operation;
    String who = operation.name() + " " + what;
    expect(!going.isOver() && ends == 0, who + " after its end");
    expect(
        plan.needs(operation).stream().allMatch(name -> going(name).hasSucceeded()),
        who + " before what it waits for had succeeded");
    expect(!paused, who + " while the agenda was paused");
    if (operation.isFinal()) {
      expect(isMainOver(), who + " before the rest was over");
    } else {
      expect(towards.isEmpty(), who + " while the agenda came to its end");
    }
  }

  private void launched(Going going, Change.OperationLaunched launched) {
    String who = launched.operation() + " attempt " + launched.attempt();
    if (going.running && launched.attempt() == going.attempt) {
      return;
    }
    mayStart(going, "was launched");
    expect(!going.running && launched.attempt() == going.attempt + 1, who + " is not the next");
    expect(!launched.at().isBefore(going.notBefore), who + " came before its backoff was over");
    going.attempt = launched.attempt();
    going.running = true;
  }

  private void retrying(Going going, Change.OperationRetrying retrying) {
    PlannedOperation operation = going.operation;
    String who = operation.name() + " attempt " + retrying.attempt();
    String code = retrying.diagnostic().code();
    expect(going.running && retrying.attempt() == going.attempt, who + " was not running");
    expect(operation.isFinal() || towards.isEmpty(), who + " is tried again at the end");
    mayEndBy(going, retrying.lost(), code);
    expect(isFollowed(going, retrying.lost(), code), who + " must be the last (" + code + ")");
    if (retrying.lost()) {
      going.lost++;
    } else {
      going.failures++;
    }
    going.running = false;
    if (code.equals("timeout")) {
      going.cutAttempts.add(going.attempt);
    }
    going.notBefore =
        retrying.at().plusMillis(operation.retry().leastWaitMillis(going.failures + going.lost));
  }

  /** Whether the attempt could end so by itself. */
  private void mayEndBy(Going going, boolean lost, String code) {
    PlannedOperation operation = going.operation;
    boolean possible =
        lost
            ? operation.isRemote()
            : code.equals("timeout")
                ? !operation.limits().isNone()
                : operation.fails(going.attempt) && operation.failureCode().equals(code);
    expect(possible, operation.name() + " attempt " + going.attempt + " can't end by " + code);
  }

  private static boolean isFollowed(Going going, boolean lost, String code) {
    PlannedRetry retry = going.operation.retry();
    return lost ? retry.followsLost(going.lost + 1) : retry.follows(going.failures + 1, code);
  }

  private void over(Going going, Change.OperationEnded end) {
    PlannedOperation operation = going.operation;
    String who = operation.name();
    expect(!going.isOver(), who + " was committed twice");
    expect(end.attempt() == going.attempt, who + " ended with attempt " + end.attempt());
    String code = end.diagnostic().map(told -> told.code()).orElse("");
    switch (end.outcome()) {
      case SUCCEEDED ->
          expect(
              going.running && !operation.fails(going.attempt) && !operation.isEndless(),
              who + " can't succeed with attempt " + going.attempt);
      case FAILED -> {
        boolean lost = code.equals("lost");
        mayEndBy(going, lost, code);
        mustBeLast(going, lost, code);
      }
      case TIMED_OUT -> {
        mayEndBy(going, false, "timeout");
        going.cutAttempts.add(going.attempt);
        if (operation.limits().queued() == 0) {
          mustBeLast(going, false, "timeout");
        }
      }
      case CANCELLED -> {
        going.cutAttempts.add(going.attempt);
        boolean failed = towards.equals(Optional.of(AgendaOutcome.FAILED));
        expect(
            going.running
                && !operation.isFinal()
                && towards.isPresent()
                && (!failed || plan.onFailure() == OnFailure.CANCEL),
            who + " was cancelled without a reason");
      }
      case SKIPPED -> expect(false, who + " ended by being skipped");
    }
    going.outcome = Optional.of(end.outcome());
    going.running = false;
  }

  private void mustBeLast(Going going, boolean lost, String code) {
    boolean stopping = towards.isPresent() && !going.operation.isFinal();
    expect(
        stopping || !isFollowed(going, lost, code),
        going.operation.name()
            + " attempt "
            + going.attempt
            + " must be tried again ("
            + code
            + ")");
  }

  private void skipped(Going going) {
    PlannedOperation operation = going.operation;
    boolean blocked =
        plan.needs(operation).stream()
            .map(this::going)
            .anyMatch(before -> before.isOver() && !before.hasSucceeded());
    boolean stopped = towards.isPresent() && !operation.isFinal();
    expect(!going.isOver() && !going.running, operation.name() + " was skipped when it ran");
    expect(blocked || stopped, operation.name() + " was skipped without a reason");
    going.outcome = Optional.of(OperationOutcome.SKIPPED);
  }

  private boolean isMainOver() {
    return goings.values().stream().allMatch(going -> going.isOver() || going.operation.isFinal());
  }

  private Going going(String name) {
    Going going = goings.get(name);
    if (going == null) {
      throw new IllegalArgumentException("no operation " + name);
    }
    return going;
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      problem.accept(otherwise);
    }
  }
}
