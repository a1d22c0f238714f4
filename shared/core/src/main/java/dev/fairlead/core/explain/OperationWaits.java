package dev.fairlead.core.explain;

import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.Phase;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Grant;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.AttemptLease;
import dev.fairlead.core.run.Growth;
import dev.fairlead.core.run.InventoryLock;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.OperationState;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Plan;
import dev.fairlead.core.run.Report.Diagnostic;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why the operations of a claimed agenda are where they are. Pure. The step that drives the agenda
 * decides what may start; this says the same of what may not, and a test holds the two together.
 *
 * <p>Cost: building it is linear in the operations, a question is linear in what the operation
 * depends on, and for an operation with a list in its items.
 */
public final class OperationWaits {
  /** Of an attempt for which a secret was missing. */
  private static final String SECRET = "secret";

  private final Plan plan;
  private final AgendaRun run;
  private final RunFacts facts;
  private final Instant now;
  private final int mainLeft;

  /** The first of each group that is not over, in each phase: it is its turn. */
  private final Map<Phase, Map<String, String>> turns = new HashMap<>();

  /** What those lack that would start if their agenda had more. */
  private final Map<String, String> lacking;

  /** Items that run, by the operation whose list has them. */
  private final Map<String, Integer> running = new HashMap<>();

  /** The reasons in a run. */
  public OperationWaits(Plan plan, AgendaRun run, RunFacts facts, Instant now) {
    this.plan = plan;
    this.run = run;
    this.facts = facts;
    this.now = now;
    int left = 0;
    for (OperationRun operation : run.operations().values()) {
      OperationSpec spec = spec(operation.name());
      if (operation.isComplete()) {
        continue;
      }
      left += spec.phase() == Phase.MAIN ? 1 : 0;
      spec.sequentialGroup()
          .ifPresent(group ->
              turns
                  .computeIfAbsent(spec.phase(), _ -> new HashMap<>())
                  .putIfAbsent(group, operation.name()));
      if (operation.isLeased() && spec.expansion() instanceof Expansion.Element element) {
        running.merge(element.of(), 1, Integer::sum);
      }
    }
    this.mainLeft = left;
    this.lacking = lacking();
  }

  /** In the order in which they start: what the first ones are to use, later ones can't. */
  private Map<String, String> lacking() {
    var found = new HashMap<String, String>();
    Grant grant = facts.grant();
    if (grant.isUnlimited()) {
      return found;
    }
    Amounts taken = Amounts.NONE;
    for (OperationRun operation : run.operations().values()) {
      taken = operation.isLeased() ? taken.plus(plan.requests(operation)) : taken;
    }
    for (OperationRun operation : run.operations().values()) {
      boolean isNext =
          !operation.isComplete()
              && !operation.isLeased()
              && notAskedFor(operation) instanceof OperationReason.NextStep;
      if (isNext) {
        taken = taken.plus(plan.requests(operation));
        Amounts missing = grant.lacking(taken);
        Amounts own = grant.only(plan.requests(operation));
        missing.asMap().keySet().stream()
            .filter(amount -> own.value(amount) > 0)
            .findFirst()
            .ifPresent(amount -> found.put(operation.name(), amount));
      }
    }
    return found;
  }

  /** Why the operation of that name, which the plan has, is where it is. */
  public OperationReason of(String name) {
    OperationRun operation = run.operation(name);
    return switch (operation.state()) {
      case COMPLETE -> new OperationReason.Over(operation.outcome().orElseThrow());
      case EXECUTING -> executing(operation, operation.lease().orElseThrow());
      case LEASING -> leasing(operation, operation.lease().orElseThrow());
      case WAITING, READY ->
          Optional.ofNullable(lacking.get(name))
              .<OperationReason>map(OperationReason.Slots::new)
              .orElseGet(() -> notAskedFor(operation));
    };
  }

  private OperationReason executing(OperationRun operation, AttemptLease lease) {
    OperationSpec spec = spec(operation.name());
    Instant since = lease.startedAt().orElse(lease.askedAt());
    if (plan.isExpanded(operation)) {
      return items(operation, since);
    }
    return switch (facts.kind(spec.type())) {
      case SUB_AGENDA -> new OperationReason.SubAgenda(since, facts.child(operation));
      case APPROVAL -> new OperationReason.Approval(since);
      case TIMER -> new OperationReason.Timer(since, facts.length(spec).map(since::plus));
      case FLEET, POD, HOST -> new OperationReason.Executing(since, facts.heartbeat(operation));
      case DIRECT -> new OperationReason.Executing(since, Optional.empty());
    };
  }

  private OperationReason items(OperationRun operation, Instant since) {
    var list =
        run.growths().stream()
            .filter(growth -> growth.by().equals(operation.name()))
            .filter(Growth.Elements.class::isInstance)
            .findFirst();
    if (list.isEmpty()) {
      return new OperationReason.Executing(since, Optional.empty());
    }
    int succeeded = 0;
    int failed = 0;
    int skipped = 0;
    for (String name : list.get().names()) {
      OperationRun item = run.operation(name);
      succeeded += item.hasSucceeded() ? 1 : 0;
      failed += item.hasFailed() ? 1 : 0;
      skipped += item.isComplete() && !item.hasSucceeded() && !item.hasFailed() ? 1 : 0;
    }
    int total = list.get().names().size();
    boolean isGivenUp =
        spec(operation.name()).expansion() instanceof Expansion.ForEach forEach
            && failed > forEach.tolerated().of(total);
    return new OperationReason.Items(
        new Output.Collected(total, succeeded, failed, skipped),
        running.getOrDefault(operation.name(), 0),
        isGivenUp);
  }

  private OperationReason leasing(OperationRun operation, AttemptLease lease) {
    if (plan.hasList(operation.name())) {
      return new OperationReason.Starting(lease.since());
    }
    return switch (facts.kind(spec(operation.name()).type())) {
      case FLEET -> new OperationReason.FleetQueue(lease.since());
      case POD -> new OperationReason.Pod(lease.since(), facts.podWaits(operation));
      case HOST -> new OperationReason.HostLease(lease.since(), facts.leaseWaits(operation));
      case DIRECT, TIMER, APPROVAL, SUB_AGENDA -> new OperationReason.Starting(lease.since());
    };
  }

  private OperationReason notAskedFor(OperationRun operation) {
    return switch (run.state()) {
      case WAITING, READY -> new OperationReason.AgendaNotStarted();
      case EXECUTING, PAUSED, DRAINING ->
          spec(operation.name()).expansion() instanceof Expansion.Dependent
              ? backoff(operation).orElseGet(OperationReason.NextStep::new)
              : ofClaimed(operation);
      // An agenda that is over has no operation that is not.
      case COMPLETE -> new OperationReason.NextStep();
    };
  }

  private OperationReason ofClaimed(OperationRun operation) {
    return switch (spec(operation.name()).phase()) {
      case MAIN -> ofMain(operation);
      case FINALLY -> {
        if (mainLeft > 0) {
          yield new OperationReason.Finally(mainLeft);
        }
        yield run.state() == AgendaState.PAUSED
            ? new OperationReason.Paused()
            : inItsPhase(operation);
      }
    };
  }

  private OperationReason ofMain(OperationRun operation) {
    if (run.state() == AgendaState.DRAINING) {
      return new OperationReason.Ending(run.towards().orElse(AgendaOutcome.FAILED));
    }
    if (run.state() == AgendaState.PAUSED) {
      return new OperationReason.Paused();
    }
    if (plan.document().inventory().isPresent()
        && !(run.lock().orElse(null) instanceof InventoryLock.Held)) {
      return new OperationReason.Inventory(
          run.lock()
              .flatMap(lock ->
                  lock instanceof InventoryLock.Awaited(String holder)
                      ? Optional.of(holder)
                      : Optional.empty()));
    }
    return inItsPhase(operation);
  }

  /** Nothing of the agenda as a whole keeps it. */
  private OperationReason inItsPhase(OperationRun operation) {
    OperationSpec spec = spec(operation.name());
    return dependencies(operation, spec)
        .or(() -> list(spec))
        .or(() -> turn(spec))
        .or(() -> backoff(operation))
        .orElseGet(OperationReason.NextStep::new);
  }

  private Optional<OperationReason> dependencies(OperationRun operation, OperationSpec spec) {
    if (operation.state() != OperationState.WAITING) {
      return Optional.empty();
    }
    List<OperationSpec> open =
        plan.graph().dependencies(spec.name()).stream()
            .map(this::spec)
            .filter(dependency -> dependency.phase() == spec.phase())
            .filter(dependency -> !run.operation(dependency.name()).isComplete())
            .toList();
    if (open.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = open.stream().map(OperationSpec::name).toList();
    return Optional.of(
        open.stream().allMatch(one -> one.expansion() instanceof Expansion.Generator)
            ? new OperationReason.Generator(names)
            : new OperationReason.Dependencies(names));
  }

  private Optional<OperationReason> list(OperationSpec spec) {
    if (!(spec.expansion() instanceof Expansion.Element element)
        || !(spec(element.of()).expansion() instanceof Expansion.ForEach forEach)) {
      return Optional.empty();
    }
    OperationRun list = run.operation(element.of());
    if (list.isComplete()) {
      return Optional.empty();
    }
    if (!plan.isExpanded(list)) {
      return Optional.of(new OperationReason.Dependencies(List.of(list.name())));
    }
    return running.getOrDefault(list.name(), 0) < forEach.maxConcurrency()
        ? Optional.empty()
        : Optional.of(new OperationReason.ListConcurrency(list.name(), forEach.maxConcurrency()));
  }

  private Optional<OperationReason> turn(OperationSpec spec) {
    return spec.sequentialGroup()
        .flatMap(group ->
            Optional.ofNullable(turns.getOrDefault(spec.phase(), Map.of()).get(group))
                .filter(first -> !first.equals(spec.name()))
                .map(first -> new OperationReason.Turn(group, first)));
  }

  private Optional<OperationReason> backoff(OperationRun operation) {
    Optional<Diagnostic> last = operation.diagnostic();
    String why = last.map(Diagnostic::message).orElse("");
    boolean isSecret = last.filter(diagnostic -> diagnostic.code().equals(SECRET)).isPresent();
    return operation
        .attempts()
        .notBefore()
        .filter(at -> at.isAfter(now))
        .map(at ->
            isSecret ? new OperationReason.Secret(at, why) : new OperationReason.Backoff(at, why));
  }

  private OperationSpec spec(String name) {
    return Optional.ofNullable(plan.operations().get(name))
        .orElseThrow(() -> new IllegalArgumentException("no operation " + name));
  }
}
