package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.PlannedAgenda.OnFailure;
import dev.fairlead.core.run.OperationOutcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Says of each operation of an agenda how it may end, and why: the document language read plainly,
 * with nothing of the engine in it. Where nothing can get lost, nobody sends signals, nothing has a
 * time limit and the rest goes on after a failure, there is one outcome for each.
 */
final class Interpreter {
  private record Place(int attempt, int failures) {}

  private final PlannedAgenda plan;
  private final Map<String, PlannedOperation> all;
  private final boolean losses;
  private final boolean cancels;
  private final Map<String, Map<OperationOutcome, String>> own = new HashMap<>();
  private final Map<String, Map<OperationOutcome, String>> possible = new HashMap<>();
  private final Map<OperationOutcome, String> stops = new EnumMap<>(OperationOutcome.class);

  /** Those that may have nothing to do. */
  private final Set<String> declining = new HashSet<>();

  /** Those that may be skipped for another reason. */
  private final Set<String> skipped = new HashSet<>();

  /**
   * Reads an agenda.
   *
   * @param losses whether what runs elsewhere can get lost
   * @param cancels whether its customer tried to cancel it
   */
  Interpreter(PlannedAgenda plan, boolean losses, boolean cancels) {
    this.plan = plan;
    this.all = plan.everything();
    this.losses = losses;
    this.cancels = cancels;
    all.values().forEach(operation -> own.put(operation.name(), alone(operation)));
    all.values().stream()
        .filter(PlannedOperation::isList)
        .forEach(list -> own.put(list.name(), together(list, this::mayFail)));
    stops();
    all.values().forEach(this::read);
  }

  /** How an operation may end, each with a reason. */
  Map<OperationOutcome, String> possible(String operation) {
    return of(possible, operation);
  }

  /** Whether the agenda can end with everything done. */
  boolean maySucceed() {
    return plan.operations().values().stream().allMatch(this::maySucceed);
  }

  private boolean maySucceed(PlannedOperation operation) {
    Map<OperationOutcome, String> ends = possible(operation.name());
    // What is not done again stays as it came out, also what was never begun or was stopped.
    boolean mayStay =
        plan.redos().stream().anyMatch(Redo::isInPart)
            && (ends.containsKey(OperationOutcome.SKIPPED)
                || ends.containsKey(OperationOutcome.CANCELLED));
    return mayStay
        || declining.contains(operation.name())
        || (ends.containsKey(OperationOutcome.SUCCEEDED)
            && operation.extra().adds().stream().allMatch(this::maySucceed));
  }

  /** How a list ends if it is let run to its end: more or less than it tolerates may fail. */
  private Map<OperationOutcome, String> together(
      PlannedOperation list, Predicate<PlannedOperation> mayFail) {
    List<PlannedOperation> elements = list.grows();
    int tolerated = list.extra().items().orElseThrow().tolerated();
    long mayFailAtMost = elements.stream().filter(mayFail).count();
    long failAtLeast =
        elements.stream()
            .filter(element -> !of(own, element.name()).containsKey(OperationOutcome.SUCCEEDED))
            .count();
    var ends = new EnumMap<OperationOutcome, String>(OperationOutcome.class);
    if (failAtLeast <= tolerated) {
      ends.put(OperationOutcome.SUCCEEDED, "no more fail than are tolerated");
    }
    if (mayFailAtMost > tolerated) {
      ends.put(OperationOutcome.FAILED, "more may fail than are tolerated");
    }
    return ends;
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
    // Attempts that are alike, since they fail alike, are one.
    int failing = operation.failing();
    int like = failing == PlannedOperation.ALWAYS ? 1 : Math.min(attempt, failing + 1);
    if (!seen.add(new Place(like, failures))) {
      return;
    }
    if (plan.mayStartOver()) {
      attempt(operation, attempt + 1, 0, ends, seen);
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
    var failureCodes = new ArrayList<String>();
    if (operation.isChild()) {
      var child = new Interpreter(operation.extra().child().orElseThrow(), losses, false);
      if (child.maySucceed()) {
        ends.putIfAbsent(OperationOutcome.SUCCEEDED, which + " may succeed, as its agenda may");
      }
      failureCodes.addAll(child.failures());
    } else if (operation.fails(attempt)) {
      failureCodes.add(operation.failureCode());
    } else {
      ends.putIfAbsent(OperationOutcome.SUCCEEDED, which + " succeeds");
      if (operation.extra().change().filter(InventoryWork::adds).isPresent()) {
        ends.putIfAbsent(OperationOutcome.FAILED, "what it makes may be there already");
      }
    }
    for (String code : failureCodes) {
      if (operation.retry().follows(failures + 1, code)) {
        attempt(operation, attempt + 1, failures + 1, ends, seen);
      } else {
        ends.putIfAbsent(OperationOutcome.FAILED, which + " fails by " + code + " and is the last");
      }
    }
  }

  /** How an agenda that does an operation may fail it. */
  private List<String> failures() {
    var codes = new ArrayList<String>();
    if (all.values().stream().anyMatch(operation -> !operation.isElement() && mayFail(operation))) {
      codes.add("agenda:failed");
    }
    if (plan.policy().timeoutSeconds() > 0) {
      codes.add("agenda:timedOut");
    }
    return codes;
  }

  /** What can end the main part early, by what that makes of an operation that runs. */
  private void stops() {
    if (cancels) {
      stops.put(OperationOutcome.CANCELLED, "the agenda was cancelled");
      stops.put(OperationOutcome.SKIPPED, "the agenda was cancelled");
    }
    if (plan.policy().timeoutSeconds() > 0) {
      stops.putIfAbsent(OperationOutcome.CANCELLED, "the agenda may take too long");
      stops.putIfAbsent(OperationOutcome.SKIPPED, "the agenda may take too long");
    }
    if (plan.policy().onFailure() == OnFailure.CONTINUE) {
      return;
    }
    for (PlannedOperation operation : all.values()) {
      if (!operation.isFinal() && !operation.isElement() && mayFail(operation)) {
        String why = operation.name() + " may fail";
        if (plan.policy().onFailure() == OnFailure.CANCEL) {
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
    List<String> needs = PlannedAgenda.needs(operation, all);
    boolean mayStart = needs.isEmpty();
    boolean mayAllDecline = !needs.isEmpty();
    for (String before : needs) {
      mayStart |= possible(before).containsKey(OperationOutcome.SUCCEEDED);
      mayAllDecline &= declining.contains(before);
    }
    for (String before : needs) {
      Map<OperationOutcome, String> its = possible(before);
      mayStart &= declining.contains(before) || its.containsKey(OperationOutcome.SUCCEEDED);
      if (its.keySet().stream().anyMatch(end -> blocks(end, before))) {
        ends.putIfAbsent(OperationOutcome.SKIPPED, before + " may not succeed");
      }
    }
    if (mayStart && mayHold(operation)) {
      ends.putAll(of(own, operation.name()));
    }
    if (mayStart && of(own, operation.name()).containsKey(OperationOutcome.TIMED_OUT)) {
      ends.putIfAbsent(OperationOutcome.TIMED_OUT, "it may take too long to be asked whether");
    }
    giveUp(operation, ends);
    if (operation.isElement() && plan.mayStartOver()) {
      ends.putIfAbsent(OperationOutcome.SKIPPED, "its list may be passed over the next time");
    }
    if (operation.isFinal()) {
      if (cancels) {
        ends.putIfAbsent(OperationOutcome.SKIPPED, "the agenda was cancelled, maybe unstarted");
      }
    } else {
      stop(operation, mayStart, ends);
    }
    if (ends.containsKey(OperationOutcome.SKIPPED)) {
      skipped.add(operation.name());
    }
    if (mayAllDecline || (mayStart && mayNotHold(operation))) {
      declining.add(operation.name());
      ends.putIfAbsent(OperationOutcome.SKIPPED, "it may have nothing to do");
    }
    possible.put(operation.name(), ends);
  }

  /** What may become of it when the main part ends early. */
  private void stop(
      PlannedOperation operation, boolean mayStart, Map<OperationOutcome, String> ends) {
    boolean mayGiveUp = ends.containsKey(OperationOutcome.CANCELLED);
    stops.forEach(ends::putIfAbsent);
    if (mayStart && !stops.isEmpty()) {
      if (operation.isList()) {
        ends.putIfAbsent(OperationOutcome.CANCELLED, "not all its items may be done");
        together(operation, element -> mayFail(element) || mayFailOnce(element))
            .forEach(ends::putIfAbsent);
        return;
      }
      if (mayFailOnce(operation)) {
        ends.putIfAbsent(OperationOutcome.FAILED, "no attempt follows once the agenda stops");
      }
    }
    if (!mayGiveUp && (!mayStart || stops.get(OperationOutcome.CANCELLED) == null)) {
      ends.remove(OperationOutcome.CANCELLED);
    }
  }

  /** Once too many elements of a list failed, the others are not begun, or stopped. */
  private void giveUp(PlannedOperation operation, Map<OperationOutcome, String> ends) {
    operation
        .extra()
        .element()
        .map(element -> of(own, element.of()))
        .filter(list -> list.containsKey(OperationOutcome.FAILED))
        .ifPresent(_ -> {
          ends.putIfAbsent(OperationOutcome.SKIPPED, "too many others of the list may fail");
          if (plan.policy().onFailure() == OnFailure.CANCEL) {
            ends.putIfAbsent(OperationOutcome.CANCELLED, "too many others of the list may fail");
          }
        });
  }

  /** Whether this end of an operation keeps those from starting that wait for it. */
  private boolean blocks(OperationOutcome end, String operation) {
    return switch (end) {
      case SUCCEEDED -> false;
      case SKIPPED -> skipped.contains(operation);
      case FAILED, CANCELLED, TIMED_OUT -> true;
    };
  }

  private boolean mayHold(PlannedOperation operation) {
    return operation
        .extra()
        .when()
        .map(when ->
            switch (when.kind()) {
              case SUCCEEDED -> possible(when.subject()).containsKey(OperationOutcome.SUCCEEDED);
              case AT_ONCE -> !subject(when).fails(1);
              case NEVER -> false;
            })
        .orElse(true);
  }

  private boolean mayNotHold(PlannedOperation operation) {
    return operation
        .extra()
        .when()
        .map(when ->
            switch (when.kind()) {
              case SUCCEEDED -> declining.contains(when.subject());
              case AT_ONCE ->
                  subject(when).fails(1)
                      || plan.mayStartOver()
                      || losses
                      || !subject(when).limits().isNone();
              case NEVER -> true;
            })
        .orElse(false);
  }

  private PlannedOperation subject(Extra.When when) {
    return Optional.ofNullable(all.get(when.subject())).orElseThrow();
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
