package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.PlannedAgenda.OnFailure;
import dev.fairlead.core.run.OperationOutcome;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Says of each operation of an agenda how it may end, and why: the document language read plainly,
 * with nothing of the engine in it. Where nothing can get lost, nobody sends signals, nothing has a
 * time limit and the rest goes on after a failure, there is one outcome for each.
 */
final class Interpreter {
  private record Place(int attempt, int failures) {}

  private final PlannedAgenda plan;
  private final boolean losses;
  private final boolean cancels;
  private final Map<String, Map<OperationOutcome, String>> own = new HashMap<>();
  private final Map<String, Map<OperationOutcome, String>> possible = new HashMap<>();
  private final Map<OperationOutcome, String> stops = new EnumMap<>(OperationOutcome.class);

  /**
   * Reads an agenda.
   *
   * @param losses whether what runs elsewhere can get lost
   * @param cancels whether its customer tried to cancel it
   */
  Interpreter(PlannedAgenda plan, boolean losses, boolean cancels) {
    this.plan = plan;
    this.losses = losses;
    this.cancels = cancels;
    plan.operations().values().forEach(operation -> own.put(operation.name(), alone(operation)));
    stops();
    plan.operations().values().forEach(this::read);
  }

  /** How an operation may end, each with a reason. */
  Map<OperationOutcome, String> possible(String operation) {
    return of(possible, operation);
  }

  /** Whether the agenda can end with everything done. */
  boolean maySucceed() {
    return plan.operations().keySet().stream()
        .allMatch(name -> possible(name).containsKey(OperationOutcome.SUCCEEDED));
  }

  /** How it ends if it is let run to its end after all it waits for has succeeded. */
  private Map<OperationOutcome, String> alone(PlannedOperation operation) {
    var ends = new EnumMap<OperationOutcome, String>(OperationOutcome.class);
    attempt(operation, 1, 0, ends, new HashSet<>());
    return ends;
  }

  private void attempt(
      PlannedOperation operation,
      int attempt,
      int failures,
      Map<OperationOutcome, String> ends,
      Set<Place> seen) {
    if (!seen.add(new Place(attempt, failures))) {
      return;
    }
    String which = "attempt " + attempt;
    if (losses && operation.isRemote()) {
      if (!operation.retry().covers("infrastructure")) {
        ends.putIfAbsent(OperationOutcome.FAILED, which + " may be lost, which is not tried again");
      } else if (attempt <= operation.failing() && operation.failing() < PlannedOperation.ALWAYS) {
        attempt(operation, attempt + 1, failures, ends, seen);
      }
    }
    if (!operation.limits().isNone()) {
      ends.putIfAbsent(OperationOutcome.TIMED_OUT, which + " may take longer than it may");
      if (operation.retry().follows(failures + 1, "timeout")) {
        attempt(operation, attempt + 1, failures + 1, ends, seen);
      }
    }
    if (operation.isEndless()) {
      return;
    }
    if (!operation.fails(attempt)) {
      ends.putIfAbsent(OperationOutcome.SUCCEEDED, which + " succeeds");
    } else if (operation.retry().follows(failures + 1, operation.failureCode())) {
      attempt(operation, attempt + 1, failures + 1, ends, seen);
    } else {
      ends.putIfAbsent(OperationOutcome.FAILED, which + " fails and is the last");
    }
  }

  /** What can end the main part early, by what that makes of an operation that runs. */
  private void stops() {
    if (cancels) {
      stops.put(OperationOutcome.CANCELLED, "the agenda was cancelled");
      stops.put(OperationOutcome.SKIPPED, "the agenda was cancelled");
    }
    if (plan.timeoutSeconds() > 0) {
      stops.putIfAbsent(OperationOutcome.CANCELLED, "the agenda may take too long");
      stops.putIfAbsent(OperationOutcome.SKIPPED, "the agenda may take too long");
    }
    if (plan.onFailure() == OnFailure.CONTINUE) {
      return;
    }
    for (PlannedOperation operation : plan.operations().values()) {
      if (!operation.isFinal() && mayFail(operation)) {
        String why = operation.name() + " may fail";
        if (plan.onFailure() == OnFailure.CANCEL) {
          stops.putIfAbsent(OperationOutcome.CANCELLED, why);
        }
        stops.putIfAbsent(OperationOutcome.SKIPPED, why);
      }
    }
  }

  private boolean mayFail(PlannedOperation operation) {
    Set<OperationOutcome> ends = of(own, operation.name()).keySet();
    return ends.contains(OperationOutcome.FAILED) || ends.contains(OperationOutcome.TIMED_OUT);
  }

  private void read(PlannedOperation operation) {
    var ends = new EnumMap<OperationOutcome, String>(OperationOutcome.class);
    boolean mayStart = true;
    for (String before : plan.needs(operation)) {
      Map<OperationOutcome, String> its = possible(before);
      mayStart &= its.containsKey(OperationOutcome.SUCCEEDED);
      if (its.keySet().stream().anyMatch(end -> end != OperationOutcome.SUCCEEDED)) {
        ends.putIfAbsent(OperationOutcome.SKIPPED, before + " may not succeed");
      }
    }
    if (mayStart) {
      ends.putAll(of(own, operation.name()));
    }
    if (operation.isFinal()) {
      if (cancels) {
        ends.putIfAbsent(OperationOutcome.SKIPPED, "the agenda was cancelled, maybe unstarted");
      }
    } else {
      stops.forEach(ends::putIfAbsent);
      if (mayStart && !stops.isEmpty() && mayFailOnce(operation)) {
        ends.putIfAbsent(OperationOutcome.FAILED, "no attempt follows once the agenda stops");
      }
      if (!mayStart || stops.get(OperationOutcome.CANCELLED) == null) {
        ends.remove(OperationOutcome.CANCELLED);
      }
    }
    possible.put(operation.name(), ends);
  }

  private boolean mayFailOnce(PlannedOperation operation) {
    return operation.fails(1) || (losses && operation.isRemote());
  }

  private static Map<OperationOutcome, String> of(
      Map<String, Map<OperationOutcome, String>> all, String operation) {
    Map<OperationOutcome, String> its = all.get(operation);
    if (its == null) {
      throw new IllegalArgumentException("no operation " + operation);
    }
    return its;
  }
}
