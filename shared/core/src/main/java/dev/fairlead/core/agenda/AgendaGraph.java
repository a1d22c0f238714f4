package dev.fairlead.core.agenda;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which operation of an agenda waits for which: those it names in {@code dependsOn}, then those its
 * payload references. Names are found ignoring case and always given back as the document spells
 * them. Building and every whole-graph question cost O(operations + dependencies); the rest is
 * constant.
 */
public final class AgendaGraph {
  private final List<String> operations;
  private final OperationNames names;
  private final List<List<String>> dependencies;
  private final List<List<String>> dependants;
  private final List<Integer> order;
  private final DependencyGraph graph;

  private AgendaGraph(List<String> operations, OperationNames names, DependencyGraph graph) {
    this.operations = operations;
    this.names = names;
    this.graph = graph;
    this.dependencies = spelled(graph);
    this.dependants = spelled(graph.reversed());
    this.order = graph.order();
  }

  /**
   * The graph of a valid document. A reference to an operation that is not in it has a fallback
   * (else the document would not be valid) and is no dependency.
   */
  public static AgendaGraph of(AgendaDocument document) {
    return of(document.operations());
  }

  /** The graph of operations that were checked together. */
  public static AgendaGraph of(List<OperationSpec> specs) {
    var operations = specs.stream().map(OperationSpec::name).toList();
    var names = new OperationNames(operations);
    var edges = new ArrayList<List<Integer>>(operations.size());
    for (var operation : specs) {
      edges.add(
          operation.mentioned().stream()
              .flatMap(name -> names.find(name).stream())
              .distinct()
              .toList());
    }
    return new AgendaGraph(operations, names, new DependencyGraph(edges));
  }

  /**
   * The longest chain of operations, each waiting for the one before.
   *
   * @param length the sum of the chain's durations
   */
  public record CriticalPath(List<String> operations, Duration length) {
    public CriticalPath {
      operations = List.copyOf(operations);
    }
  }

  /** Every operation, in document order. */
  public List<String> operations() {
    return operations;
  }

  /** The document's spelling of a name, if it has such an operation. */
  public Optional<String> find(String name) {
    return names.find(name).map(operations::get);
  }

  /** Those the operation waits for: the ones given outright first, each once. */
  public List<String> dependencies(String name) {
    return dependencies.get(index(name));
  }

  /** Those that wait for the operation, in document order. */
  public List<String> dependants(String name) {
    return dependants.get(index(name));
  }

  /** All that wait for the operation, directly or not; without itself. */
  public Set<String> allDependants(String name) {
    var found = new LinkedHashSet<String>();
    var queue = new ArrayDeque<String>(dependants(name));
    while (!queue.isEmpty()) {
      var next = queue.remove();
      if (found.add(next)) {
        queue.addAll(dependants(next));
      }
    }
    return found;
  }

  /** Every operation after those it waits for, otherwise in document order. */
  public List<String> topologicalOrder() {
    return order.stream().map(operations::get).toList();
  }

  /**
   * The chain that takes longest; of equal ones that which is found first in topological order.
   *
   * @param durations 0 or more; asked once for every operation
   */
  public CriticalPath criticalPath(Function<String, Duration> durations) {
    int count = operations.size();
    var finish = new Duration[count];
    var before = new int[count];
    int last = -1;
    for (int node : order) {
      before[node] = -1;
      var start = Duration.ZERO;
      for (int dependency : graph.dependencies().get(node)) {
        if (before[node] < 0 || finish[dependency].compareTo(start) > 0) {
          before[node] = dependency;
          start = finish[dependency];
        }
      }
      finish[node] = start.plus(durations.apply(operations.get(node)));
      if (last < 0 || finish[node].compareTo(finish[last]) > 0) {
        last = node;
      }
    }
    var path = new ArrayDeque<String>();
    for (int node = last; node >= 0; node = before[node]) {
      path.push(operations.get(node));
    }
    return new CriticalPath(List.copyOf(path), last < 0 ? Duration.ZERO : finish[last]);
  }

  private int index(String name) {
    return names
        .find(name)
        .orElseThrow(() -> new IllegalArgumentException("no such operation: " + name));
  }

  private List<List<String>> spelled(DependencyGraph edges) {
    return edges.dependencies().stream()
        .map(nodes -> nodes.stream().map(operations::get).toList())
        .toList();
  }
}
