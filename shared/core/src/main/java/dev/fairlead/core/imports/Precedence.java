package dev.fairlead.core.imports;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which of the changes of a plan come before which others, by any number of edges. Of a plan with a
 * cycle it knows only what comes before the cycle. Cost: changes times edges, in bits.
 */
final class Precedence {
  private final List<BitSet> before;

  private Precedence(List<BitSet> before) {
    this.before = before;
  }

  static Precedence of(ErnestGraph graph) {
    int count = graph.changes().size();
    var next = graph.after();
    var before = new ArrayList<BitSet>(count);
    for (int i = 0; i < count; i++) {
      before.add(new BitSet());
    }
    var waiting = new int[count];
    for (var edge : graph.edges()) {
      next.get(edge.from()).add(edge.to());
      waiting[edge.to()]++;
    }
    var free = new ArrayDeque<Integer>();
    for (int i = 0; i < count; i++) {
      if (waiting[i] == 0) {
        free.add(i);
      }
    }
    while (!free.isEmpty()) {
      int change = free.remove();
      for (int after : next.get(change)) {
        before.get(after).or(before.get(change));
        before.get(after).set(change);
        if (--waiting[after] == 0) {
          free.add(after);
        }
      }
    }
    return new Precedence(before);
  }

  /** Whether one is over before the other begins. */
  boolean isBefore(int one, int other) {
    return before.get(other).get(one);
  }
}
