package dev.fairlead.progress;

import dev.fairlead.core.agenda.AgendaGraph;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.OperationRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How well a run went, from its own times.
 *
 * @param makespan last completion − start of the agenda; empty while nothing is complete
 * @param criticalPath the dependency path whose operations lasted longest in sum; an operation
 *     lasts from its latest start to its completion, zero if it has not both
 * @param maxParallel the most operations whose times [startedAt, completedAt] overlap; an operation
 *     that ends at the instant another starts overlaps it
 */
record Figures(Optional<Duration> makespan, Duration criticalPath, int maxParallel) {

  /** Computes the figures. O(operations · log operations + dependencies). */
  static Figures of(AgendaGraph graph, AgendaRun run) {
    Optional<Instant> last =
        run.operations().values().stream()
            .map(OperationRun::completedAt)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder());
    Optional<Duration> makespan =
        last.flatMap(end -> run.startedAt().map(start -> Duration.between(start, end)));
    Map<String, Duration> durations = new HashMap<>();
    run.operations().forEach((name, operation) -> durations.put(name, duration(operation)));
    return new Figures(
        makespan,
        graph.criticalPath(name -> durations.getOrDefault(name, Duration.ZERO)).length(),
        maxParallel(run));
  }

  /** Makespan ÷ critical path; empty when one of them is zero or unknown. */
  Optional<Double> ratio() {
    return makespan
        .filter(_ -> criticalPath.isPositive())
        .map(length -> (double) length.toNanos() / criticalPath.toNanos());
  }

  static Duration duration(OperationRun operation) {
    return operation
        .startedAt()
        .flatMap(start -> operation.completedAt().map(end -> Duration.between(start, end)))
        .orElse(Duration.ZERO);
  }

  private record Edge(Instant at, int step) {}

  private static int maxParallel(AgendaRun run) {
    List<Edge> edges = new ArrayList<>();
    for (OperationRun operation : run.operations().values()) {
      if (operation.startedAt().isPresent() && operation.completedAt().isPresent()) {
        edges.add(new Edge(operation.startedAt().get(), 1));
        edges.add(new Edge(operation.completedAt().get(), -1));
      }
    }
    // At one instant the starts come first: closed intervals.
    edges.sort(
        Comparator.comparing(Edge::at)
            .thenComparing(Comparator.comparingInt(Edge::step).reversed()));
    int now = 0;
    int most = 0;
    for (Edge edge : edges) {
      now += edge.step();
      most = Math.max(most, now);
    }
    return most;
  }
}
