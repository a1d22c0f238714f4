package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Extra.When;
import dev.fairlead.bench.faults.Extra.When.Kind;
import dev.fairlead.bench.faults.PlannedAgenda.OnFailure;
import dev.fairlead.bench.faults.PlannedAgenda.Orders;
import dev.fairlead.bench.faults.PlannedOperation.Limits;
import dev.fairlead.bench.faults.PlannedOperation.Ref;
import dev.fairlead.bench.faults.PlannedOperation.Ref.What;
import dev.fairlead.core.id.CustomerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Random agendas: one to three customers, one to four agendas, two to twelve operations each. */
final class Workload {
  private static final List<CustomerId> CUSTOMERS =
      List.of(new CustomerId("acme"), new CustomerId("bolt"), new CustomerId("corn"));
  private static final List<OnFailure> POLICIES = List.of(OnFailure.values());
  private static final List<String> TYPES =
      List.of(
          "log",
          "log",
          "simulate",
          "simulate",
          "wait",
          "shell",
          "shell",
          "shell",
          "wordcount",
          "wordcount");

  /** What of these runs until somebody ends it can be ended. */
  private static final Set<String> ENDABLE = Set.of("simulate", "wait", "shell");

  private static final List<Set<String>> FAILURES =
      List.of(
          Set.of("infrastructure"),
          Set.of("timeout", "infrastructure"),
          Set.of("exit:1"),
          Set.of("exit:1", "simulated", "infrastructure", "timeout"));

  /** An agenda's timeout, in seconds, that only faults could use up. */
  private static final int LOOSE = 3_600;

  /** More than a journal entry or a header holds. */
  private static final int BIG = 9_000;

  /** Results that take in results that take in results must not explode. */
  private static final int MAX_TAKEN_IN = 20_000;

  /** What can be done for each item of a list. */
  private static final Set<String> LISTED = Set.of("simulate", "shell", "wordcount");

  /** Agendas of a seed: most of what goes wrong needs one, some of it several. */
  private static final List<Integer> COUNTS = List.of(1, 1, 1, 1, 1, 1, 1, 2, 2, 4);

  private static final List<Redo.Which> REDONE = List.of(Redo.Which.values());

  private final RandomGenerator chance;

  /** Of the operations so far those that may have nothing to do. */
  private final Set<String> declining = new HashSet<>();

  Workload(RandomGenerator chance) {
    this.chance = chance;
  }

  static List<CustomerId> customers() {
    return CUSTOMERS;
  }

  List<PlannedAgenda> agendas() {
    int customers = 1 + chance.nextInt(CUSTOMERS.size());
    int count = COUNTS.get(chance.nextInt(COUNTS.size()));
    var agendas = new ArrayList<PlannedAgenda>();
    for (int i = 0; i < count; i++) {
      CustomerId customer = CUSTOMERS.get(chance.nextInt(customers));
      agendas.add(agenda(customer, "token-" + i));
    }
    return agendas;
  }

  /**
   * One agenda that nothing outside of it stops or loses.
   *
   * @param most operations, 2 and up
   */
  PlannedAgenda undisturbed(int most) {
    int count = 2 + chance.nextInt(most - 1);
    Map<String, PlannedOperation> operations = operations(count, chance.nextInt(4) > 0, 6, false);
    return new PlannedAgenda(
        CUSTOMERS.getFirst(),
        "token-0",
        onFailure(),
        0,
        attempts(),
        Orders.NONE,
        List.of(),
        operations);
  }

  private PlannedAgenda agenda(CustomerId customer, String token) {
    int count = 2 + chance.nextInt(11);
    boolean mayFail = chance.nextInt(3) == 0;
    Map<String, PlannedOperation> operations = operations(count, mayFail, count + 2, true);
    int timeout = 0;
    if (chance.nextInt(6) == 0) {
      timeout = chance.nextInt(3) == 0 ? LOOSE : 2 + chance.nextInt(40);
    }
    Orders orders = orders();
    if (chance.nextInt(8) == 0) {
      boolean limited = addEndless(operations);
      if (!limited && (timeout == 0 || timeout == LOOSE)) {
        orders = new Orders(-1, -1, chance.nextInt(60_000), true);
      }
    }
    boolean isLeftAlone = !orders.pauses() && !orders.cancels();
    List<Redo> redos = isLeftAlone && chance.nextInt(4) == 0 ? redos(operations) : List.of();
    return new PlannedAgenda(
        customer, token, onFailure(), timeout, attempts(), orders, redos, operations);
  }

  private OnFailure onFailure() {
    return POLICIES.get(chance.nextInt(POLICIES.size()));
  }

  private int attempts() {
    return chance.nextInt(5) == 0 ? 2 + chance.nextInt(2) : 1;
  }

  private List<Redo> redos(Map<String, PlannedOperation> operations) {
    List<PlannedOperation> main =
        operations.values().stream().filter(operation -> !operation.isFinal()).toList();
    var redos = new ArrayList<Redo>();
    for (int i = 0; i <= chance.nextInt(2); i++) {
      Redo.Which which = REDONE.get(chance.nextInt(REDONE.size()));
      boolean from = which == Redo.Which.FROM;
      redos.add(new Redo(which, from ? main.get(chance.nextInt(main.size())).name() : ""));
    }
    return redos;
  }

  private Orders orders() {
    int pause = chance.nextInt(6) == 0 ? chance.nextInt(8_000) : -1;
    int cancel = chance.nextInt(6) == 0 ? chance.nextInt(12_000) : -1;
    return new Orders(pause, chance.nextInt(30_000), cancel, chance.nextBoolean());
  }

  /** Lets one operation run until somebody ends it; whether its own time limit does. */
  private boolean addEndless(Map<String, PlannedOperation> operations) {
    boolean limited = chance.nextBoolean();
    int last = operations.size() - 1;
    PlannedOperation like = List.copyOf(operations.values()).get(chance.nextInt(last + 1));
    if (like.isFinal()
        || !ENDABLE.contains(like.type())
        || like.failing() > 0
        || !like.extra().equals(Extra.NONE)) {
      return true;
    }
    operations.put(
        like.name(),
        new PlannedOperation(
            like.name(),
            like.type(),
            like.waitsFor(),
            like.refs(),
            like.failing(),
            like.unresolvable(),
            like.retry(),
            limited ? new Limits(0, 0, 1 + chance.nextInt(20)) : like.limits(),
            PlannedOperation.ENDLESS,
            like.padding(),
            false));
    return limited;
  }

  private Map<String, PlannedOperation> operations(
      int count, boolean mayFail, int near, boolean timed) {
    var operations = new LinkedHashMap<String, PlannedOperation>();
    var sizes = new HashMap<String, Integer>();
    int last = chance.nextInt(4) == 0 ? 1 + chance.nextInt(2) : 0;
    declining.clear();
    for (int i = 0; i < count + last; i++) {
      List<PlannedOperation> before = List.copyOf(operations.values());
      List<PlannedOperation> seen =
          before.subList(Math.max(0, before.size() - near), before.size());
      PlannedOperation operation =
          i < count
              ? grown(operation("op" + i, seen, sizes, mayFail, timed), seen, mayFail)
              : last("last" + i, seen, mayFail);
      operations.put(operation.name(), operation);
      int takenIn =
          operation.refs().stream()
              .filter(Ref::isWhole)
              .mapToInt(ref -> sizes.getOrDefault(ref.operation(), 0))
              .sum();
      int times = Math.max(1, operation.grows().size());
      sizes.put(operation.name(), times * (100 + operation.padding() + takenIn));
      if (mayDecline(operation)) {
        declining.add(operation.name());
      }
    }
    return operations;
  }

  private PlannedOperation operation(
      String name,
      List<PlannedOperation> before,
      Map<String, Integer> sizes,
      boolean mayFail,
      boolean timed) {
    String type = timed || chance.nextInt(5) == 0 ? TYPES.get(chance.nextInt(TYPES.size())) : "log";
    var waitsFor = new ArrayList<String>();
    var refs = new ArrayList<Ref>();
    int taken = 0;
    for (PlannedOperation earlier : before) {
      if (chance.nextInt(before.size() + 2) > 1) {
        continue;
      }
      boolean small = taken + sizes.getOrDefault(earlier.name(), 0) < MAX_TAKEN_IN;
      boolean declines = declining.contains(earlier.name());
      boolean whole = !type.equals("log") && small && !declines && chance.nextBoolean();
      boolean given = !earlier.isApproval() && !earlier.isGenerator();
      boolean named = earlier.hasNamedResult() || earlier.isList();
      if (!type.equals("wait") && chance.nextBoolean() && given && (whole || named)) {
        What what = whole ? What.WHOLE : earlier.isList() ? What.COUNT : What.NAME;
        refs.add(new Ref(earlier.name(), what, declines));
        taken += whole ? sizes.getOrDefault(earlier.name(), 0) : 0;
      } else {
        waitsFor.add(earlier.name());
      }
    }
    boolean remote = type.equals("shell") || type.equals("wordcount");
    PlannedRetry retry = retry();
    boolean forGood = mayFail && chance.nextInt(5) == 0 && !type.equals("wait");
    boolean unresolvable = forGood && remote && !refs.isEmpty() && chance.nextBoolean();
    int failing = 0;
    if (forGood) {
      failing = PlannedOperation.ALWAYS;
    } else if (remote && retry.attempts() > 1 && chance.nextBoolean()) {
      failing = 1 + chance.nextInt(retry.attempts() - 1);
    }
    Limits limits = timed && chance.nextInt(8) == 0 ? limits() : Limits.NONE;
    int millis = timed ? millis(type) : 0;
    return new PlannedOperation(
        name, type, waitsFor, refs, failing, unresolvable, retry, limits, millis, padding(), false);
  }

  /** Makes more of some operations than one piece of work. */
  private PlannedOperation grown(
      PlannedOperation operation, List<PlannedOperation> before, boolean mayFail) {
    return switch (chance.nextInt(30)) {
      case 0, 1 -> LISTED.contains(operation.type()) ? list(operation, mayFail) : operation;
      case 2 -> generator(operation, mayFail, 0);
      case 3 -> approval(operation, mayFail);
      case 4, 5, 6 ->
          condition(before).map(when -> operation.with(Extra.when(when))).orElse(operation);
      default -> operation;
    };
  }

  /** The operation, once for each of some items. */
  private PlannedOperation list(PlannedOperation operation, boolean mayFail) {
    var failing = new ArrayList<Integer>();
    for (int i = chance.nextInt(6); i > 0; i--) {
      boolean forGood = mayFail && chance.nextInt(4) == 0;
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
      PlannedOperation more = operation(name, added, Map.of(), mayFail, like.millis() > 0);
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
    boolean surely = !declining.contains(subject.name()) && subject.hasNamedResult();
    Kind kind = Kind.SUCCEEDED;
    if (surely && !subject.isResident()) {
      kind = chance.nextBoolean() ? Kind.AT_ONCE : Kind.NEVER;
    } else if (surely) {
      kind = Kind.NEVER;
    }
    return Optional.of(new When(subject.name(), kind));
  }

  /** Whether it may have nothing to do, so that there is nothing to take in from it. */
  private boolean mayDecline(PlannedOperation operation) {
    List<String> needs = operation.dependencies();
    return operation.extra().when().isPresent()
        || (!needs.isEmpty() && declining.containsAll(needs));
  }

  private PlannedOperation last(String name, List<PlannedOperation> before, boolean mayFail) {
    String type = chance.nextBoolean() ? "log" : "shell";
    var waitsFor = new ArrayList<String>();
    if (!before.isEmpty() && chance.nextBoolean()) {
      waitsFor.add(before.get(chance.nextInt(before.size())).name());
    }
    int failing = mayFail && chance.nextInt(4) == 0 ? PlannedOperation.ALWAYS : 0;
    return new PlannedOperation(
        name,
        type,
        waitsFor,
        List.of(),
        failing,
        false,
        PlannedRetry.ONCE,
        Limits.NONE,
        0,
        0,
        true);
  }

  private PlannedRetry retry() {
    int attempts = chance.nextInt(3) == 0 ? 2 + chance.nextInt(3) : 1;
    boolean waits = attempts > 1 && chance.nextBoolean();
    return new PlannedRetry(
        attempts,
        waits ? 1 + chance.nextInt(8) : 0,
        waits ? 1 + chance.nextInt(20) : 0,
        chance.nextInt(3) == 0,
        chance.nextInt(5) == 0 ? FAILURES.get(chance.nextInt(FAILURES.size())) : Set.of());
  }

  private Limits limits() {
    return switch (chance.nextInt(3)) {
      case 0 -> new Limits(1 + chance.nextInt(40), 0, 0);
      case 1 -> new Limits(0, 1 + chance.nextInt(20), 0);
      default -> new Limits(0, 0, 1 + chance.nextInt(30));
    };
  }

  private int millis(String type) {
    return switch (type) {
      case "log" -> 0;
      case "wait", "simulate" -> 1000 * chance.nextInt(5);
      default -> chance.nextInt(8) == 0 ? 25_000 : chance.nextInt(3_000);
    };
  }

  private int padding() {
    return chance.nextInt(30) == 0 ? BIG : chance.nextInt(40);
  }
}
