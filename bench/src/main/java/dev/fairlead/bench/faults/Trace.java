package dev.fairlead.bench.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** What happened, a line each: all of it in a hash, the last lines in full. */
final class Trace {
  private static final int TAIL = 200;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final SimulatedClock clock;
  private final Consumer<String> everyLine;
  private final Deque<String> tail = new ArrayDeque<>();
  private long hash = FNV_OFFSET;
  private long lines;

  /**
   * An empty one.
   *
   * @param everyLine gets each line as it happens
   */
  Trace(SimulatedClock clock, Consumer<String> everyLine) {
    this.clock = clock;
    this.everyLine = everyLine;
  }

  void line(int depth, String what) {
    String line =
        clock.sinceStart().toMillis() + "ms " + "  ".repeat(depth) + (depth > 0 ? "| " : "") + what;
    for (int i = 0; i < line.length(); i++) {
      hash = (hash ^ line.charAt(i)) * FNV_PRIME;
    }
    lines++;
    tail.addLast(line);
    if (tail.size() > TAIL) {
      tail.removeFirst();
    }
    everyLine.accept(line);
  }

  /** Equal for equal traces. */
  long hash() {
    return hash;
  }

  long lines() {
    return lines;
  }

  List<String> tail() {
    return new ArrayList<>(tail);
  }
}
