package dev.fairlead.cli;

import java.time.Instant;
import java.util.ArrayList;
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

  long completeCount() {
    return operations.stream().filter(OperationView::isComplete).count();
  }
}
