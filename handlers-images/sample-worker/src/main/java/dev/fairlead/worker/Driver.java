package dev.fairlead.worker;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.wire.WorkMessage;

/**
 * One kind of work, found by its name among what is on the worker's class path: a jar that names
 * its driver in {@code META-INF/services/dev.fairlead.worker.Driver} is all that a new one takes.
 */
public interface Driver {
  /** What operations ask for it by. */
  String name();

  /**
   * Does it. Safe to run twice: a worker may die and another begin again.
   *
   * @param order whose work it is, which attempt, and what the attempt before it said last
   * @param payload what to do
   * @param telling where to say how far it is; may be used by any thread until this returns
   */
  Ending run(WorkMessage order, Json payload, Telling telling);
}
