package dev.fairlead.core.explain;

import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.InventoryLock;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.Plan;
import java.time.Instant;
import java.util.Optional;

/** Why a claimed agenda is where it is, as a whole. */
public final class AgendaWaits {
  private AgendaWaits() {}

  /** The reason. Pure; linear in the operations. */
  public static AgendaReason of(Plan plan, AgendaRun run, Instant now) {
    int leased = 0;
    int left = 0;
    for (OperationRun operation : run.operations().values()) {
      leased += operation.isLeased() ? 1 : 0;
      left += operation.isComplete() ? 0 : 1;
    }
    return switch (run.state()) {
      case WAITING, READY -> beforeItsStart(run, now);
      case EXECUTING -> {
        Optional<InventoryName> awaited = awaited(plan, run);
        yield awaited.isPresent()
            ? new AgendaReason.Inventory(awaited.get().value(), holder(run))
            : new AgendaReason.Running(leased, left - leased);
      }
      case PAUSED -> new AgendaReason.Paused(leased);
      case DRAINING -> new AgendaReason.Ending(run.towards().orElse(AgendaOutcome.FAILED), left);
      case COMPLETE -> new AgendaReason.Over(run.outcome().orElseThrow());
    };
  }

  private static AgendaReason beforeItsStart(AgendaRun run, Instant now) {
    return run.notBefore()
        .filter(at -> at.isAfter(now))
        .<AgendaReason>map(at -> new AgendaReason.NextAttempt(run.attempt() + 1, at))
        .orElseGet(AgendaReason.Claimed::new);
  }

  private static Optional<InventoryName> awaited(Plan plan, AgendaRun run) {
    return run.lock().filter(InventoryLock.Held.class::isInstance).isPresent()
        ? Optional.empty()
        : plan.document().inventory();
  }

  private static Optional<String> holder(AgendaRun run) {
    return run.lock()
        .flatMap(lock ->
            lock instanceof InventoryLock.Awaited(String holder)
                ? Optional.of(holder)
                : Optional.empty());
  }
}
