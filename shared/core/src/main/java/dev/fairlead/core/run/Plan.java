package dev.fairlead.core.run;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.AgendaGraph;
import dev.fairlead.core.agenda.DependentRules;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.Floor;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.Phase;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What is fixed about an agenda while it runs.
 *
 * @param operations by name: those of the document, then those the agenda grew by
 * @param params the agenda's: those of the document, then those that generators gave
 * @param types those of which operations may be that the agenda grows by
 * @param handlings how to treat operations of a type
 * @param addedAt when the agenda was accepted
 * @param correlationId of the request that the agenda came with
 * @param seed of what is left to chance, so that every look at the agenda draws the same
 */
public record Plan(
    AgendaDocument document,
    AgendaGraph graph,
    Map<String, OperationSpec> operations,
    Json.Obj params,
    KnownTypes types,
    Function<String, Handling> handlings,
    Instant addedAt,
    CorrelationId correlationId,
    long seed) {

  /** The plan of an agenda that did not grow yet. */
  public static Plan of(
      AgendaDocument document,
      KnownTypes types,
      Function<String, Handling> handlings,
      Instant addedAt,
      CorrelationId correlationId,
      long seed) {
    return of(
        document,
        document.operations(),
        params(document),
        types,
        handlings,
        addedAt,
        correlationId,
        seed);
  }

  /** The plan of the same agenda by another document, before it grew. */
  public Plan by(AgendaDocument other) {
    return of(other, types, handlings, addedAt, correlationId, seed);
  }

  private static Plan of(
      AgendaDocument document,
      List<OperationSpec> operations,
      Json.Obj params,
      KnownTypes types,
      Function<String, Handling> handlings,
      Instant addedAt,
      CorrelationId correlationId,
      long seed) {
    var byName = new LinkedHashMap<String, OperationSpec>();
    operations.forEach(operation -> byName.put(operation.name(), operation));
    return new Plan(
        document,
        AgendaGraph.of(operations),
        byName,
        params,
        types,
        handlings,
        addedAt,
        correlationId,
        seed);
  }

  /**
   * The plan of the agenda as it has grown. Cost: linear in the operations.
   *
   * @param read gives an operation's output
   * @param asked gives what attempts asked for
   * @throws IllegalStateException if the run grew by what its outputs do not hold
   */
  public Plan grown(
      AgendaRun run, Function<OperationRun, Json> read, Function<Output, Json> asked) {
    if (run.growths().isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(document.operations());
    var byName = new LinkedHashMap<String, OperationSpec>();
    all.forEach(operation -> byName.put(operation.name(), operation));
    Json.Obj merged = params;
    for (Growth growth : run.growths()) {
      merged = merged(merged, growth, byName, run, read);
      for (OperationSpec more : more(growth, byName, all, run, read, asked)) {
        all.add(more);
        byName.put(more.name(), more);
      }
    }
    return of(document, all, merged, types, handlings, addedAt, correlationId, seed);
  }

  private static Json.Obj params(AgendaDocument document) {
    return document.canonical().field("params").orElse(Json.EMPTY) instanceof Json.Obj params
        ? params
        : Json.EMPTY;
  }

  /** What a generator gives wins: it knows more than the document. */
  private static Json.Obj merged(
      Json.Obj params,
      Growth growth,
      Map<String, OperationSpec> byName,
      AgendaRun run,
      Function<OperationRun, Json> read) {
    OperationSpec by = byName.get(growth.by());
    if (by == null || !(by.expansion() instanceof Expansion.Generator generator)) {
      return params;
    }
    Json.Obj all = params;
    for (var given :
        generated(generator, read.apply(run.operation(by.name()))).fields().entrySet()) {
      all = all.with(given.getKey(), given.getValue());
    }
    return all;
  }

  /** The parameters in a generator's result. */
  static Json.Obj generated(Expansion.Generator generator, Json result) {
    return generator.paramsAt().flatMap(at -> at.find(result)).orElse(Json.EMPTY)
            instanceof Json.Obj given
        ? given
        : Json.EMPTY;
  }

  private List<OperationSpec> more(
      Growth growth,
      Map<String, OperationSpec> byName,
      List<OperationSpec> present,
      AgendaRun run,
      Function<OperationRun, Json> read,
      Function<Output, Json> asked) {
    OperationSpec by =
        Optional.ofNullable(byName.get(growth.by()))
            .orElseThrow(() -> new IllegalStateException("grown by nobody: " + growth.by()));
    return switch (growth) {
      case Growth.Elements(String _, int count, Output _)
          when by.expansion() instanceof Expansion.ForEach forEach ->
          IntStream.range(0, count)
              .mapToObj(
                  index -> by.element(Growth.elementName(by.name(), index), index, forEach.as()))
              .toList();
      case Growth.Generated _ when by.expansion() instanceof Expansion.Generator generator ->
          // It was decided when the result came; what was registered then may be gone.
          generated(
                  by,
                  generator,
                  read.apply(run.operation(by.name())),
                  types.everRegistered(),
                  present)
              .operations();
      case Growth.Dependents dependents -> dependents(by, dependents, asked);
      case Growth.Elements _, Growth.Generated _ ->
          throw new IllegalStateException(growth.by() + " can't have grown");
    };
  }

  private List<OperationSpec> dependents(
      OperationSpec by, Growth.Dependents growth, Function<Output, Json> asked) {
    if (!(asked.apply(growth.asked()) instanceof Json.Obj all)) {
      throw new IllegalStateException(growth.by() + " can't have asked");
    }
    return growth.taken().stream()
        .map(name ->
            DependentRules.taken(
                name, all.field(name).orElse(Json.NULL), by, growth.attempt(), types))
        .toList();
  }

  /** What an operation's result adds to the agenda. */
  DocumentRules.Growth generated(OperationSpec by, Expansion.Generator generator, Json result) {
    return generated(by, generator, result, types, List.copyOf(operations.values()));
  }

  private DocumentRules.Growth generated(
      OperationSpec by,
      Expansion.Generator generator,
      Json result,
      KnownTypes types,
      List<OperationSpec> present) {
    // A result without a list adds nothing.
    Json listed = generator.operationsAt().find(result).orElse(Json.array(List.of()));
    return DocumentRules.grow(listed, present, by.phase(), types, Floor.of(document));
  }

  /** Whether how it ends is another operation's affair: an item's work, or beside an attempt. */
  boolean isPart(OperationRun operation) {
    return isElement(operation) || isDependent(operation);
  }

  /** Whether an attempt of another operation asked for it. */
  boolean isDependent(OperationRun operation) {
    return operation(operation.name()).expansion() instanceof Expansion.Dependent;
  }

  /** Whether it is the work for an item of a list. */
  boolean isElement(OperationRun operation) {
    return operation(operation.name()).expansion() instanceof Expansion.Element;
  }

  /** Whether it lasts as long as the work for the items of its list. */
  public boolean isExpanded(OperationRun operation) {
    return operation.state() == OperationState.EXECUTING && hasList(operation.name());
  }

  /** Whether its work is done item by item. */
  public boolean hasList(String name) {
    return operation(name).expansion() instanceof Expansion.ForEach;
  }

  /**
   * What an operation's attempt uses, be it the latest or the next: after some that were killed for
   * want of memory it may be more. The work for a list is done, and counted, item by item; what an
   * attempt may have beside it is counted with that, whether it is there or not.
   */
  public Amounts requests(OperationRun operation) {
    if (hasList(operation.name()) || isDependent(operation)) {
      return Amounts.NONE;
    }
    OperationSpec spec = operation(operation.name());
    return spec.retry()
        .grown(spec.requests(), operation.attempts().outOfMemory())
        .plus(spec.dependents());
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
    if (hasList(name)) {
      return Handling.OF_LISTS;
    }
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

  /** When the agenda should be over. */
  public Optional<Instant> deadline() {
    return document.deadline().map(deadline -> deadline.of(addedAt));
  }

  /** When the agenda's next attempt may start after its last one failed; empty for at once. */
  Optional<Instant> retryAgendaAt(int attempt, Instant now) {
    return later(document.backoff().after(attempt, chance(attempt)), now);
  }

  /** When the attempt after this one may be launched; empty for at once. */
  Optional<Instant> retryAt(OperationRun failed, Instant now) {
    int failures = failed.attempts().failures() + failed.attempts().lost() + 1;
    double chance = chance(failed.name().hashCode() * 31L + failed.attempt());
    return later(operation(failed.name()).retry().backoff().after(failures, chance), now);
  }

  private double chance(long salt) {
    return new SplittableRandom(seed ^ salt).nextDouble();
  }

  private static Optional<Instant> later(Duration wait, Instant now) {
    return wait.isZero() ? Optional.empty() : Optional.of(now.plus(wait));
  }
}
