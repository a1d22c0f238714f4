package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Extra.When;
import dev.fairlead.bench.faults.Extra.When.Kind;
import dev.fairlead.bench.faults.PlannedAgenda.OnFailure;
import dev.fairlead.bench.faults.PlannedOperation.Limits;
import dev.fairlead.core.agenda.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes lists, generators, agendas and more of random operations. */
final class GrowthDraws {
  private static final List<OnFailure> POLICIES = List.of(OnFailure.values());

  /** What can be done for each item of a list. */
  private static final Set<String> LISTED = Set.of("simulate", "shell", "wordcount");

  /** What can be told a secret, and says what it was told. */
  private static final Set<String> TOLD = Set.of("simulate", "shell");

  private static final List<Verb> VERBS =
      List.of(Verb.CREATE, Verb.CREATE, Verb.UPDATE, Verb.GET, Verb.DELETE, Verb.FIND, Verb.FIND);
  private static final List<String> COMPONENTS = List.of("c0", "c1", "c2");

  private final RandomGenerator chance;
  private final OperationDraws.Inner draws;

  GrowthDraws(RandomGenerator chance, OperationDraws.Inner draws) {
    this.chance = chance;
    this.draws = draws;
  }

  /** Makes more of some operations than one piece of work. */
  PlannedOperation grown(
      PlannedOperation operation, List<PlannedOperation> before, OperationDraws.Wanted wanted) {
    boolean mayFail = wanted.mayFail();
    return switch (chance.nextInt(48)) {
      case 0, 1, 2, 3 -> LISTED.contains(operation.type()) ? list(operation, mayFail) : operation;
      case 4, 5 -> generator(operation, mayFail, 0);
      case 6, 7 -> approval(operation, mayFail);
      case 8, 9, 10, 11, 12, 13 ->
          condition(before).map(when -> operation.with(Extra.when(when))).orElse(operation);
      case 14 -> wanted.timed() ? child(operation, mayFail, 0) : operation;
      case 15, 16 -> TOLD.contains(operation.type()) ? told(operation) : operation;
      default -> wanted.sharing() && chance.nextInt(4) > 0 ? changing(operation) : operation;
    };
  }

  private static PlannedOperation told(PlannedOperation operation) {
    return operation.with(operation.extra().told());
  }

  private PlannedOperation changing(PlannedOperation operation) {
    Verb verb = VERBS.get(chance.nextInt(VERBS.size()));
    String component = COMPONENTS.get(chance.nextInt(COMPONENTS.size()));
    List<String> components =
        verb == Verb.FIND
            ? List.of(component, operation.name() + " found").subList(0, 1 + chance.nextInt(2))
            : List.of(component);
    return operation.hasNamedResult() || verb == Verb.DELETE
        ? operation.with(operation.extra().changing(new InventoryWork(verb, components)))
        : operation;
  }

  /** One that another agenda does, of which an operation may be done by yet another. */
  private PlannedOperation child(PlannedOperation like, boolean mayFail, int depth) {
    var inner = new LinkedHashMap<String, PlannedOperation>();
    for (int i = 1 + chance.nextInt(3); i > 0; i--) {
      String name = like.name() + "c" + inner.size();
      boolean fails = mayFail && chance.nextBoolean();
      PlannedOperation more = draws.operation(name, List.copyOf(inner.values()), fails, true);
      inner.put(name, depth < 1 && chance.nextInt(5) == 0 ? child(more, mayFail, depth + 1) : more);
    }
    var policy =
        new PlannedAgenda.Policy(
            POLICIES.get(chance.nextInt(POLICIES.size())),
            chance.nextInt(4) == 0 ? 1 + chance.nextInt(20) : 0,
            0,
            1);
    var agenda =
        new PlannedAgenda(
            Workload.customers().getFirst(),
            like.name(),
            policy,
            Optional.empty(),
            PlannedAgenda.Orders.NONE,
            false,
            List.of(),
            inner);
    Limits limits = chance.nextInt(6) == 0 ? new Limits(0, 0, 1 + chance.nextInt(10)) : Limits.NONE;
    return new PlannedOperation(
        like.name(),
        "agenda",
        like.dependencies(),
        List.of(),
        0,
        false,
        draws.retry(),
        limits,
        0,
        0,
        false,
        Extra.child(agenda));
  }

  /** The operation, once for each of some items. */
  private PlannedOperation list(PlannedOperation operation, boolean mayFail) {
    var failing = new ArrayList<Integer>();
    for (int i = chance.nextInt(6); i > 0; i--) {
      boolean forGood = mayFail && chance.nextInt(3) == 0;
      boolean once = operation.retry().attempts() > 1 && !operation.type().equals("simulate");
      failing.add(forGood ? PlannedOperation.ALWAYS : once && chance.nextInt(3) == 0 ? 1 : 0);
    }
    var items = new Extra.Items(failing, 1 + chance.nextInt(3), chance.nextInt(3));
    return new PlannedOperation(
        operation.name(),
        operation.type(),
        operation.waitsFor(),
        operation.refs(),
        0,
        false,
        operation.retry(),
        operation.limits(),
        operation.millis(),
        operation.padding(),
        false,
        Extra.list(items));
  }

  /** One that adds operations, of which one may add some more. */
  private PlannedOperation generator(PlannedOperation like, boolean mayFail, int depth) {
    var added = new ArrayList<PlannedOperation>();
    for (int i = chance.nextInt(4); i > 0; i--) {
      String name = like.name() + "_" + added.size();
      PlannedOperation more = draws.operation(name, added, mayFail, like.millis() > 0);
      added.add(depth < 2 && chance.nextInt(3) == 0 ? generator(more, mayFail, depth + 1) : more);
    }
    return plain(like, "updateAgenda", 0).with(Extra.adding(added));
  }

  private PlannedOperation approval(PlannedOperation like, boolean mayFail) {
    return plain(like, "approval", mayFail && chance.nextBoolean() ? PlannedOperation.ALWAYS : 0);
  }

  /** Another type in its place, which is not tried again and takes no results in. */
  private static PlannedOperation plain(PlannedOperation like, String type, int failing) {
    return new PlannedOperation(
        like.name(),
        type,
        like.dependencies(),
        List.of(),
        failing,
        false,
        PlannedRetry.ONCE,
        Limits.NONE,
        0,
        0,
        false);
  }

  private Optional<When> condition(List<PlannedOperation> before) {
    if (before.isEmpty()) {
      return Optional.empty();
    }
    PlannedOperation subject = before.get(chance.nextInt(before.size()));
    boolean surely = !draws.mayDecline(subject.name()) && subject.hasNamedResult();
    Kind kind = Kind.SUCCEEDED;
    if (surely && !subject.isResident()) {
      kind = chance.nextBoolean() ? Kind.AT_ONCE : Kind.NEVER;
    } else if (surely) {
      kind = Kind.NEVER;
    }
    return Optional.of(new When(subject.name(), kind));
  }
}
