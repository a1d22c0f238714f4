package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.PlannedOperation.Limits;
import dev.fairlead.bench.faults.PlannedOperation.Ref;
import dev.fairlead.bench.faults.PlannedOperation.Ref.What;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Random operations that wait for each other. */
final class OperationDraws {
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

  /** More than a journal entry or a header holds. */
  private static final int BIG = 9_000;

  /** Results that take in results that take in results must not explode. */
  private static final int MAX_TAKEN_IN = 20_000;

  private final RandomGenerator chance;

  /** Of the operations so far those that may have nothing to do. */
  private final Set<String> declining = new HashSet<>();

  private final GrowthDraws growths;

  OperationDraws(RandomGenerator chance) {
    this.chance = chance;
    this.growths = new GrowthDraws(chance, new Inner());
  }

  /** Draws what belongs to something drawn. */
  final class Inner {
    PlannedOperation operation(
        String name, List<PlannedOperation> before, boolean mayFail, boolean timed) {
      return OperationDraws.this.operation(name, before, Map.of(), mayFail, timed);
    }

    PlannedRetry retry() {
      return OperationDraws.this.retry();
    }

    /** Whether an operation so far may have nothing to do. */
    boolean mayDecline(String operation) {
      return declining.contains(operation);
    }
  }

  /**
   * What operations are wanted.
   *
   * @param count beside those that come last
   * @param mayFail whether some may fail for good
   * @param near how far back they wait for others, at most
   * @param timed whether time passes, and everything may come in
   * @param sharing whether they change an inventory
   */
  record Wanted(int count, boolean mayFail, int near, boolean timed, boolean sharing) {}

  /** Lets one operation run until somebody ends it; whether its own time limit does. */
  boolean addEndless(Map<String, PlannedOperation> operations) {
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

  /** Operations of an agenda by name, each after all that it waits for. */
  Map<String, PlannedOperation> operations(Wanted wanted) {
    var operations = new LinkedHashMap<String, PlannedOperation>();
    var sizes = new HashMap<String, Integer>();
    int last = chance.nextInt(4) == 0 ? 1 + chance.nextInt(2) : 0;
    declining.clear();
    for (int i = 0; i < wanted.count() + last; i++) {
      List<PlannedOperation> before = List.copyOf(operations.values());
      List<PlannedOperation> seen =
          before.subList(Math.max(0, before.size() - wanted.near()), before.size());
      PlannedOperation operation =
          i < wanted.count()
              ? growths.grown(
                  operation("op" + i, seen, sizes, wanted.mayFail(), wanted.timed()), seen, wanted)
              : last("last" + i, seen, wanted.mayFail());
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
      boolean given = !earlier.isApproval() && !earlier.isGenerator() && !earlier.isChild();
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
