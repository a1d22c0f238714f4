package dev.fairlead.bench.makespan;

import dev.fairlead.core.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks a finished run by nothing but its JSON: everything succeeded, started once and was
 * committed once, and no operation started before all it depends on had ended. Times have
 * milliseconds; within one, either order is right.
 */
final class RunCheck {
  private RunCheck() {}

  /** What is wrong with it, a sentence each. */
  static List<String> violations(Json.Obj run) {
    var violations = new ArrayList<String>();
    if (!run.text("outcome").equals(Optional.of("succeeded"))) {
      violations.add("the agenda's outcome is " + run.text("outcome").orElse("open"));
    }
    var operations = operations(run);
    var ends = new HashMap<String, Instant>();
    for (Json.Obj operation : operations) {
      instant(operation, "completedAt").ifPresent(end -> ends.put(name(operation), end));
    }
    for (Json.Obj operation : operations) {
      once(operation, violations);
      ordered(operation, ends, violations);
    }
    return violations;
  }

  private static void once(Json.Obj operation, List<String> violations) {
    boolean succeeded = operation.text("outcome").equals(Optional.of("succeeded"));
    long starts = operation.whole("starts").orElse(-1L);
    long commits = operation.whole("commits").orElse(-1L);
    if (!succeeded || starts != 1 || commits != 1) {
      violations.add(
          name(operation)
              + ": outcome "
              + operation.text("outcome").orElse("open")
              + ", "
              + starts
              + " starts, "
              + commits
              + " commits");
    }
  }

  private static void ordered(
      Json.Obj operation, Map<String, Instant> ends, List<String> violations) {
    Optional<Instant> start = instant(operation, "startedAt");
    if (start.isEmpty()) {
      violations.add(name(operation) + " never started");
      return;
    }
    if (operation.field("dependsOn").orElse(Json.NULL) instanceof Json.Arr(List<Json> names)) {
      for (Json each : names) {
        var parent = each instanceof Json.Str(String text) ? text : "";
        Optional<Instant> end = Optional.ofNullable(ends.get(parent));
        if (end.isEmpty() || end.get().isAfter(start.get())) {
          violations.add(
              name(operation)
                  + " started at "
                  + start.get()
                  + ", before "
                  + parent
                  + " ended at "
                  + end.map(Instant::toString).orElse("no time"));
        }
      }
    }
  }

  static List<Json.Obj> operations(Json.Obj run) {
    var operations = new ArrayList<Json.Obj>();
    if (run.field("operations").orElse(Json.NULL) instanceof Json.Arr(List<Json> items)) {
      for (Json item : items) {
        if (item instanceof Json.Obj operation) {
          operations.add(operation);
        }
      }
    }
    return operations;
  }

  private static String name(Json.Obj operation) {
    return operation.text("name").orElse("?");
  }

  private static Optional<Instant> instant(Json.Obj object, String field) {
    return object.text(field).map(Instant::parse);
  }
}
