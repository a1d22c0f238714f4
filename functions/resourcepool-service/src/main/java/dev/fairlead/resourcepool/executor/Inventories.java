package dev.fairlead.resourcepool.executor;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.InventoryLock;
import dev.fairlead.core.run.InventoryView;
import dev.fairlead.core.run.InventoryView.Answer;
import dev.fairlead.core.run.Plan;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.InventoryHead;
import dev.fairlead.store.InventoryRows;
import dev.fairlead.store.Journal;
import dev.fairlead.store.Outputs;
import dev.fairlead.store.RunRow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The inventories of agendas that have one: got hold of before anything starts, kept as the journal
 * says, and left in the transaction that writes the agenda's end down. See docs/adr/0015.
 */
final class Inventories {
  private static final int MAX_TRIES = 20;

  /** Agendas that are told at once; the others are told by whoever has it next, or by an alarm. */
  private static final int TOLD = 25;

  private final ItemStore items;
  private final MessageQueue queues;
  private final AgendaRows agendas;
  private final InventoryRows rows;
  private final InventoryProjection projection;
  private final InstantSource clock;

  Inventories(
      ItemStore items,
      MessageQueue queues,
      AgendaRows agendas,
      Journal journal,
      Outputs outputs,
      InstantSource clock) {
    this.items = items;
    this.queues = queues;
    this.agendas = agendas;
    this.rows = new InventoryRows(items);
    this.projection = new InventoryProjection(items, rows, journal, outputs, clock);
    this.clock = clock;
  }

  /** What a step may know: what is asked for is looked up when it is asked for. */
  InventoryView view(AgendaKey agenda, Plan plan, AgendaRun run, Answer answer) {
    return plan.document()
        .inventory()
        .<InventoryView>map(name -> new StoredView(agenda, plan, run, name, answer))
        .orElse(InventoryView.NONE);
  }

  private final class StoredView implements InventoryView {
    private final AgendaKey agenda;
    private final Plan plan;
    private final AgendaRun run;
    private final InventoryName name;
    private final Answer answer;
    private boolean current;

    StoredView(AgendaKey agenda, Plan plan, AgendaRun run, InventoryName name, Answer answer) {
      this.agenda = agenda;
      this.plan = plan;
      this.run = run;
      this.name = name;
      this.answer = answer;
    }

    @Override
    public Answer answer() {
      return answer;
    }

    @Override
    public Optional<Maker> find(String componentId) {
      if (!current) {
        apply(agenda, plan, run);
        current = true;
      }
      return rows.component(agenda.customer(), name, componentId)
          .map(found -> new Maker(found.agenda().equals(agenda), found.operation()));
    }
  }

  /**
   * Asks for the inventory. It is given only to an agenda that is claimed, by the same condition by
   * which its end is written down: so nobody gets it who could not leave it any more. Cost: 2 reads
   * and 4 write units; 3 reads and 4 write units while another has it.
   */
  Answer ask(AgendaKey agenda, Plan plan) {
    InventoryName name = plan.document().inventory().orElseThrow();
    Answer first = tryToHold(agenda, name);
    if (!(first instanceof Answer.Busy)) {
      return first;
    }
    // Only who is known to wait is told, so it is looked once more after that is known.
    executing(agenda).ifPresent(row -> await(agenda, name, row));
    return tryToHold(agenda, name);
  }

  /** Unless it is over by then: nobody would forget it any more. */
  private void await(AgendaKey agenda, InventoryName name, RunRow executing) {
    items.transact(List.of(InventoryRows.await(name, agenda), agendas.check(executing)));
  }

  private Optional<RunRow> executing(AgendaKey agenda) {
    return agendas.run(agenda).filter(found -> found.state() == AgendaState.EXECUTING);
  }

  private Answer tryToHold(AgendaKey agenda, InventoryName name) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<InventoryHead> head = rows.head(agenda.customer(), name);
      Optional<AgendaKey> holder = head.flatMap(InventoryHead::holder);
      if (holder.equals(Optional.of(agenda))) {
        return new Answer.Granted(head.orElseThrow().token());
      }
      if (holder.isPresent()) {
        return new Answer.Busy(holder.get().agenda().value());
      }
      Optional<RunRow> row = executing(agenda);
      if (row.isEmpty()) {
        return new Answer.Unasked();
      }
      InventoryHead held =
          head.map(free -> free.heldBy(agenda, clock.instant()))
              .orElseGet(() -> InventoryHead.first(agenda, name, clock.instant()));
      boolean isWritten =
          items
              .transact(List.of(InventoryRows.put(head, held), agendas.check(row.get())))
              .isWritten();
      if (isWritten) {
        return new Answer.Granted(held.token());
      }
    }
    return new Answer.Unasked();
  }

  /** Puts into the inventory what the journal says. Cost: 1 read if it is there already. */
  void apply(AgendaKey agenda, Plan plan, AgendaRun run) {
    if (run.lock().orElse(null) instanceof InventoryLock.Held held) {
      projection.catchUp(agenda, plan, held);
    }
  }

  /**
   * Writes the end of an agenda down, and leaves its inventory with that: in one transaction, so
   * that no agenda that is over has one or waits for it, and none that is not has lost it.
   */
  boolean close(AgendaKey agenda, Plan plan, AgendaRun run, RunRow executing, List<Write> ending) {
    InventoryName name = plan.document().inventory().orElseThrow();
    apply(agenda, plan, run);
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<InventoryHead> head = rows.head(agenda.customer(), name);
      boolean isHolder = head.filter(found -> found.isHeldBy(agenda)).isPresent();
      Write leaving =
          isHolder
              ? InventoryRows.put(head, head.orElseThrow().released())
              : InventoryRows.check(agenda.customer(), name, head);
      var end = new ArrayList<>(ending);
      end.add(leaving);
      end.add(InventoryRows.forget(name, agenda));
      if (items.transact(List.copyOf(end)).isWritten()) {
        if (isHolder) {
          tell(agenda, name);
        }
        return true;
      }
      if (!agendas.run(agenda).equals(Optional.of(executing))) {
        return false;
      }
    }
    return false;
  }

  /** Has those look that wait for it; one that still waits afterwards says so again. */
  private void tell(AgendaKey agenda, InventoryName name) {
    List<AgendaKey> waiting = rows.waiting(agenda.customer(), name, TOLD);
    if (!waiting.isEmpty()) {
      waiting.forEach(waiter -> items.write(InventoryRows.forget(name, waiter)));
      queues.send(
          QueueSpec.ALARMS.queueName(),
          waiting.stream().map(waiter -> MessageQueue.Outgoing.of(waiter.toString())).toList());
    }
  }
}
