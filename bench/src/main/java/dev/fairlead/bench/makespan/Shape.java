package dev.fairlead.bench.makespan;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.AgendaGraph;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.SimulatedTime;
import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an agenda of simulated operations looks like, unscaled.
 *
 * @param depth operations on the path with most of them
 * @param width the most operations that have the same number of operations before them
 * @param work all durations together
 * @param criticalPath the longest sum of durations on a path
 */
record Shape(int operations, int depth, int width, Duration work, Duration criticalPath) {
  static Shape of(Json.Obj agenda) {
    if (!(DocumentRules.check(agenda, Set.of(SimulatedTime.TYPE))
        instanceof DocumentRules.Valid(AgendaDocument document))) {
      throw new IllegalArgumentException("not an agenda of simulated operations");
    }
    var graph = AgendaGraph.of(document);
    Map<String, Duration> durations = new HashMap<>();
    for (OperationSpec operation : document.operations()) {
      durations.put(operation.name(), SimulatedTime.of(operation.payload()).orElse(Duration.ZERO));
    }
    var levels = levels(graph);
    return new Shape(
        document.operations().size(),
        levels.size(),
        levels.stream().mapToInt(Integer::intValue).max().orElse(0),
        durations.values().stream().reduce(Duration.ZERO, Duration::plus),
        graph.criticalPath(name -> durations.getOrDefault(name, Duration.ZERO)).length());
  }

  /** The mean duration; more than zero. */
  Duration mean() {
    return work.dividedBy(operations);
  }

  /** How many operations there are at each level. */
  private static ArrayList<Integer> levels(AgendaGraph graph) {
    var levelOf = new HashMap<String, Integer>();
    var levels = new ArrayList<Integer>();
    for (String name : graph.topologicalOrder()) {
      int level =
          graph.dependencies(name).stream()
              .mapToInt(dependency -> levelOf.getOrDefault(dependency, 0) + 1)
              .max()
              .orElse(0);
      levelOf.put(name, level);
      if (level == levels.size()) {
        levels.add(0);
      }
      levels.set(level, levels.get(level) + 1);
    }
    return levels;
  }
}
