package dev.fairlead.core.run;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A claimed agenda: the fold of its journal. Immutable.
 *
 * @param sequence the last journal entry that is folded in; 0 before the first
 * @param towards how it will have ended, once that is settled and before it has
 * @param lateSince when it was told that its deadline had passed
 * @param notBefore when the next attempt may start, between two attempts that have a pause
 * @param sleep until when its alarm does not ring, if its last entry says so
 * @param documentSha256 the document it runs by, if not the one that was accepted
 * @param lock how it stands to its inventory, once it has asked for it
 * @param operations by name: those of the document in its order, then those it grew by
 * @param growths where the latter came from, in the order in which they came
 * @param retired the last attempt of operations that are no more, by name; for if they come back
 */
public record AgendaRun(
    long sequence,
    AgendaState state,
    Optional<AgendaOutcome> towards,
    Optional<AgendaOutcome> outcome,
    int attempt,
    Optional<Instant> startedAt,
    Optional<Instant> completedAt,
    Optional<Instant> lateSince,
    Optional<Instant> notBefore,
    Optional<Sleep> sleep,
    Optional<String> documentSha256,
    Optional<InventoryLock> lock,
    Map<String, OperationRun> operations,
    List<Growth> growths,
    Map<String, Integer> retired) {
  public AgendaRun {
    operations = Collections.unmodifiableMap(new LinkedHashMap<>(operations));
    growths = List.copyOf(growths);
    retired = Collections.unmodifiableMap(new TreeMap<>(retired));
  }

  /** Before the first entry. */
  public static AgendaRun empty(Collection<String> operationNames) {
    var operations = new LinkedHashMap<String, OperationRun>();
    operationNames.forEach(name -> operations.put(name, OperationRun.waiting(name)));
    return new AgendaRun(
        0,
        AgendaState.READY,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        operations,
        List.of(),
        Map.of());
  }

  public boolean isComplete() {
    return state == AgendaState.COMPLETE;
  }

  /** The operation of that name, which the document has. */
  public OperationRun operation(String name) {
    OperationRun operation = operations.get(name);
    if (operation == null) {
      throw new IllegalArgumentException("no operation " + name);
    }
    return operation;
  }

  /**
   * Folds the entries in that follow, in their order. Copies the operations once, however many
   * entries there are.
   */
  public AgendaRun applyAll(List<List<Change>> entries) {
    if (entries.isEmpty()) {
      return this;
    }
    var fold = new RunFold(this);
    entries.getFirst().forEach(fold::fold);
    for (List<Change> changes : entries.subList(1, entries.size())) {
      fold.next();
      changes.forEach(fold::fold);
    }
    return fold.run();
  }

  /** Folds one more entry in. */
  public AgendaRun apply(long entrySequence, List<Change> changes) {
    if (entrySequence != sequence + 1) {
      throw new IllegalStateException("entry " + entrySequence + " does not follow " + sequence);
    }
    return applyAll(List.of(changes));
  }
}
