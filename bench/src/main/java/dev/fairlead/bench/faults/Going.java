package dev.fairlead.bench.faults;

import dev.fairlead.core.run.OperationOutcome;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Where an operation is on the {@link Course} of its agenda. */
final class Going {
  private final PlannedOperation operation;
  private final Set<Integer> cutAttempts = new HashSet<>();
  private boolean isThere;
  private int attempt;
  private int forgotten;
  private boolean isRunning;
  private boolean isExpanded;
  private boolean isDeclined;
  private int failures;
  private int lost;
  private Optional<OperationOutcome> outcome = Optional.empty();
  private Instant notBefore = Instant.MIN;

  /**
   * One that did not begin.
   *
   * @param isThere whether the agenda has it from the first
   */
  Going(PlannedOperation operation, boolean isThere) {
    this.operation = operation;
    this.isThere = isThere;
  }

  PlannedOperation operation() {
    return operation;
  }

  String name() {
    return operation.name();
  }

  /** Whether the agenda has it by now. */
  boolean isThere() {
    return isThere;
  }

  /** The latest attempt; 0 before the first. */
  int attempt() {
    return attempt;
  }

  boolean isRunning() {
    return isRunning;
  }

  /** Whether its list was read, and is being worked at. */
  boolean isExpanded() {
    return isExpanded && !isOver();
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

  boolean wasSkipped() {
    return outcome.equals(Optional.of(OperationOutcome.SKIPPED));
  }

  /** Whether it had nothing to do. */
  boolean isDeclined() {
    return isDeclined;
  }

  /** Attempts since it last began from the beginning that failed. */
  int failures() {
    return failures;
  }

  /** The same of those that were lost. */
  int lost() {
    return lost;
  }

  Instant notBefore() {
    return notBefore;
  }

  /**
   * Whether an attempt was stopped from outside, or is of a time before it began anew, so that its
   * start may not be told.
   */
  boolean wasCut(int number) {
    return number <= forgotten || cutAttempts.contains(number);
  }

  void launch(int number) {
    attempt = number;
    isRunning = true;
  }

  void expand() {
    isExpanded = true;
  }

  void cut() {
    cutAttempts.add(attempt);
  }

  /** The attempt ends, and another follows. */
  void failOnce(boolean wasLost) {
    isRunning = false;
    lost += wasLost ? 1 : 0;
    failures += wasLost ? 0 : 1;
  }

  void waitUntil(Instant time) {
    notBefore = time;
  }

  void end(OperationOutcome how) {
    outcome = Optional.of(how);
    isRunning = false;
  }

  /** Ends it with nothing to do. */
  void decline() {
    end(OperationOutcome.SKIPPED);
    isDeclined = true;
  }

  /** It begins from the beginning, but for the number of its next attempt. */
  void startOver() {
    forgotten = attempt;
    isRunning = false;
    isExpanded = false;
    isDeclined = false;
    failures = 0;
    lost = 0;
    outcome = Optional.empty();
    notBefore = Instant.MIN;
  }

  /** The agenda has it from now on; one that it had already stays as it is. */
  void come() {
    if (!isThere) {
      isThere = true;
      startOver();
    }
  }

  void leave() {
    isThere = false;
  }
}
