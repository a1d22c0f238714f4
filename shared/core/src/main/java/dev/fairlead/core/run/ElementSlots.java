package dev.fairlead.core.run;

import dev.fairlead.core.agenda.Expansion;
import java.util.HashMap;
import java.util.Map;

/** How many more elements of each list may be launched now. */
final class ElementSlots {
  private final Plan plan;
  private final Map<String, Integer> free = new HashMap<>();

  ElementSlots(Plan plan, EntryDraft draft) {
    this.plan = plan;
    for (Growth growth : draft.growths()) {
      if (growth instanceof Growth.Elements list
          && plan.operation(list.by()).expansion() instanceof Expansion.ForEach forEach
          && plan.isExpanded(draft.operation(list.by()))) {
        long leased =
            list.names().stream().map(draft::operation).filter(OperationRun::isLeased).count();
        free.put(list.by(), forEach.maxConcurrency() - (int) leased);
      }
    }
  }

  /** Whether one more may be launched, if it is an element at all. */
  boolean hasRoom(OperationRun operation) {
    return !(plan.operation(operation.name()).expansion() instanceof Expansion.Element element)
        || free.getOrDefault(element.of(), 0) > 0;
  }

  void take(OperationRun operation) {
    if (plan.operation(operation.name()).expansion() instanceof Expansion.Element element) {
      free.merge(element.of(), -1, Integer::sum);
    }
  }
}
