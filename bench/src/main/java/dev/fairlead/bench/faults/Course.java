package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.PlannedAgenda.OnFailure;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.OperationOutcome;
import dev.fairlead.core.run.Reset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Follows an agenda's journal, change by change, and says which of them the document does not allow
 * at that point: what started too early, too often or after the end, which attempt should have been
 * followed by another, what was ended without a reason, what grew or began anew that should not.
 */
final class Course {
  private static final String RETRY = "retry";

  private final PlannedAgenda plan;
  private final Instant addedAt;
  private final Goings goings;
  private final Endings endings;
  private final Consumer<String> problem;
  private final Consumer<Feature> seen;
  private Optional<Instant> startedAt = Optional.empty();
  private Optional<AgendaOutcome> towards = Optional.empty();
  private boolean paused;
  private boolean held;
  private boolean locked;
  private Optional<Instant> lateSince = Optional.empty();
  private int pauses;
  private int attempts;
  private int redone;
  private int ends;

  /**
   * A course that begins.
   *
   * @param addedAt when the agenda was accepted
   * @param problem gets what is not allowed
   * @param seen gets what is worth counting
   */
  Course(PlannedAgenda plan, Instant addedAt, Consumer<String> problem, Consumer<Feature> seen) {
    this.plan = plan;
    this.addedAt = addedAt;
    this.held = plan.isHeld();
    this.goings = new Goings(plan);
    this.problem = problem;
    this.seen = seen;
    this.endings = new Endings(plan, goings, this::expect, seen);
  }

  /** Gets what is expected, and what is said if it is not so. */
  interface Expectation {
    void expect(boolean holds, Supplier<String> otherwise);
  }

  int pauses() {
    return pauses;
  }

  /** Terminal events since it was last done again. */
  int ends() {
    return ends;
  }

  /** The operations that it has by now. */
  List<String> operations() {
    return goings.there().map(Going::name).toList();
  }

  /** Whether an attempt was stopped from outside, so that its start may never have been told. */
  boolean wasCut(String operation, int attempt) {
    return goings.of(operation).wasCut(attempt);
  }

  void follow(Change change) {
    switch (change) {
      case Change.AgendaStarted started -> {
        expect(startedAt.isEmpty() && ends == 0, () -> "it started twice");
        expect(!held, () -> "it started, and was held");
        expect(
            started.attempt() == attempts + 1,
            () -> "attempt " + started.attempt() + " is not next");
        attempts = started.attempt();
        startedAt = Optional.of(started.at());
      }
      case Change.AgendaPaused _ -> {
        expect(plan.orders().pauses() && !paused && towards.isEmpty(), () -> "nobody paused it");
        paused = true;
        pauses++;
      }
      case Change.AgendaResumed _ -> {
        expect(paused, () -> "it was resumed and not paused");
        paused = false;
      }
      case Change.AgendaDraining draining -> drains(draining);
      case Change.AgendaRebound moved -> {
        expect(
            moved.reason().equals(Operator.WHY) && !moved.from().equals(moved.to()),
            () -> "nobody had it moved from " + moved.from() + " to " + moved.to());
        seen.accept(Feature.REBOUND);
      }
      case Change.AgendaAsleep asleep -> {
        expect(asleep.until().isAfter(asleep.at()) && ends == 0, () -> "it slept for nothing");
        seen.accept(Feature.ASLEEP);
      }
      case Change.AgendaLate late -> late(late);
      case Change.AgendaReset reset -> reset(reset);
      case Change.OperationsAdded added -> added(goings.of(added.by()), added.names());
      case Change.DependentsAsked asked ->
          expect(false, () -> asked.by() + " asked for dependents, and nothing runs as a pod");
      case Change.OperationExpanded expanded -> expanded(goings.of(expanded.operation()), expanded);
      case Change.InventoryAwaited _ -> {
        expect(plan.inventory().isPresent() && !locked, () -> "it waited for no inventory");
        seen.accept(Feature.INVENTORY_AWAITED);
      }
      case Change.InventoryLocked _ -> {
        expect(plan.inventory().isPresent() && !locked && ends == 0, () -> "it got what it had");
        locked = true;
      }
      case Change.InventoryChanged changed -> changed(goings.of(changed.operation()), changed);
      case Change.AgendaEnded ended -> ended(ended);
      case Change.OperationReady ready -> mayStart(goings.of(ready.operation()), "was ready");
      case Change.OperationLaunched launched -> launched(goings.of(launched.operation()), launched);
      case Change.OperationStarted started -> {
        Going going = goings.of(started.operation());
        expect(
            going.isRunning() && going.attempt() == started.attempt() && goings.isAgreed(going),
            () -> started.operation() + " started attempt " + started.attempt() + " unasked");
      }
      case Change.StartsCounted counted ->
          expect(
              counted.attempt() <= goings.of(counted.operation()).attempt(),
              () -> counted.operation() + " counted an attempt that there never was");
      case Change.OperationRetrying retrying ->
          endings.retrying(goings.of(retrying.operation()), retrying, towards);
      case Change.OperationEnded end -> endings.over(goings.of(end.operation()), end, towards);
      case Change.OperationSkipped skipped ->
          endings.skipped(goings.of(skipped.operation()), skipped, towards);
    }
  }

  /** Told once in a run, however often it is tried, and never too early. */
  private void late(Change.AgendaLate late) {
    expect(
        deadline().equals(Optional.of(late.deadline())) && !late.at().isBefore(late.deadline()),
        () -> "it was late for " + late.deadline() + " at " + late.at());
    expect(lateSince.isEmpty() && ends == 0, () -> "it was late twice");
    lateSince = Optional.of(late.at());
    seen.accept(Feature.LATE);
  }

  private Optional<Instant> deadline() {
    int seconds = plan.policy().deadlineSeconds();
    return Optional.of(addedAt.plusSeconds(seconds)).filter(_ -> seconds > 0);
  }

  private void changed(Going going, Change.InventoryChanged changed) {
    Optional<InventoryWork> work = going.operation().extra().change();
    expect(
        locked
            && going.hasSucceeded()
            && work.filter(planned -> planned.verb() == changed.verb()).isPresent()
            && work.orElseThrow().components().containsAll(changed.components()),
        () -> going.name() + " did " + changed.verb() + " " + changed.components());
  }

  private void drains(Change.AgendaDraining draining) {
    expect(
        towards.isEmpty() || towards.equals(Optional.of(AgendaOutcome.FAILED)),
        () -> "it was to end " + towards + ", then " + draining.towards());
    switch (draining.towards()) {
      case CANCELLED -> expect(plan.orders().cancels(), () -> "nobody cancelled it");
      case TIMED_OUT ->
          expect(
              plan.policy().timeoutSeconds() > 0
                  && !goings.isMainOver()
                  && hasLasted(draining.at()),
              () -> "it had not taken too long");
      case FAILED ->
          expect(
              plan.policy().onFailure() != OnFailure.CONTINUE && hasMainFailed(),
              () -> "it drained, and nothing had failed");
      case SUCCEEDED -> expect(false, () -> "it drained to success");
    }
    towards = Optional.of(draining.towards());
    paused = false;
  }

  /** The elements of a list are their list's affair. */
  private boolean hasMainFailed() {
    return goings
        .there()
        .filter(going -> !going.operation().isElement() && !going.operation().isFinal())
        .anyMatch(Going::hasFailed);
  }

  private boolean hasLasted(Instant now) {
    return startedAt
        .map(start -> Duration.between(start, now).toSeconds() >= plan.policy().timeoutSeconds())
        .orElse(false);
  }

  private void ended(Change.AgendaEnded ended) {
    ends++;
    locked = false;
    expect(
        startedAt.isEmpty()
            || lateSince.isPresent()
            || deadline().filter(at -> at.isBefore(ended.at())).isEmpty(),
        () -> "it was late, and nobody was told");
    if (startedAt.isEmpty()) {
      expect(
          ended.outcome() == AgendaOutcome.CANCELLED,
          () -> "it ended unstarted " + ended.outcome());
      goings
          .there()
          .filter(going -> !going.isOver())
          .forEach(going -> {
            going.end(OperationOutcome.SKIPPED);
          });
    }
    goings
        .there()
        .filter(going -> !going.isOver())
        .forEach(going -> expect(false, () -> "it ended before " + going.name()));
    goings
        .there()
        .filter(going -> going.hasSucceeded() && going.operation().isGenerator())
        .flatMap(going -> goings.grown(going).stream())
        .filter(added -> !added.isThere())
        .forEach(added -> expect(false, () -> "it ended without " + added.name()));
    boolean failed =
        goings.there().anyMatch(going -> going.hasFailed() && !going.operation().isElement());
    AgendaOutcome due = towards.orElse(failed ? AgendaOutcome.FAILED : AgendaOutcome.SUCCEEDED);
    expect(ended.outcome() == due, () -> "it ended " + ended.outcome() + ", not " + due);
    boolean wantsMore =
        due == AgendaOutcome.FAILED && hasMainFailed() && attempts < plan.policy().attempts();
    expect(!wantsMore, () -> "it ended, and should have been tried again");
  }

  /** It begins anew, by its own policy or because its customer wants it. */
  private void reset(Change.AgendaReset reset) {
    if (reset.by().equals(RETRY)) {
      expect(attempts < plan.policy().attempts(), () -> "it was tried too often");
      expect(
          ends == 0 && !paused && hasMainFailed() && goings.isMainOver(),
          () -> "it was tried again too early");
      expect(
          towards.isEmpty() || towards.equals(Optional.of(AgendaOutcome.FAILED)),
          () -> "it was tried again on its way to " + towards);
      expect(reset.which() instanceof Reset.NotSucceeded, () -> "all of it was tried again");
      goings.startOver(goings.unfinished());
      seen.accept(Feature.TRIED_AGAIN);
    } else if (redone >= plan.redos().size()) {
      expect(false, () -> "it was done again, which nobody wanted");
    } else {
      redo(reset.which(), plan.redos().get(redone));
      redone++;
    }
    towards = Optional.empty();
    startedAt = Optional.empty();
    paused = false;
  }

  private void redo(Reset which, Redo redo) {
    expect(ends == 1 || held, () -> "it was done again before it was over");
    ends = 0;
    lateSince = Optional.empty();
    held = redo.then() == Redo.Then.HOLD;
    Set<String> again = goings.again(redo);
    boolean asWanted =
        switch (which) {
          case Reset.All _ -> redo.which() == Redo.Which.ALL;
          case Reset.NotSucceeded _ -> false;
          case Reset.Named(Set<String> names) ->
              redo.which() != Redo.Which.ALL && names.equals(again);
        };
    expect(asWanted, () -> redo + " did again " + which + ", not " + again);
    goings.startOver(again);
    seen.accept(
        switch (redo.then()) {
          case HOLD -> Feature.HELD_AGAIN;
          case RELEASE -> Feature.RELEASED;
          case RUN ->
              switch (redo.which()) {
                case ALL -> Feature.ALL_AGAIN;
                case UNFINISHED -> Feature.UNFINISHED_AGAIN;
                case FAILED -> Feature.FAILED_AGAIN;
                case FROM -> Feature.FROM_AGAIN;
              };
        });
  }

  private void added(Going by, List<String> names) {
    List<Going> grown = goings.grown(by);
    expect(
        by.operation().isGenerator()
            && by.hasSucceeded()
            && names.equals(grown.stream().map(Going::name).toList()),
        () -> by.name() + " added " + names);
    expect(ends == 0 && grown.stream().noneMatch(Going::isThere), () -> by.name() + " added twice");
    grown.forEach(Going::come);
    seen.accept(plan.operations().containsKey(by.name()) ? Feature.GENERATED : Feature.NESTED);
  }

  private void expanded(Going list, Change.OperationExpanded expanded) {
    List<Going> elements = goings.grown(list);
    expect(
        list.isRunning() && !list.isExpanded() && list.attempt() == expanded.attempt(),
        () -> list.name() + " was read unasked");
    expect(
        list.operation().isList() && expanded.count() == elements.size(),
        () -> list.name() + " has " + expanded.count() + " items");
    list.expand();
    elements.forEach(Going::come);
    seen.accept(Feature.LIST);
  }

  private void mayStart(Going going, String what) {
    String who = going.name() + " " + what;
    expect(going.isThere() && !going.isOver() && ends == 0, () -> who + " after its end");
    expect(startedAt.isPresent(), () -> who + " before the agenda had started");
    List<Going> needs = goings.needs(going);
    expect(
        needs.stream().allMatch(before -> before.hasSucceeded() || before.isDeclined())
            && (needs.isEmpty() || needs.stream().anyMatch(Going::hasSucceeded)),
        () -> who + " before what it waits for had succeeded");
    expect(!paused, () -> who + " while the agenda was paused");
    if (going.operation().isElement()) {
      expect(goings.listOf(going).isExpanded(), () -> who + " before its list was read");
    }
    if (going.operation().isFinal()) {
      expect(goings.isMainOver() || going.operation().isElement(), () -> who + " before the rest");
    } else {
      expect(towards.isEmpty(), () -> who + " while the agenda came to its end");
      expect(locked || plan.inventory().isEmpty(), () -> who + " without the inventory");
    }
  }

  private void launched(Going going, Change.OperationLaunched launched) {
    String who = launched.operation() + " attempt " + launched.attempt();
    if (going.isRunning() && launched.attempt() == going.attempt()) {
      return;
    }
    mayStart(going, "was launched");
    expect(
        !going.isRunning() && launched.attempt() == going.attempt() + 1,
        () -> who + " is not the next");
    expect(
        !launched.at().isBefore(going.notBefore()),
        () -> who + " came before its backoff was over");
    going.launch(launched.attempt());
    if (going.operation().isElement()) {
      besideOthers(goings.listOf(going), who);
    }
  }

  private void besideOthers(Going list, String who) {
    List<Going> elements = goings.grown(list);
    int most = list.operation().extra().items().orElseThrow().maxConcurrency();
    long running = elements.stream().filter(Going::isRunning).count();
    expect(running <= most, () -> who + " was one too many at once");
    if (running == most && elements.stream().anyMatch(other -> other.attempt() == 0)) {
      seen.accept(Feature.LIST_HELD_BACK);
    }
  }

  private void expect(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      problem.accept(otherwise.get());
    }
  }
}
