package dev.fairlead.resourcepool.executor;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Plan;
import dev.fairlead.core.run.RunStep;
import dev.fairlead.core.run.Usage;
import dev.fairlead.store.Admission;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.GrantRow;
import dev.fairlead.store.Grants;
import dev.fairlead.store.Need;
import dev.fairlead.store.Recent;
import dev.fairlead.store.RunRow;
import dev.fairlead.store.WakeUp;
import java.util.Optional;

/**
 * What agendas may use, as their steps see it. Whether an agenda has a grant at all is decided with
 * its claim, so it is read once an attempt; one without costs nothing more.
 *
 * <p>A grant is read after the journal that a step decides on. Whoever lowers it appends an entry
 * in the same transaction, so a step that saw more than there is can't append its own.
 */
final class AgendaGrants {
  private final AgendaRows rows;
  private final Grants grants;
  private final MessageQueue queues;
  private final Ids ids;
  private final Recent<AgendaKey, Counted> recent = new Recent<>(1024);

  AgendaGrants(AgendaRows rows, ItemStore items, MessageQueue queues, Ids ids) {
    this.rows = rows;
    this.grants = new Grants(items);
    this.queues = queues;
    this.ids = ids;
  }

  /** Whether an attempt of an agenda is counted. */
  private record Counted(int attempt, boolean isCounted) {}

  /**
   * What is known of an agenda's claim is kept, so that it is not read again. One that is in line
   * has none yet, and may come to be counted by it.
   */
  void learn(AgendaRun run, Optional<RunRow> row) {
    row.filter(found -> found.state() == AgendaState.EXECUTING)
        .ifPresent(found -> recent.keep(found.key(), new Counted(attempt(run), isCounted(found))));
  }

  /** The agenda's grant; empty if nobody limits what its operations use. */
  Optional<GrantRow> find(AgendaKey agenda, AgendaRun run) {
    if (run.state() == AgendaState.COMPLETE) {
      return Optional.empty();
    }
    Optional<Counted> known = recent.find(agenda).filter(kept -> kept.attempt() == attempt(run));
    if (known.isEmpty()) {
      Optional<RunRow> row = rows.run(agenda);
      learn(run, row);
      known = row.map(found -> new Counted(attempt(run), isCounted(found)));
    }
    return known.filter(Counted::isCounted).flatMap(_ -> grants.find(agenda));
  }

  /** What a step leaves unused of a grant, and enough of it to be given back. */
  static Amounts surplus(Optional<GrantRow> row, RunStep step) {
    return row.filter(_ -> step.isSettled() && !step.after().isComplete())
        .map(held -> held.grant().surplus(held.floor(), step.usage().wanted()))
        .orElse(Amounts.NONE);
  }

  /** Appends a step's changes, which may be none, and gives back. False if another was first. */
  boolean giveBack(GrantRow row, Amounts surplus, AgendaRun before, RunStep step) {
    boolean isWritten = grants.giveBack(row, surplus, before, step.changes(), ids.newUlid());
    if (isWritten) {
      WakeUp.of(row.insight()).send(queues, ids);
    }
    return isWritten;
  }

  /**
   * Asks the insight's scheduler for what those lack that wait for room in the grant; a sub-agenda
   * has what its parent keeps for it, and never more.
   */
  void ask(GrantRow row, Plan plan, AgendaRun run, Usage usage) {
    if (usage.waiting().isEmpty() || row.isOfKin()) {
      return;
    }
    Amounts next = plan.requests(run.operation(usage.waiting().getFirst()));
    grants.ask(
        new Need(
            row.insight(),
            row.agenda(),
            ids.newUlid(),
            row.admittedAt(),
            row.grant().lacking(usage.used().plus(next)),
            row.grant().lacking(usage.wanted())));
    WakeUp.of(row.insight()).send(queues, ids);
  }

  private static boolean isCounted(RunRow row) {
    return row.admission().map(Admission::counted).filter(names -> !names.isEmpty()).isPresent();
  }

  /** The attempt that runs, or begins with the next step. */
  private static int attempt(AgendaRun run) {
    return run.state() == AgendaState.READY ? run.attempt() + 1 : run.attempt();
  }
}
