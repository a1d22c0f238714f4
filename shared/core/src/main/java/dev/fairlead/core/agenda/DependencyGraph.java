package dev.fairlead.core.agenda;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Which node waits for which, by index. May have cycles. Nothing here recurses: a chain of ten
 * thousand must not overflow the stack. Every method costs O(nodes + edges).
 *
 * @param dependencies for each node those it waits for, none twice
 */
record DependencyGraph(List<List<Integer>> dependencies) {
  DependencyGraph {
    dependencies = dependencies.stream().map(List::copyOf).toList();
  }

  int size() {
    return dependencies.size();
  }

  /** The graph turned round: for each node those that wait for it, in index order. */
  DependencyGraph reversed() {
    var dependants = new ArrayList<List<Integer>>();
    dependencies.forEach(_ -> dependants.add(new ArrayList<>()));
    for (int node = 0; node < size(); node++) {
      for (int dependency : dependencies.get(node)) {
        dependants.get(dependency).add(node);
      }
    }
    return new DependencyGraph(dependants);
  }

  /**
   * Every node after those it waits for, otherwise by index: a node comes out as soon as its index
   * is reached, right after what it still needs. With cycles, some node of each comes too early.
   */
  List<Integer> order() {
    var order = new ArrayList<Integer>(size());
    var isSeen = new boolean[size()];
    for (int root = 0; root < size(); root++) {
      walk(root, isSeen, order);
    }
    return order;
  }

  /**
   * One shortest cycle from each knot of nodes that wait for each other, each starting with its
   * lowest index and without repeating it at the end; by first index. Loops from a node to itself
   * are not counted.
   */
  List<List<Integer>> cycles() {
    var knot = knots();
    var isDone = new boolean[size()];
    var cycles = new ArrayList<List<Integer>>();
    for (int node = 0; node < size(); node++) {
      if (!isDone[knot[node]]) {
        isDone[knot[node]] = true;
        var cycle = shortestCycle(node, knot);
        if (cycle.size() > 1) {
          cycles.add(cycle);
        }
      }
    }
    return cycles;
  }

  /** Appends, after their dependencies, all unseen nodes that can be reached from the root. */
  private void walk(int root, boolean[] isSeen, List<Integer> order) {
    if (isSeen[root]) {
      return;
    }
    record Step(int node, Iterator<Integer> next) {}
    var path = new ArrayDeque<Step>();
    isSeen[root] = true;
    path.push(new Step(root, dependencies.get(root).iterator()));
    while (!path.isEmpty()) {
      var step = path.peek();
      if (!step.next().hasNext()) {
        order.add(step.node());
        path.pop();
        continue;
      }
      int next = step.next().next();
      if (!isSeen[next]) {
        isSeen[next] = true;
        path.push(new Step(next, dependencies.get(next).iterator()));
      }
    }
  }

  /** For each node the number of its strongly connected component (Kosaraju's two passes). */
  private int[] knots() {
    var reversed = reversed();
    var order = order();
    var isSeen = new boolean[size()];
    var knot = new int[size()];
    for (int i = size() - 1; i >= 0; i--) {
      var members = new ArrayList<Integer>();
      reversed.walk(order.get(i), isSeen, members);
      for (int member : members) {
        knot[member] = i;
      }
    }
    return knot;
  }

  /** Breadth first within the knot, from the start back to it; just the start if there is none. */
  private List<Integer> shortestCycle(int start, int[] knot) {
    // A map, not an array: many small knots must not cost the whole graph each.
    var cameFrom = new HashMap<Integer, Integer>();
    var queue = new ArrayDeque<Integer>();
    queue.add(start);
    while (!queue.isEmpty()) {
      int node = queue.remove();
      for (int next : dependencies.get(node)) {
        if (next == start && node != start) {
          return path(start, node, cameFrom);
        }
        if (next != start
            && knot[next] == knot[start]
            && cameFrom.putIfAbsent(next, node) == null) {
          queue.add(next);
        }
      }
    }
    return List.of(start);
  }

  private static List<Integer> path(int start, int end, Map<Integer, Integer> cameFrom) {
    var path = new ArrayDeque<Integer>();
    for (int node = end; node != start; node = requireNonNull(cameFrom.get(node))) {
      path.push(node);
    }
    path.push(start);
    return List.copyOf(path);
  }
}
