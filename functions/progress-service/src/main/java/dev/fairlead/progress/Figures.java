package dev.fairlead.progress;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.AgendaGraph;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.SimulatedTime;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.Plan;
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
 * @param recordedCriticalPath the dependency path whose operations were to last longest in sum,
 *     before any scaling; only of an agenda whose operations all say how long they last
 * @param recordedRatio makespan ÷ (recorded critical path × time scale); of a complete run
 * @param maxParallel the most operations whose times [startedAt, completedAt] overlap; an operation
 *     that ends at the instant another starts overlaps it
 */
record Figures(
    Optional<Duration> makespan,
    Duration criticalPath,
    Optional<Duration> recordedCriticalPath,
    Optional<Double> recordedRatio,
    int maxParallel) {

  /** Computes the figures. O(operations · log operations + dependencies). */
  static Figures of(AgendaDocument document, Plan plan, AgendaRun run) {
    AgendaGraph graph = plan.graph();
    Optional<Instant> last =
        run.operations().values().stream()
            .map(OperationRun::completedAt)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder());
    Optional<Duration> makespan =
        last.flatMap(end -> run.startedAt().map(start -> Duration.between(start, end)));
    Map<String, Duration> durations = new HashMap<>();
    run.operations().forEach((name, operation) -> durations.put(name, duration(operation)));
    Optional<Duration> recorded = recordedCriticalPath(plan);
    return new Figures(
        makespan,
        graph.criticalPath(name -> durations.getOrDefault(name, Duration.ZERO)).length(),
        recorded,
        recorded
            .filter(path -> path.isPositive() && run.isComplete())
            .flatMap(path ->
                makespan.map(length -> seconds(length) / (seconds(path) * document.timeScale()))),
        maxParallel(plan, run));
  }

  private static Optional<Duration> recordedCriticalPath(Plan plan) {
    Map<String, Duration> recorded = new HashMap<>();
    for (OperationSpec operation : plan.operations().values()) {
      Optional<Duration> length =
          Optional.of(operation)
              .filter(one -> one.type().equals(SimulatedTime.TYPE) && !plan.hasList(one.name()))
              .flatMap(one -> SimulatedTime.of(one.payload()));
      if (length.isEmpty()) {
        return Optional.empty();
      }
      recorded.put(operation.name(), length.get());
    }
    return Optional.of(
        plan.graph().criticalPath(name -> recorded.getOrDefault(name, Duration.ZERO)).length());
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

  /** Recorded times of a whole agenda may be more nanoseconds than a long holds. */
  private static double seconds(Duration duration) {
    return (double) duration.toSeconds() + duration.toNanosPart() / 1e9;
  }

  private record Edge(Instant at, int step) {}

  private static int maxParallel(Plan plan, AgendaRun run) {
    List<Edge> edges = new ArrayList<>();
    for (OperationRun operation : run.operations().values()) {
      // What is done item by item is not one more beside its items.
      if (!plan.hasList(operation.name())
          && operation.startedAt().isPresent()
          && operation.completedAt().isPresent()) {
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
