package dev.fairlead.cli;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.AgendaGraph;
import java.util.HashMap;
import java.util.Map;

/**
 * How large an agenda is.
 *
 * @param dependencies pairs of operations of which one waits for the other
 * @param depth operations in the longest chain
 * @param width operations at most that have equally many before them in their longest chain
 */
record AgendaShape(int operations, int dependencies, int depth, int width) {
  static AgendaShape of(AgendaDocument document) {
    var graph = AgendaGraph.of(document);
    var levels = new HashMap<String, Integer>();
    var sizes = new HashMap<Integer, Integer>();
    int dependencies = 0;
    for (var operation : graph.topologicalOrder()) {
      int level = 1;
      for (var dependency : graph.dependencies(operation)) {
        level = Math.max(level, levels.getOrDefault(dependency, 0) + 1);
        dependencies++;
      }
      levels.put(operation, level);
      sizes.merge(level, 1, Integer::sum);
    }
    return new AgendaShape(graph.operations().size(), dependencies, sizes.size(), largest(sizes));
  }

  private static int largest(Map<Integer, Integer> sizes) {
    return sizes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
