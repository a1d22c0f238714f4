package dev.fairlead.bench.makespan;

import dev.fairlead.core.imports.ImportOutcome;
import dev.fairlead.core.imports.ImportOutcome.Imported;
import dev.fairlead.core.imports.WfFormat;
import dev.fairlead.core.json.Json;
import java.math.BigDecimal;

/**
 * A recorded workflow execution to run again.
 *
 * @param name for the figures
 * @param instance WfFormat
 */
public record Recording(String name, Json instance) {
  /**
   * The agenda that repeats it at a time scale.
   *
   * @throws IllegalArgumentException if it is no WfFormat instance, with every problem
   */
  Json.Obj agenda(BigDecimal timeScale) {
    return switch (WfFormat.toAgenda(instance, timeScale)) {
      case Imported imported -> imported.document();
      case ImportOutcome.Refused refused ->
          throw new IllegalArgumentException(name + " can't be imported: " + refused.problems());
    };
  }
}
