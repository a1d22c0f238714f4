package dev.fairlead.core.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** An {@link AgendaRun} while changes are folded in, one after the other. */
final class RunFold {
  private final LinkedHashMap<String, OperationRun> operations;
  private final List<Growth> growths;
  private final Map<String, Integer> retired;
  private AgendaState state;
  private Optional<AgendaOutcome> towards;
  private Optional<AgendaOutcome> outcome;
  private Optional<String> documentSha256;
  private Optional<InventoryLock> lock;
  private long sequence;
  private int attempt;
  private Optional<Instant> startedAt;
  private Optional<Instant> completedAt;
  private Optional<Instant> lateSince;
  private Optional<Instant> notBefore;

  /** Of the entry that is folded, and of none before. */
  private Optional<Sleep> sleep = Optional.empty();

  RunFold(AgendaRun before) {
    operations = new LinkedHashMap<>(before.operations());
    growths = new ArrayList<>(before.growths());
    retired = new TreeMap<>(before.retired());
    state = before.state();
    towards = before.towards();
    outcome = before.outcome();
    documentSha256 = before.documentSha256();
    lock = before.lock();
    sequence = before.sequence() + 1;
    attempt = before.attempt();
    startedAt = before.startedAt();
    completedAt = before.completedAt();
    lateSince = before.lateSince();
    notBefore = before.notBefore();
  }

  /** What is folded from now on is of the next entry. */
  void next() {
    sequence++;
    sleep = Optional.empty();
  }

  AgendaState state() {
    return state;
  }

  Optional<AgendaOutcome> towards() {
    return towards;
  }

  Optional<Instant> startedAt() {
    return startedAt;
  }

  Optional<Instant> lateSince() {
    return lateSince;
  }

  Optional<Instant> notBefore() {
    return notBefore;
  }

  Optional<InventoryLock> lock() {
    return lock;
  }

  int attempt() {
    return attempt;
  }

  /** Seen through to, so not to be gone through while changes come in. */
  Map<String, OperationRun> operations() {
    return Collections.unmodifiableMap(operations);
  }

  List<Growth> growths() {
    return Collections.unmodifiableList(growths);
  }

  AgendaRun run() {
    return new AgendaRun(
        sequence,
        state,
        towards,
        outcome,
        attempt,
        startedAt,
        completedAt,
        lateSince,
        notBefore,
        sleep,
        documentSha256,
        lock,
        operations,
        growths,
        retired);
  }

  void fold(Change change) {
    switch (change) {
      case Change.OfAgenda ofAgenda -> {
        state = AgendaTransitions.next(state, ofAgenda);
        agenda(ofAgenda);
      }
      case Change.OperationsAdded added -> grow(new Growth.Generated(added.by(), added.names()));
      case Change.DependentsAsked asked ->
          grow(
              new Growth.Dependents(
                  asked.by(), asked.attempt(), asked.taken(), asked.refused(), asked.asked()));
      case Change.InventoryAwaited awaited ->
          lock = Optional.of(new InventoryLock.Awaited(awaited.holder()));
      case Change.InventoryLocked locked ->
          lock = Optional.of(new InventoryLock.Held(locked.token(), sequence, sequence));
      case Change.InventoryChanged _ -> lock = lock.map(this::changed);
      case Change.OfOperation ofOperation -> operation(ofOperation);
    }
  }

  private InventoryLock changed(InventoryLock before) {
    return switch (before) {
      case InventoryLock.Held held ->
          new InventoryLock.Held(held.token(), held.lockedAt(), sequence);
      case InventoryLock.Awaited awaited -> awaited;
    };
  }

  private void agenda(Change.OfAgenda change) {
    switch (change) {
      case Change.AgendaStarted started -> {
        attempt = started.attempt();
        startedAt = Optional.of(started.at());
        notBefore = Optional.empty();
      }
      case Change.AgendaPaused _, Change.AgendaResumed _, Change.AgendaRebound _ -> {
        // The state is all there is to it.
      }
      case Change.AgendaDraining draining -> towards = Optional.of(draining.towards());
      case Change.AgendaLate late -> lateSince = Optional.of(late.at());
      case Change.AgendaAsleep(Instant until, Instant at) ->
          sleep = Optional.of(new Sleep(at, until));
      case Change.AgendaEnded ended -> {
        outcome = Optional.of(ended.outcome());
        completedAt = Optional.of(ended.at());
        operations.replaceAll(
            (_, operation) -> operation.isComplete() ? operation : operation.neverRun(ended.at()));
      }
      case Change.AgendaReset reset -> {
        // With its end it left its inventory; tried again before, it keeps it.
        lock = outcome.isPresent() ? Optional.empty() : lock;
        towards = Optional.empty();
        outcome = Optional.empty();
        completedAt = Optional.empty();
        if (!reset.by().equals(Change.AgendaReset.RETRY)) {
          lateSince = Optional.empty();
        }
        notBefore = reset.notBefore();
        documentSha256 = reset.documentSha256().or(() -> documentSha256);
        reset(reset.which());
      }
    }
  }

  private void operation(Change.OfOperation change) {
    operations.computeIfPresent(change.operation(), (_, operation) -> operation.apply(change));
    if (change instanceof Change.OperationExpanded expanded
        && operations.containsKey(expanded.operation())) {
      grow(new Growth.Elements(expanded.operation(), expanded.count(), expanded.items()));
    }
  }

  /** The same elements as in an earlier attempt are still there, and so is what they came to. */
  private void grow(Growth growth) {
    if (growths.contains(growth)) {
      return;
    }
    shrink(growth::replaces);
    growths.add(growth);
    for (String name : growth.names()) {
      int latest = Optional.ofNullable(retired.remove(name)).orElse(0);
      operations.put(name, OperationRun.waiting(name).after(latest));
    }
  }

  /** Operations that are done again start over; what came from them is gone. */
  private void reset(Reset which) {
    Set<String> again = new HashSet<>();
    operations.values().stream()
        .filter(which::covers)
        .forEach(operation -> again.add(operation.name()));
    // Of a list that stays as it came out the elements do too: nobody would begin them. The same
    // is true of what an attempt had beside it.
    for (Growth growth : growths) {
      if (!(growth instanceof Growth.Generated) && !again.contains(growth.by())) {
        growth.names().forEach(again::remove);
      }
    }
    shrink(growth -> isDoneAgain(growth, again));
    operations.replaceAll(
        (name, operation) -> again.contains(name) ? operation.reset() : operation);
  }

  /** Of a list of which some elements are named, only these are done again. */
  private static boolean isDoneAgain(Growth growth, Set<String> again) {
    return again.contains(growth.by())
        && switch (growth) {
          case Growth.Generated _, Growth.Dependents _ -> true;
          case Growth.Elements _ -> growth.names().stream().noneMatch(again::contains);
        };
  }

  /** Takes out what came from these, and what came from that. */
  private void shrink(Predicate<Growth> first) {
    Set<String> gone = new HashSet<>();
    for (Growth growth : List.copyOf(growths)) {
      // A growth is listed after the one that its own operation came from.
      if (first.test(growth) || gone.contains(growth.by())) {
        growths.remove(growth);
        gone.addAll(growth.names());
        growth.names().forEach(this::retire);
      }
    }
  }

  /** An attempt's number is never used twice, so the last one is remembered. */
  private void retire(String name) {
    OperationRun operation = operations.remove(name);
    if (operation != null && operation.attempt() > 0) {
      retired.put(name, operation.attempt());
    }
  }
}
