package dev.fairlead.worker;

import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.wire.WorkMessage;

/** What a handler does. Safe to run twice: a worker may die and another begin again. */
@FunctionalInterface
public interface Work {
  /**
   * Does it.
   *
   * @param order what to do; its type may be one that this worker does not do
   * @param telling where to say how far it is; may be used by any thread until this returns
   */
  Ending run(WorkMessage order, Telling telling);
}
