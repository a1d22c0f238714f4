package dev.fairlead.core.run;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A claimed agenda: the fold of its journal. Immutable.
 *
 * @param sequence the last journal entry that is folded in; 0 before the first
 * @param towards how it will have ended, once that is settled and before it has
 * @param operations by name, in document order
 */
public record AgendaRun(
    long sequence,
    AgendaState state,
    Optional<AgendaOutcome> towards,
    Optional<AgendaOutcome> outcome,
    int attempt,
    Optional<Instant> startedAt,
    Optional<Instant> completedAt,
    Map<String, OperationRun> operations) {
  public AgendaRun {
    operations = Collections.unmodifiableMap(new LinkedHashMap<>(operations));
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
        operations);
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

  /** Folds one more entry in. */
  public AgendaRun apply(long entrySequence, List<Change> changes) {
    if (entrySequence != sequence + 1) {
      throw new IllegalStateException("entry " + entrySequence + " does not follow " + sequence);
    }
    var nextState = state;
    var nextTowards = towards;
    var nextOutcome = outcome;
    int nextAttempt = attempt;
    var nextStarted = startedAt;
    var nextCompleted = completedAt;
    var nextOperations = new LinkedHashMap<>(operations);
    for (Change change : changes) {
      switch (change) {
        case Change.AgendaStarted started -> {
          nextState = AgendaTransitions.next(nextState, change);
          nextAttempt = started.attempt();
          nextStarted = Optional.of(started.at());
        }
        case Change.AgendaPaused _, Change.AgendaResumed _ ->
            nextState = AgendaTransitions.next(nextState, change);
        case Change.AgendaDraining draining -> {
          nextState = AgendaTransitions.next(nextState, change);
          nextTowards = Optional.of(draining.towards());
        }
        case Change.AgendaEnded ended -> {
          nextOperations.replaceAll((_, operation) ->
              operation.isComplete() ? operation : operation.neverRun(ended.at()));
          nextState = AgendaTransitions.next(nextState, change);
          nextOutcome = Optional.of(ended.outcome());
          nextCompleted = Optional.of(ended.at());
        }
        case Change.OfOperation ofOperation ->
            nextOperations.computeIfPresent(
                ofOperation.operation(), (_, operation) -> operation.apply(ofOperation));
      }
    }
    return new AgendaRun(
        entrySequence,
        nextState,
        nextTowards,
        nextOutcome,
        nextAttempt,
        nextStarted,
        nextCompleted,
        nextOperations);
  }
}
