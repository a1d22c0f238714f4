package dev.fairlead.core.run;

import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.Phase;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What it comes to when an agenda that is over is done again. An operation that is done again takes
 * along all that wait for it; what came from its result is removed, since it will come anew; of a
 * list that did not wait for any of them only some items may be done again; and what comes finally
 * is done again in any case.
 *
 * @param reset for the journal
 * @param again operations that will be done, by name
 * @param removed operations that will be gone until their generator lists them again
 * @param kept operations whose results are used as they are
 */
public record Rerun(Reset reset, Set<String> again, Set<String> removed, Set<String> kept) {
  public Rerun {
    again = Set.copyOf(again);
    removed = Set.copyOf(removed);
    kept = Set.copyOf(kept);
  }

  /** Every operation. */
  public static Rerun all(AgendaRun run) {
    return of(new Reset.All(), run);
  }

  /** Every operation that did not succeed; what did succeed is kept. */
  public static Rerun unfinished(Plan plan, AgendaRun run) {
    return named(plan, run, operation -> !operation.hasSucceeded());
  }

  /**
   * Operations that failed, took too long or were cancelled, and those that wait for them; of a
   * list that did not succeed also the items that were never come to.
   */
  public static Rerun failed(Plan plan, AgendaRun run) {
    return named(
        plan,
        run,
        operation ->
            operation.isComplete()
                && !operation.hasSucceeded()
                && (!operation.outcome().equals(Optional.of(OperationOutcome.SKIPPED))
                    || isLeftOut(plan, run, operation)));
  }

  private static boolean isLeftOut(Plan plan, AgendaRun run, OperationRun operation) {
    return plan.operation(operation.name()).expansion() instanceof Expansion.Element element
        && !run.operation(element.of()).hasSucceeded();
  }

  /**
   * These operations, and those that wait for them.
   *
   * @param names as the run spells them
   */
  public static Rerun from(Plan plan, AgendaRun run, Collection<String> names) {
    var first = new TreeSet<>(names);
    for (Growth growth : run.growths()) {
      if (growth instanceof Growth.Dependents
          && growth.names().stream().anyMatch(first::contains)) {
        first.add(growth.by());
      }
    }
    return named(plan, run, operation -> first.contains(operation.name()));
  }

  private static Rerun named(Plan plan, AgendaRun run, Predicate<OperationRun> first) {
    var again = new TreeSet<String>();
    for (OperationRun operation : run.operations().values()) {
      // What an attempt had beside it comes again with another attempt, and by nothing else.
      if (!plan.isDependent(operation) && first.test(operation)) {
        again.add(operation.name());
        plan.graph().allDependants(operation.name()).forEach(again::add);
      }
    }
    for (OperationSpec spec : plan.operations().values()) {
      if (spec.phase() == Phase.FINALLY) {
        again.add(spec.name());
      }
    }
    // Whose elements are done again is done again; so is what waits for it.
    for (Growth growth : run.growths()) {
      if (growth instanceof Growth.Elements && growth.names().stream().anyMatch(again::contains)) {
        again.add(growth.by());
        again.addAll(plan.graph().allDependants(growth.by()));
      }
    }
    return of(new Reset.Named(withoutItemsToCome(plan, run, again)), run);
  }

  /** A list that waits for what is done again comes anew, and all of its items with it. */
  private static Set<String> withoutItemsToCome(Plan plan, AgendaRun run, Set<String> again) {
    var named = new TreeSet<>(again);
    for (Growth growth : run.growths()) {
      if (growth instanceof Growth.Elements
          && plan.graph().dependencies(growth.by()).stream().anyMatch(again::contains)) {
        growth.names().forEach(named::remove);
      }
    }
    return named;
  }

  private static Rerun of(Reset reset, AgendaRun run) {
    // The journal's own rules tell what is left.
    AgendaRun after =
        run.apply(
            run.sequence() + 1,
            List.of(
                new Change.AgendaReset(
                    reset, "", Optional.empty(), Optional.empty(), Instant.EPOCH)));
    var removed = new TreeSet<>(run.operations().keySet());
    removed.removeAll(after.operations().keySet());
    Set<String> again =
        after.operations().values().stream()
            .filter(operation -> !operation.isComplete())
            .map(OperationRun::name)
            .collect(Collectors.toSet());
    var kept = new TreeSet<>(after.operations().keySet());
    kept.removeAll(again);
    return new Rerun(reset, again, removed, kept);
  }
}
