package dev.fairlead.core.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entry that a {@link RunStep} is writing: what it holds so far, and the run as it would be
 * with that folded in.
 */
final class EntryDraft {
  private final AgendaRun before;
  private final Instant now;

  /** Those of the run before, until one changes: most looks at an agenda find nothing to do. */
  private Map<String, OperationRun> operations;

  private final List<Change> changes = new ArrayList<>();
  private final List<Intent> intents = new ArrayList<>();
  private AgendaState state;
  private Optional<AgendaOutcome> towards;
  private Optional<Instant> startedAt;
  private long bytes;

  EntryDraft(AgendaRun before, Instant now) {
    this.before = before;
    this.now = now;
    this.operations = before.operations();
    this.state = before.state();
    this.towards = before.towards();
    this.startedAt = before.startedAt();
  }

  /** The run as the last entry left it. */
  AgendaRun before() {
    return before;
  }

  Instant now() {
    return now;
  }

  AgendaState state() {
    return state;
  }

  /** How the agenda will have ended, once that is settled. */
  Optional<AgendaOutcome> towards() {
    return towards;
  }

  /** When the agenda's attempt began. */
  Optional<Instant> startedAt() {
    return startedAt;
  }

  /** All operations as they are now; changing one does not disturb who goes through the list. */
  List<OperationRun> operations() {
    return List.copyOf(operations.values());
  }

  Optional<OperationRun> find(String name) {
    return Optional.ofNullable(operations.get(name));
  }

  OperationRun operation(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no operation " + name));
  }

  /** The first operation in document order that failed. */
  Optional<OperationRun> firstFailed() {
    return operations.values().stream().filter(OperationRun::hasFailed).findFirst();
  }

  boolean allComplete() {
    return operations.values().stream().allMatch(OperationRun::isComplete);
  }

  /** Whether the entry takes no more text. */
  boolean isLong() {
    return bytes >= RunStep.BYTES_PER_ENTRY;
  }

  /** Whether the entry takes no more changes that could as well be made by the next step. */
  boolean isFull() {
    return changes.size() >= RunStep.CHANGES_PER_ENTRY || isLong();
  }

  /** What the entry holds so far. */
  List<Change> changes() {
    return List.copyOf(changes);
  }

  void intend(Intent intent) {
    intents.add(intent);
  }

  void change(Change change) {
    if (changes.isEmpty()) {
      operations = new LinkedHashMap<>(operations);
    }
    changes.add(change);
    bytes += EntrySize.of(change);
    switch (change) {
      case Change.OfOperation ofOperation ->
          operations.computeIfPresent(
              ofOperation.operation(), (_, operation) -> operation.apply(ofOperation));
      case Change.AgendaDraining draining -> {
        state = AgendaTransitions.next(state, change);
        towards = Optional.of(draining.towards());
      }
      case Change.AgendaStarted started -> {
        state = AgendaTransitions.next(state, change);
        startedAt = Optional.of(started.at());
      }
      case Change.AgendaPaused _, Change.AgendaResumed _, Change.AgendaEnded _ ->
          state = AgendaTransitions.next(state, change);
    }
  }

  RunStep finish(List<Report> left) {
    return new RunStep(
        changes,
        intents,
        changes.isEmpty() ? before : before.apply(before.sequence() + 1, changes),
        left,
        left.isEmpty() && (changes.isEmpty() || !isFull()));
  }
}
