package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.PlannedAgenda.OnFailure;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.OperationOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Says which ends of attempts and operations the document does not allow. */
final class Endings {
  static final String INVENTORY = "inventory";

  private static final String CONDITION = "condition";

  private final PlannedAgenda plan;
  private final Goings goings;
  private final Course.Expectation expectation;
  private final Consumer<Feature> seen;

  Endings(
      PlannedAgenda plan, Goings goings, Course.Expectation expectation, Consumer<Feature> seen) {
    this.plan = plan;
    this.goings = goings;
    this.expectation = expectation;
    this.seen = seen;
  }

  /**
   * An attempt ended, and another is to follow.
   *
   * @param towards how the agenda is to end, if it is to
   */
  void retrying(Going going, Change.OperationRetrying retrying, Optional<AgendaOutcome> towards) {
    PlannedOperation operation = going.operation();
    String who = operation.name() + " attempt " + retrying.attempt();
    String code = retrying.diagnostic().code();
    expect(
        going.isRunning() && retrying.attempt() == going.attempt(), () -> who + " was not running");
    expect(operation.isFinal() || towards.isEmpty(), () -> who + " is tried again at the end");
    mayEndBy(going, retrying.lost(), code);
    expect(
        isFollowed(going, retrying.lost(), code), () -> who + " must be the last (" + code + ")");
    going.failOnce(retrying.lost());
    if (code.equals("timeout")) {
      going.cut();
    }
    going.waitUntil(
        retrying
            .at()
            .plusMillis(operation.retry().leastWaitMillis(going.failures() + going.lost())));
  }

  /** Whether the attempt could end so by itself. */
  private void mayEndBy(Going going, boolean lost, String code) {
    PlannedOperation operation = going.operation();
    boolean possible =
        lost
            ? operation.isRemote()
            : switch (code) {
              case "timeout" -> !operation.limits().isNone();
              case INVENTORY ->
                  plan.inventory().isPresent()
                      && operation.extra().change().filter(InventoryWork::adds).isPresent();
              // What its agenda came to is looked at with its own journal.
              case "agenda:failed", "agenda:timedOut" -> operation.isChild();
              case String _ ->
                  operation.fails(going.attempt())
                      && operation.failureCode().equals(code)
                      && goings.isAgreed(going);
            };
    expect(
        possible, () -> operation.name() + " attempt " + going.attempt() + " can't end by " + code);
  }

  private static boolean isFollowed(Going going, boolean lost, String code) {
    PlannedRetry retry = going.operation().retry();
    return lost
        ? retry.followsLost(going.lost() + 1)
        : !code.equals(INVENTORY) && retry.follows(going.failures() + 1, code);
  }

  /**
   * An operation is over.
   *
   * @param towards how the agenda is to end, if it is to
   */
  void over(Going going, Change.OperationEnded end, Optional<AgendaOutcome> towards) {
    PlannedOperation operation = going.operation();
    expect(!going.isOver(), () -> going.name() + " was committed twice");
    expect(
        end.attempt() == going.attempt(),
        () -> going.name() + " ended with attempt " + end.attempt());
    if (going.isExpanded()) {
      collected(going, end, towards);
    } else {
      ended(going, end, towards);
    }
    if (end.outcome() == OperationOutcome.SUCCEEDED && operation.extra().when().isPresent()) {
      seen.accept(Feature.AGREED);
    }
    going.end(end.outcome());
  }

  private void ended(Going going, Change.OperationEnded end, Optional<AgendaOutcome> towards) {
    PlannedOperation operation = going.operation();
    String code = end.diagnostic().map(told -> told.code()).orElse("");
    switch (end.outcome()) {
      case SUCCEEDED -> {
        expect(
            going.isRunning()
                && !operation.isList()
                && !operation.fails(going.attempt())
                && !operation.isEndless()
                && goings.isAgreed(going),
            () -> going.name() + " can't succeed with attempt " + going.attempt());
        if (operation.isApproval()) {
          seen.accept(Feature.APPROVED);
        }
        if (operation.extra().isTold()) {
          seen.accept(Feature.TOLD_SECRET);
        }
      }
      case FAILED -> {
        boolean lost = code.equals("lost");
        mayEndBy(going, lost, code);
        mustBeLast(going, lost, code, towards);
        if (operation.isApproval()) {
          seen.accept(Feature.REJECTED);
        }
      }
      case TIMED_OUT -> {
        mayEndBy(going, false, "timeout");
        going.cut();
        if (operation.limits().queued() == 0) {
          mustBeLast(going, false, "timeout", towards);
        }
      }
      case CANCELLED -> {
        going.cut();
        expect(
            going.isRunning()
                && !operation.isFinal()
                && (isCancelling(towards) || isGivenUp(going)),
            () -> going.name() + " was cancelled without a reason");
      }
      case SKIPPED -> expect(false, () -> going.name() + " ended by being skipped");
    }
  }

  private boolean isCancelling(Optional<AgendaOutcome> towards) {
    return towards
        .filter(end -> end != AgendaOutcome.FAILED || plan.policy().onFailure() == OnFailure.CANCEL)
        .isPresent();
  }

  private boolean isGivenUp(Going going) {
    return going.operation().isElement()
        && plan.policy().onFailure() == OnFailure.CANCEL
        && goings.hasTooManyFailures(goings.listOf(going));
  }

  /** A list ends as its elements did. */
  private void collected(Going list, Change.OperationEnded end, Optional<AgendaOutcome> towards) {
    List<Going> elements = goings.grown(list);
    expect(
        elements.stream().allMatch(Going::isOver),
        () -> list.name() + " ended before its elements");
    boolean tooMany = goings.hasTooManyFailures(list);
    boolean whole = elements.stream().allMatch(each -> each.hasSucceeded() || each.hasFailed());
    OperationOutcome due =
        tooMany
            ? OperationOutcome.FAILED
            : whole ? OperationOutcome.SUCCEEDED : OperationOutcome.CANCELLED;
    expect(end.outcome() == due, () -> list.name() + " ended " + end.outcome() + ", not " + due);
    expect(
        due != OperationOutcome.CANCELLED || towards.isPresent(),
        () -> list.name() + " was left undone without a reason");
    if (tooMany) {
      seen.accept(Feature.LIST_FAILED);
    } else if (whole && elements.stream().anyMatch(Going::hasFailed)) {
      seen.accept(Feature.FAILURE_TOLERATED);
    }
  }

  private void mustBeLast(Going going, boolean lost, String code, Optional<AgendaOutcome> towards) {
    boolean stopping = towards.isPresent() && !going.operation().isFinal();
    expect(
        stopping || !isFollowed(going, lost, code),
        () -> going.name() + " attempt " + going.attempt() + " must be tried again (" + code + ")");
  }

  /**
   * An operation is never done.
   *
   * @param towards how the agenda is to end, if it is to
   */
  void skipped(Going going, Change.OperationSkipped skipped, Optional<AgendaOutcome> towards) {
    expect(!going.isOver(), () -> going.name() + " was skipped when it was over");
    List<Going> needs = goings.needs(going);
    if (!skipped.diagnostic().code().equals(CONDITION)) {
      boolean blocked =
          needs.stream()
              .anyMatch(
                  before -> before.isOver() && !before.hasSucceeded() && !before.isDeclined());
      boolean stopped = towards.isPresent() && !going.operation().isFinal();
      boolean givenUp =
          going.operation().isElement() && goings.hasTooManyFailures(goings.listOf(going));
      expect(!going.isRunning(), () -> going.name() + " was skipped when it ran");
      boolean leftBehind =
          going.operation().isElement() && goings.listOf(going).isOver() && !going.isRunning();
      expect(
          blocked || stopped || givenUp || leftBehind,
          () -> going.name() + " was skipped without a reason");
      going.end(OperationOutcome.SKIPPED);
    } else if (going.isRunning()) {
      expect(
          !goings.isAgreed(going), () -> going.name() + " was declined, and its condition holds");
      going.decline();
      seen.accept(Feature.DECLINED);
    } else {
      expect(
          !needs.isEmpty() && needs.stream().allMatch(Going::isDeclined),
          () -> going.name() + " was declined without a reason");
      going.decline();
      seen.accept(Feature.NOTHING_TO_DO);
    }
  }

  private void expect(boolean holds, Supplier<String> otherwise) {
    expectation.expect(holds, otherwise);
  }
}
