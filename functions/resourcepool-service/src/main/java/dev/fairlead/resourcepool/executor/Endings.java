package dev.fairlead.resourcepool.executor;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Plan;
import dev.fairlead.core.run.SlotSeconds;
import dev.fairlead.store.Admission;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Grants;
import dev.fairlead.store.Journal;
import dev.fairlead.store.RunRow;
import dev.fairlead.store.Settlement;
import dev.fairlead.store.WakeUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes down that agendas are over: the run row, and in the same transaction the note by which the
 * insight's scheduler frees what the agenda held, and leaves its inventory.
 *
 * <p>Cost: 2 reads and 1 write unit; 4 write units and 1 request where the insight keeps accounts.
 */
final class Endings {
  private static final int MAX_TRIES = 10;

  private final Ports ports;
  private final AgendaRows rows;
  private final Journal journal;
  private final Inventories inventories;
  private final Consumer<AgendaKey> ask;
  private final Ids ids;
  private final Grants grants;

  /**
   * Endings.
   *
   * @param ask has an agenda's executor look at it; may be lost
   */
  Endings(
      Ports ports,
      AgendaRows rows,
      Journal journal,
      Inventories inventories,
      Consumer<AgendaKey> ask,
      Ids ids) {
    this.ports = ports;
    this.rows = rows;
    this.journal = journal;
    this.inventories = inventories;
    this.ask = ask;
    this.ids = ids;
    this.grants = new Grants(ports.items());
  }

  /**
   * Writes the end down. The row is read first: if the journal still says afterwards that the
   * agenda is over, then it is this claim's end, and not that before somebody had it done again.
   */
  void close(AgendaKey agenda, Plan plan, AgendaRun run) {
    Optional<RunRow> executing =
        rows.run(agenda).filter(row -> row.state() == AgendaState.EXECUTING);
    if (executing.isEmpty()) {
      return;
    }
    AgendaRun now = journal.refresh(agenda, run);
    if (now.isComplete()) {
      RunRow row = executing.get();
      write(agenda, plan, now, row);
      // Whoever dies before these leaves them to the minute's tick and to the alarm of the parent.
      row.admission()
          .filter(Admission::isAccounted)
          .ifPresent(terms -> WakeUp.of(terms.insight()).send(ports.queues(), ids));
      row.parent().ifPresent(parent -> ask.accept(new AgendaKey(agenda.customer(), parent)));
    }
  }

  private void write(AgendaKey agenda, Plan plan, AgendaRun run, RunRow row) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      if (tryWrite(agenda, plan, run, row) || !rows.run(agenda).equals(Optional.of(row))) {
        return;
      }
    }
    throw new IllegalStateException("the grant moves too fast for " + agenda);
  }

  /**
   * False if something was otherwise than read: the row, by which another has ended it, or the
   * grant.
   */
  private boolean tryWrite(AgendaKey agenda, Plan plan, AgendaRun run, RunRow row) {
    RunRow completed = row.completed(run.outcome().orElseThrow(), run.completedAt().orElseThrow());
    var ending = new ArrayList<Write>();
    ending.add(rows.move(row, completed));
    settlement(plan, run, completed).ifPresent(note -> ending.add(note.write()));
    if (row.admission().filter(terms -> !terms.counted().isEmpty()).isPresent()) {
      grants.find(agenda).ifPresent(grant -> ending.addAll(Grants.close(grant)));
    }
    if (plan.document().inventory().isPresent()) {
      return inventories.close(agenda, plan, run, row, ending);
    }
    return ending.size() == 1
        ? ports.items().write(ending.getFirst()).isWritten()
        : ports.items().transact(List.copyOf(ending)).isWritten();
  }

  private static Optional<Settlement> settlement(Plan plan, AgendaRun run, RunRow completed) {
    var startedAt = completed.startedAt().orElseThrow();
    var completedAt = completed.completedAt().orElseThrow();
    double seconds = Duration.between(startedAt, completedAt).toMillis() / 1000.0;
    return completed
        .admission()
        .filter(Admission::isAccounted)
        .map(terms ->
            new Settlement(
                completed.key(),
                completed.epoch(),
                terms,
                Optional.of(new Settlement.Used(SlotSeconds.of(plan, run), seconds)),
                completedAt));
  }
}
