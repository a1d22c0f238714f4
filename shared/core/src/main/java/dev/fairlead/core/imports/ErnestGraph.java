package dev.fairlead.core.imports;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A plan of ernest as it was read.
 *
 * @param whole with every field
 * @param changes what is to be done, in the order given
 * @param data what exists, and what {@code changes} lists with nothing to be done, by id
 * @param edges between changes, each once, in the order given
 * @param entries indexes of the changes that may begin, if the plan says so with {@code start}
 */
record ErnestGraph(
    Json.Obj whole,
    List<ErnestComponent> changes,
    Map<String, ErnestComponent> data,
    List<Edge> edges,
    Optional<List<Integer>> entries) {
  /** The second waits for the first; indexes into the changes. */
  record Edge(int from, int to) {}

  static final JsonPointer CHANGES = JsonPointer.WHOLE.child("changes");

  ErnestGraph {
    changes = List.copyOf(changes);
    data = Map.copyOf(data);
    edges = List.copyOf(edges);
    entries = entries.map(List::copyOf);
  }

  /** Where in {@code changes} something is, by its id. */
  Map<String, Integer> indexes() {
    var indexes = new HashMap<String, Integer>();
    for (int i = 0; i < changes.size(); i++) {
      indexes.putIfAbsent(changes.get(i).id(), i);
    }
    return indexes;
  }

  /** For each change those that wait for it. */
  List<List<Integer>> after() {
    var after = lists();
    edges.forEach(edge -> after.get(edge.from()).add(edge.to()));
    return after;
  }

  /** For each change those that it waits for. */
  List<List<Integer>> before() {
    var before = lists();
    edges.forEach(edge -> before.get(edge.to()).add(edge.from()));
    return before;
  }

  /**
   * The changes as ernest would send them if all took equally long: what becomes ready by the same
   * result in the order of its edges. What is in a cycle, or behind one, comes last.
   */
  List<Integer> sendOrder() {
    var after = after();
    var waitsFor = before().stream().mapToInt(List::size).toArray();
    var order = new LinkedHashSet<Integer>();
    var free = new ArrayDeque<Integer>();
    entries.orElse(List.of()).stream().filter(change -> waitsFor[change] == 0).forEach(free::add);
    IntStream.range(0, waitsFor.length).filter(change -> waitsFor[change] == 0).forEach(free::add);
    while (!free.isEmpty()) {
      int change = free.remove();
      if (order.add(change)) {
        for (int next : after.get(change)) {
          if (--waitsFor[next] == 0) {
            free.add(next);
          }
        }
      }
    }
    IntStream.range(0, waitsFor.length).forEach(order::add);
    return List.copyOf(order);
  }

  private List<List<Integer>> lists() {
    var lists = new ArrayList<List<Integer>>(changes.size());
    changes.forEach(_ -> lists.add(new ArrayList<>()));
    return lists;
  }
}
