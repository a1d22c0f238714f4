package dev.fairlead.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What did not run in an agenda that failed, and because of what. */
final class Aftermath {
  private final List<OperationView> operations;
  private final Map<String, List<String>> dependants = new HashMap<>();
  private final Map<String, String> causes = new HashMap<>();

  /** Cost: linear in operations and edges. */
  Aftermath(AgendaView agenda) {
    this.operations = agenda.operations();
    for (var operation : operations) {
      for (var dependency : operation.dependsOn()) {
        dependants.computeIfAbsent(dependency, _ -> new ArrayList<>()).add(operation.name());
      }
    }
    agenda
        .failures()
        .map(OperationView::name)
        .forEach(failed -> walk(failed, name -> causes.putIfAbsent(name, failed) == null));
  }

  /** The operation whose failure kept a skipped one from running: the first of several. */
  Optional<String> cause(String skipped) {
    return Optional.ofNullable(causes.get(skipped));
  }

  /**
   * Those that would have come after an operation, in the agenda's order. Cost: linear in
   * operations and edges.
   */
  List<String> notRunAfter(String failed) {
    var waiting = new HashSet<String>();
    walk(failed, waiting::add);
    return operations.stream()
        .filter(OperationView::skipped)
        .map(OperationView::name)
        .filter(waiting::contains)
        .toList();
  }

  /** Those that waited for nothing that failed, but had not started when something did. */
  List<String> notStarted() {
    return operations.stream()
        .filter(OperationView::skipped)
        .map(OperationView::name)
        .filter(name -> !causes.containsKey(name))
        .toList();
  }

  /** Visits what comes after, but not what comes after a name that the visitor declines. */
  private void walk(String from, Predicate<String> visitor) {
    var queue = new ArrayDeque<String>(dependants.getOrDefault(from, List.of()));
    while (!queue.isEmpty()) {
      var next = queue.remove();
      if (visitor.test(next)) {
        queue.addAll(dependants.getOrDefault(next, List.of()));
      }
    }
  }
}
