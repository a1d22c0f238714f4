package dev.fairlead.worker;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Ending;

/** What a handler does. Safe to run twice: a worker may die and another begin again. */
@FunctionalInterface
public interface Work {
  Ending run(String type, Json payload);
}
