package dev.fairlead.progress;

import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Change;
import dev.fairlead.store.Journal;
import dev.fairlead.wire.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Journal entries as events. An event's sequence number is the entry's times {@value #PER_ENTRY}
 * plus its place in it, so it never changes and needs no counter.
 */
final class EventView {
  static final long PER_ENTRY = 10_000;

  /** Names that an event shows at the most. */
  private static final int SHOWN_NAMES = 100;

  private EventView() {}

  /** The journal entry that an event's number is in. */
  static long entryOf(long event) {
    return event / PER_ENTRY;
  }

  /** The number of the last event in the entries. */
  static Optional<Long> newest(List<Journal.Entry> entries) {
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(
            entries.getLast().sequence() * PER_ENTRY + entries.getLast().changes().size() - 1);
  }

  /**
   * The events after one, in order.
   *
   * @param subjects what an operation does with which component, by its name
   */
  static List<Json> after(
      long event, List<Journal.Entry> entries, Function<String, Optional<String>> subjects) {
    var events = new ArrayList<Json>();
    for (Journal.Entry entry : entries) {
      for (int i = 0; i < entry.changes().size(); i++) {
        long sequence = entry.sequence() * PER_ENTRY + i;
        if (sequence > event) {
          events.add(event(sequence, entry.changes().get(i), subjects));
        }
      }
    }
    return events;
  }

  private static Json event(
      long sequence, Change change, Function<String, Optional<String>> subjects) {
    var event = Json.object().put("sequence", sequence).put("at", Times.text(change.at()));
    return switch (change) {
      case Change.AgendaStarted started ->
          event.put("type", "agenda.started").put("attempt", started.attempt()).build();
      case Change.AgendaPaused paused ->
          event
              .put("type", "agenda.paused")
              .put("message", "Paused by " + paused.by() + "; what runs may finish.")
              .build();
      case Change.AgendaResumed resumed ->
          event
              .put("type", "agenda.resumed")
              .put("message", "Resumed by " + resumed.by() + ".")
              .build();
      case Change.AgendaDraining draining ->
          event
              .put("type", "agenda.draining")
              .put("message", draining.diagnostic().message() + " Nothing new is started.")
              .build();
      case Change.AgendaLate late ->
          event
              .put("type", "agenda.late")
              .put("message", "Its deadline, " + Times.text(late.deadline()) + ", has passed.")
              .build();
      case Change.AgendaAsleep asleep ->
          event
              .put("type", "agenda.asleep")
              .put(
                  "message",
                  "Nothing is due before "
                      + Times.text(asleep.until())
                      + ", unless somebody wants something of it.")
              .build();
      case Change.AgendaRebound rebound ->
          event
              .put("type", "agenda.rebound")
              .put(
                  "message",
                  "Moved from insight "
                      + rebound.from()
                      + " to "
                      + rebound.to()
                      + " by "
                      + rebound.by()
                      + ": "
                      + rebound.reason())
              .build();
      case Change.AgendaEnded ended ->
          event.put("type", "agenda.completed").put("message", ended.outcome().word()).build();
      case Change.AgendaReset reset ->
          event
              .put("type", "agenda.reset")
              .put(
                  "message",
                  reset.by().equals(Change.AgendaReset.RETRY)
                      ? "It is tried again" + later(reset) + "."
                      : "It is done again, as " + reset.by() + " wants.")
              .build();
      case Change.OperationsAdded added ->
          event
              .put("type", "agenda.grown")
              .put("message", added.names().size() + " operations came from " + added.by() + ".")
              .put("operations", Json.texts(added.names().stream().limit(SHOWN_NAMES).toList()))
              .build();
      case Change.DependentsAsked asked ->
          of(event, "operation.asked", asked.by(), asked.attempt())
              .put(
                  "message",
                  "It starts "
                      + asked.taken().size()
                      + " dependents beside itself"
                      + (asked.refused().isEmpty()
                          ? "."
                          : "; " + asked.refused().size() + " are refused."))
              .put(
                  "operations",
                  Json.texts(
                      asked.taken().stream()
                          .map(name -> Expansion.Dependent.nameOf(asked.by(), name))
                          .toList()))
              .build();
      case Change.InventoryAwaited awaited ->
          event
              .put("type", "inventory.awaited")
              .put(
                  "message",
                  "It waits for its inventory, which agenda " + awaited.holder() + " has.")
              .build();
      case Change.InventoryLocked _ ->
          event
              .put("type", "inventory.locked")
              .put("message", "It has its inventory, until its end.")
              .build();
      case Change.InventoryChanged changed ->
          event
              .put("type", "inventory.changed")
              .put("operation", changed.operation())
              .put(
                  "message",
                  changed.verb().word()
                      + ": "
                      + changed.components().size()
                      + " of its components.")
              .put(
                  "components",
                  Json.texts(changed.components().stream().limit(SHOWN_NAMES).toList()))
              .build();
      case Change.OperationExpanded expanded ->
          of(event, "operation.expanded", expanded.operation(), expanded.attempt())
              .put("message", expanded.count() + " items.")
              .build();
      case Change.OperationReady ready ->
          event.put("type", "operation.ready").put("operation", ready.operation()).build();
      case Change.OperationLaunched launched ->
          of(event, "operation.launched", launched.operation(), launched.attempt()).build();
      case Change.OperationStarted started ->
          of(event, "operation.started", started.operation(), started.attempt()).build();
      case Change.StartsCounted counted ->
          of(event, "operation.startCounted", counted.operation(), counted.attempt()).build();
      case Change.OperationRetrying retrying ->
          of(event, "operation.retrying", retrying.operation(), retrying.attempt())
              .put("message", retrying.diagnostic().message())
              .build();
      case Change.OperationEnded ended ->
          of(event, "operation.completed", ended.operation(), ended.attempt())
              .put("outcome", ended.outcome().word())
              .putText("subject", subject(ended, subjects))
              .put(
                  "message",
                  ended
                      .diagnostic()
                      .map(why -> ended.outcome().word() + ": " + why.message())
                      .orElse(ended.outcome().word()))
              .build();
      case Change.OperationSkipped skipped ->
          event
              .put("type", "operation.completed")
              .put("operation", skipped.operation())
              .put("outcome", "skipped")
              .put("message", "skipped: " + skipped.diagnostic().message())
              .build();
    };
  }

  private static String later(Change.AgendaReset reset) {
    return reset
        .notBefore()
        .map(at -> " in " + Duration.between(reset.at(), at).toMillis() / 1000.0 + " s")
        .orElse(" at once");
  }

  /** An attempt that somebody cut short came to nothing either way. */
  private static Optional<String> subject(
      Change.OperationEnded ended, Function<String, Optional<String>> subjects) {
    return switch (ended.outcome()) {
      case SUCCEEDED -> subjects.apply(ended.operation()).map(subject -> subject + ".done");
      case FAILED, TIMED_OUT ->
          subjects.apply(ended.operation()).map(subject -> subject + ".error");
      case SKIPPED, CANCELLED -> Optional.empty();
    };
  }

  private static Json.Builder of(Json.Builder event, String type, String operation, int attempt) {
    return event.put("type", type).put("operation", operation).put("attempt", attempt);
  }
}
