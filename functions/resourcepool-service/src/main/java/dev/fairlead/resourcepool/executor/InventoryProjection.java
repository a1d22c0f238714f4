package dev.fairlead.resourcepool.executor;

import dev.fairlead.core.agenda.ComponentWork;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.Verb;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.FoundComponents;
import dev.fairlead.core.run.InventoryLock;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Plan;
import dev.fairlead.store.InventoryComponent;
import dev.fairlead.store.InventoryHead;
import dev.fairlead.store.InventoryRows;
import dev.fairlead.store.Journal;
import dev.fairlead.store.Outputs;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts into an inventory what its holder's journal says is in it. The head counts what is done, in
 * the transaction that does it: so whoever comes later goes on where another died, and nothing is
 * done twice.
 *
 * <p>Cost: 1 read; for each entry that changes it 1 query, and 2 write units per KB in transactions
 * of up to {@value #COMPONENTS_PER_WRITE} components.
 */
final class InventoryProjection {
  /** With 64 KiB each they stay below the 4 MB of a transaction. */
  static final int COMPONENTS_PER_WRITE = 40;

  private static final int ENTRIES_PER_READ = 50;

  /** Races against other steps of the same agenda: each was won by somebody who got further. */
  private static final int MAX_TRIES = 100;

  private final ItemStore items;
  private final InventoryRows rows;
  private final Journal journal;
  private final Outputs outputs;
  private final InstantSource clock;

  InventoryProjection(
      ItemStore items, InventoryRows rows, Journal journal, Outputs outputs, InstantSource clock) {
    this.items = items;
    this.rows = rows;
    this.journal = journal;
    this.outputs = outputs;
    this.clock = clock;
  }

  /** What becomes of one component: another value, or it goes. */
  private record Effect(Optional<InventoryComponent> component) {}

  /** Catches up with the journal. Without the hold, which is over then, nothing is to be done. */
  void catchUp(AgendaKey agenda, Plan plan, InventoryLock.Held held) {
    var name = plan.document().inventory().orElseThrow();
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<InventoryHead> head =
          rows.head(agenda.customer(), name)
              .filter(found -> found.isHeldBy(agenda))
              .filter(found -> found.token() == held.token())
              .filter(found -> found.applied() < held.changedAt());
      if (head.isEmpty() || catchUp(agenda, plan, held, head.get())) {
        return;
      }
    }
    throw new IllegalStateException("the inventory " + name + " moves too fast for " + agenda);
  }

  /**
   * Goes on from the head.
   *
   * @return false if another step was faster somewhere
   */
  private boolean catchUp(
      AgendaKey agenda, Plan plan, InventoryLock.Held held, InventoryHead from) {
    InventoryHead head = from;
    long seen = Math.max(head.applied(), held.lockedAt() - 1);
    while (seen < held.changedAt()) {
      List<Journal.Entry> entries = journal.entries(agenda, seen, ENTRIES_PER_READ);
      if (entries.isEmpty()) {
        throw new IllegalStateException("the journal of " + agenda + " ends before " + held);
      }
      for (Journal.Entry entry : entries) {
        var effects = List.copyOf(effects(agenda, plan, head, entry).entrySet());
        if (!effects.isEmpty() || entry.sequence() == held.changedAt()) {
          Optional<InventoryHead> next = apply(head, entry.sequence(), effects);
          if (next.isEmpty()) {
            return false;
          }
          head = next.get();
        }
        if (entry.sequence() == held.changedAt()) {
          return true;
        }
        seen = entry.sequence();
      }
    }
    return true;
  }

  private Optional<InventoryHead> apply(
      InventoryHead from, long sequence, List<Map.Entry<String, Effect>> effects) {
    InventoryHead head = from;
    int done = Math.min(head.part(), effects.size());
    do {
      int end = Math.min(effects.size(), done + COMPONENTS_PER_WRITE);
      boolean isWhole = end == effects.size();
      InventoryHead next =
          isWhole
              ? head.applied(sequence, 0, clock.instant())
              : head.applied(head.applied(), end, clock.instant());
      var writes = new ArrayList<Write>();
      writes.add(InventoryRows.put(Optional.of(head), next));
      for (var effect : effects.subList(done, end)) {
        writes.add(
            effect
                .getValue()
                .component()
                .map(component -> InventoryRows.put(next, component))
                .orElseGet(() -> InventoryRows.delete(next, effect.getKey())));
      }
      if (!items.transact(writes).isWritten()) {
        return Optional.empty();
      }
      head = next;
      done = end;
    } while (done < effects.size());
    return Optional.of(head);
  }

  /** By component; of several changes of one only the last counts. */
  private Map<String, Effect> effects(
      AgendaKey agenda, Plan plan, InventoryHead head, Journal.Entry entry) {
    var effects = new LinkedHashMap<String, Effect>();
    var ended = new HashMap<String, Change.OperationEnded>();
    for (Change change : entry.changes()) {
      switch (change) {
        case Change.OperationEnded end -> ended.put(end.operation(), end);
        case Change.InventoryChanged changed when changed.verb() == Verb.DELETE ->
            changed.components().forEach(id -> effects.put(id, new Effect(Optional.empty())));
        case Change.InventoryChanged changed -> {
          Json result = result(agenda, Optional.ofNullable(ended.get(changed.operation())));
          for (String id : changed.components()) {
            effects.put(id, effect(agenda, plan, head, changed, id, result, effects));
          }
        }
        case Change.OfAgenda _,
            Change.OfOperation _,
            Change.OperationsAdded _,
            Change.DependentsAsked _,
            Change.InventoryAwaited _,
            Change.InventoryLocked _ -> {
          // Says nothing of components.
        }
      }
    }
    return effects;
  }

  private Json result(AgendaKey agenda, Optional<Change.OperationEnded> ended) {
    Optional<Output> output = ended.flatMap(Change.OperationEnded::output);
    return output.map(given -> outputs.value(agenda, given)).orElse(Json.NULL);
  }

  private Effect effect(
      AgendaKey agenda,
      Plan plan,
      InventoryHead head,
      Change.InventoryChanged changed,
      String id,
      Json result,
      Map<String, Effect> before) {
    if (changed.verb() == Verb.UPDATE || changed.verb() == Verb.GET) {
      Optional<InventoryComponent> known =
          Optional.ofNullable(before.get(id))
              .map(Effect::component)
              .orElseGet(() -> rows.component(head.customer(), head.name(), id));
      return new Effect(known.map(component -> component.updated(result, changed.at())));
    }
    Json value =
        changed.verb() == Verb.FIND ? FoundComponents.find(result, id).orElse(Json.NULL) : result;
    Optional<ComponentWork> work =
        Optional.ofNullable(plan.operations().get(changed.operation()))
            .flatMap(OperationSpec::work);
    return new Effect(
        Optional.of(
            new InventoryComponent(
                id,
                work.map(ComponentWork::component).orElse(""),
                work.map(ComponentWork::provider).orElse(""),
                value,
                agenda,
                changed.operation(),
                changed.at())));
  }
}
