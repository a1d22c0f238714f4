package dev.fairlead.core.run;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.AgendaGraph;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * What is fixed about an agenda while it runs.
 *
 * @param handlings how to treat operations of a type
 * @param seed of what is left to chance, so that every look at the agenda draws the same
 */
public record Plan(
    AgendaDocument document,
    AgendaGraph graph,
    Map<String, OperationSpec> operations,
    Function<String, Handling> handlings,
    long seed) {

  public static Plan of(AgendaDocument document, Function<String, Handling> handlings, long seed) {
    var byName = new LinkedHashMap<String, OperationSpec>();
    document.operations().forEach(operation -> byName.put(operation.name(), operation));
    return new Plan(document, AgendaGraph.of(document), byName, handlings, seed);
  }

  OperationSpec operation(String name) {
    OperationSpec operation = operations.get(name);
    if (operation == null) {
      throw new IllegalArgumentException("no operation " + name);
    }
    return operation;
  }

  Handling handling(String name) {
    OperationSpec operation = operation(name);
    Handling usual = handlings.apply(operation.type());
    return usual
        .heartbeat()
        .flatMap(_ -> operation.timeouts().heartbeat())
        .map(usual::withHeartbeat)
        .orElse(usual);
  }

  boolean isIn(Phase phase, OperationRun operation) {
    return operation(operation.name()).phase() == phase;
  }

  /** When the attempt after this one may be launched; empty for at once. */
  Optional<Instant> retryAt(OperationRun failed, Instant now) {
    int failures = failed.attempts().failures() + failed.attempts().lost() + 1;
    double chance =
        new SplittableRandom(seed ^ (failed.name().hashCode() * 31L + failed.attempt()))
            .nextDouble();
    Duration wait = operation(failed.name()).retry().backoff().after(failures, chance);
    return wait.isZero() ? Optional.empty() : Optional.of(now.plus(wait));
  }
}
