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
  private long bytes;

  EntryDraft(AgendaRun before, Instant now) {
    this.before = before;
    this.now = now;
    this.operations = before.operations();
    this.state = before.state();
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

  boolean anyFailed() {
    return operations.values().stream()
        .anyMatch(operation -> operation.outcome().equals(Optional.of(OperationOutcome.FAILED)));
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
      case Change.AgendaStarted _, Change.AgendaDraining _, Change.AgendaEnded _ ->
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
