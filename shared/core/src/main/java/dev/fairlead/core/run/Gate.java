package dev.fairlead.core.run;

import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets operations start that have room in their agenda's grant. They come in document order; one
 * that has to wait keeps its place: what it requests counts as taken, so smaller ones that come
 * after it can't hold it up for ever, while those go on that need nothing of what it waits for.
 */
final class Gate {
  private final Plan plan;
  private final boolean isOpen;
  private final Limits limits;
  private final List<String> waiting = new ArrayList<>();
  private Amounts used = Amounts.NONE;
  private Amounts taken = Amounts.NONE;

  private Gate(Plan plan, Holdings holdings) {
    this.plan = plan;
    this.isOpen = holdings.grant().isUnlimited();
    this.limits = holdings.grant().limits();
  }

  /** A gate behind which is what runs now. */
  static Gate of(Plan plan, EntryDraft draft, Holdings holdings) {
    var gate = new Gate(plan, holdings);
    if (!gate.isOpen) {
      for (OperationRun operation : draft.operations()) {
        if (operation.isLeased()) {
          gate.used = gate.used.plus(plan.requests(operation));
        }
      }
      gate.taken = gate.used;
    }
    return gate;
  }

  /** Whether an operation that could start has room; with that it is in. */
  boolean admits(OperationRun operation) {
    if (isOpen) {
      return true;
    }
    Amounts requests = plan.requests(operation);
    boolean fits = requests.fits(limits.left(taken));
    taken = taken.plus(requests);
    if (fits) {
      used = used.plus(requests);
    } else {
      waiting.add(operation.name());
    }
    return fits;
  }

  Usage usage() {
    return isOpen ? Usage.UNCOUNTED : new Usage(used, taken, waiting);
  }
}
