package dev.fairlead.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** An agenda that is being followed: as it was when first seen, and what happened since. */
record RunState(
    String id, Optional<String> title, Optional<Instant> since, List<OperationView> operations) {
  RunState {
    operations = List.copyOf(operations);
  }

  static RunState of(AgendaView agenda) {
    return new RunState(agenda.id(), agenda.title(), agenda.addedAt(), agenda.operations());
  }

  /** This state after some events; cost is linear in operations and events. */
  RunState after(List<RunEvent> events) {
    var byName = new LinkedHashMap<String, OperationView>();
    for (var operation : operations) {
      byName.put(operation.name(), operation);
    }
    for (var event : events) {
      event
          .operation()
          .ifPresent(name ->
              byName.compute(
                  name,
                  (_, known) ->
                      (known == null ? OperationView.waiting(name) : known).after(event)));
    }
    var start = since.or(() -> events.stream().findFirst().flatMap(RunEvent::at));
    return new RunState(id, title, start, new ArrayList<>(byName.values()));
  }

  /** This state when an agenda is shown like that; only what its operations say is taken. */
  RunState hearing(AgendaView agenda) {
    var heard = new HashMap<String, OperationView>();
    agenda.operations().forEach(operation -> heard.put(operation.name(), operation));
    return new RunState(
        id,
        title,
        since,
        operations.stream()
            .map(known ->
                Optional.ofNullable(heard.get(known.name()))
                    .map(one -> known.saying(one.attempt(), one.said()))
                    .orElse(known))
            .toList());
  }

  /** This state as if none of its operations had said anything. */
  RunState silent() {
    return new RunState(
        id,
        title,
        since,
        operations.stream().map(one -> one.saying(one.attempt(), SaidView.NOTHING)).toList());
  }

  /** Those that say something else than they did in an earlier state. */
  List<OperationView> newsSince(RunState earlier) {
    var before = new HashMap<String, SaidView>();
    earlier.operations.forEach(one -> before.put(one.name(), one.said()));
    return operations.stream()
        .filter(one ->
            one.mayTell() && !one.said().equals(before.getOrDefault(one.name(), SaidView.NOTHING)))
        .toList();
  }

  /** Whether some of it runs where it can say how far it is. */
  boolean mayTell() {
    return operations.stream().anyMatch(OperationView::mayTell);
  }

  /** How much of it is done, in percent of one operation. */
  long percents() {
    return operations.stream().mapToLong(OperationView::percent).sum();
  }

  long completeCount() {
    return operations.stream().filter(OperationView::isComplete).count();
  }
}
