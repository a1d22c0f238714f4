package dev.fairlead.core.run;

import dev.fairlead.core.agenda.Timeouts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That an agenda has nothing to do before a moment, so that nobody needs to look at it. Whoever
 * appends an entry to its journal in the meantime wakes it.
 *
 * @param since when it fell asleep, before {@code until}
 * @param until the moment at which something may be due
 */
public record Sleep(Instant since, Instant until) {
  /**
   * The moment until which an agenda may sleep, after a look that found nothing to do. Empty if
   * something is out there that has to be asked about: work on another machine, a call, another
   * agenda, an inventory that somebody else has; {@link Instant#MAX} if only an entry can move the
   * agenda on.
   *
   * @param run as the look left it
   * @param asleep until when each operation lasts that the look found to wait for nothing but time
   * @param looked when the look was decided: what was due by then has had its effect
   */
  public static Optional<Instant> until(
      Plan plan, AgendaRun run, Map<String, Instant> asleep, Instant looked) {
    boolean isOutThere =
        run.operations().values().stream()
            .filter(operation -> operation.isLeased() && !plan.isExpanded(operation))
            .anyMatch(operation -> !asleep.containsKey(operation.name()));
    if (run.isComplete() || isOutThere || !hasItsInventory(plan, run)) {
      return Optional.empty();
    }
    return Optional.of(
        Stream.of(asleep.values().stream(), ofAgenda(plan, run), ofOperations(plan, run))
            .flatMap(moments -> moments)
            .filter(moment -> moment.isAfter(looked))
            .min(Instant::compareTo)
            .orElse(Instant.MAX));
  }

  private static boolean hasItsInventory(Plan plan, AgendaRun run) {
    return plan.document().inventory().isEmpty()
        || run.lock().filter(InventoryLock.Held.class::isInstance).isPresent();
  }

  private static Stream<Instant> ofAgenda(Plan plan, AgendaRun run) {
    Optional<Instant> end =
        plan.document().timeout().flatMap(time -> run.startedAt().map(at -> at.plus(time)));
    return Stream.of(run.notBefore(), plan.deadline(), end).flatMap(Optional::stream);
  }

  private static Stream<Instant> ofOperations(Plan plan, AgendaRun run) {
    return run.operations().values().stream()
        .filter(operation -> !operation.isComplete())
        .flatMap(operation ->
            Stream.concat(operation.attempts().notBefore().stream(), deadlines(plan, operation)));
  }

  /** Those of an operation with a list are meant for the work for each item. */
  private static Stream<Instant> deadlines(Plan plan, OperationRun operation) {
    Timeouts timeouts =
        plan.hasList(operation.name())
            ? Timeouts.NONE
            : plan.operation(operation.name()).timeouts();
    return Stream.of(
            timeouts.queued().flatMap(most -> operation.readyAt().map(at -> at.plus(most))),
            timeouts
                .starting()
                .flatMap(
                    most -> operation.lease().map(AttemptLease::since).map(at -> at.plus(most))),
            timeouts.running().flatMap(most -> operation.startedAt().map(at -> at.plus(most))))
        .flatMap(Optional::stream);
  }
}
