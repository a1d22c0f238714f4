package dev.fairlead.core.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The entry that a {@link RunStep} is writing: what it holds so far, and the run as it would be
 * with that folded in.
 */
final class EntryDraft {
  private final AgendaRun before;
  private final Instant now;

  /** Not there until something changes: most looks at an agenda find nothing to do. */
  private @Nullable RunFold fold;

  private final List<Change> changes = new ArrayList<>();
  private final List<Intent> intents = new ArrayList<>();
  private boolean grown;
  private long bytes;

  EntryDraft(AgendaRun before, Instant now) {
    this.before = before;
    this.now = now;
  }

  /** The run as the last entry left it. */
  AgendaRun before() {
    return before;
  }

  Instant now() {
    return now;
  }

  AgendaState state() {
    return fold == null ? before.state() : fold.state();
  }

  /** How the agenda will have ended, once that is settled. */
  Optional<AgendaOutcome> towards() {
    return fold == null ? before.towards() : fold.towards();
  }

  /** When the agenda's attempt began. */
  Optional<Instant> startedAt() {
    return fold == null ? before.startedAt() : fold.startedAt();
  }

  /** When it was told that the agenda's deadline had passed. */
  Optional<Instant> lateSince() {
    return fold == null ? before.lateSince() : fold.lateSince();
  }

  /** When the agenda's next attempt may start, if it has to wait for that. */
  Optional<Instant> notBefore() {
    return fold == null ? before.notBefore() : fold.notBefore();
  }

  /** All operations as they are now; changing one does not disturb who goes through the list. */
  List<OperationRun> operations() {
    return List.copyOf(byName().values());
  }

  private Map<String, OperationRun> byName() {
    return fold == null ? before.operations() : fold.operations();
  }

  /** What the agenda grew by. */
  List<Growth> growths() {
    return fold == null ? before.growths() : fold.growths();
  }

  /** How the agenda stands to its inventory. */
  Optional<InventoryLock> lock() {
    return fold == null ? before.lock() : fold.lock();
  }

  /** The agenda's attempt. */
  int attempt() {
    return fold == null ? before.attempt() : fold.attempt();
  }

  /** Whether there are operations now that the plan does not know. */
  boolean isGrown() {
    return grown;
  }

  Optional<OperationRun> find(String name) {
    return Optional.ofNullable(byName().get(name));
  }

  OperationRun operation(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no operation " + name));
  }

  boolean allComplete() {
    return byName().values().stream().allMatch(OperationRun::isComplete);
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
    var open = fold == null ? new RunFold(before) : fold;
    fold = open;
    open.fold(change);
    changes.add(change);
    bytes += EntrySize.of(change);
    boolean isOfInventory =
        change instanceof Change.InventoryChanged || change instanceof Change.InventoryLocked;
    if (isOfInventory && !intents.contains(new Intent.ApplyInventory())) {
      intend(new Intent.ApplyInventory());
    }
    grown |=
        change instanceof Change.OperationsAdded
            || change instanceof Change.DependentsAsked
            || change instanceof Change.OperationExpanded
            || change instanceof Change.AgendaReset;
  }

  /** Ends an attempt that is out there, and with it the operation. */
  void cancel(OperationRun operation, String why) {
    intend(new Intent.Release(operation.name(), operation.attempt()));
    change(
        new Change.OperationEnded(
            operation.name(),
            operation.attempt(),
            0,
            operation.startedAt(),
            now,
            OperationOutcome.CANCELLED,
            Optional.empty(),
            Optional.of(new Report.Diagnostic("cancelled", why))));
  }

  RunStep finish(List<Report> left, Usage usage) {
    return new RunStep(
        changes,
        intents,
        fold == null ? before : fold.run(),
        left,
        left.isEmpty() && !grown && (changes.isEmpty() || !isFull()),
        usage);
  }
}
