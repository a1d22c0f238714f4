package dev.fairlead.core.quota;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Insights of a pool whose agendas come, run for as long as they say, and end; tick by tick. */
final class PoolSimulation {
  static final int RECLAIM_TICKS = 10;

  /** An agenda in line. */
  record Work(String name, Amounts floor, int ticks) {
    boolean isShort() {
      return ticks <= RECLAIM_TICKS;
    }
  }

  private record Running(Work work, int until) {}

  /** An insight and its line. */
  static final class Line {
    final Deque<Work> waiting = new ArrayDeque<>();
    private final List<Running> running = new ArrayList<>();

    /** Since when it has wanted no more than its own. */
    private int ownSince = -1;

    Amounts held() {
      return running.stream().map(run -> run.work().floor()).reduce(Amounts.NONE, Amounts::plus);
    }

    private Amounts lasting() {
      return running.stream()
          .filter(run -> !run.work().isShort())
          .map(run -> run.work().floor())
          .reduce(Amounts.NONE, Amounts::plus);
    }
  }

  final Map<String, Line> lines = new TreeMap<>();
  final List<GrantEvent> log = new ArrayList<>();
  private final Random random;
  PoolTree tree;
  int longestOwnWait;
  private int now;
  private long turns;

  PoolSimulation(PoolTree tree, Random random) {
    this.tree = tree;
    this.random = random;
    tree.shares().keySet().forEach(insight -> lines.put(insight, new Line()));
    log.add(new GrantEvent.Limited(0, "pool", tree.capacity()));
  }

  boolean isOver() {
    return lines.values().stream()
        .allMatch(line -> line.waiting.isEmpty() && line.running.isEmpty());
  }

  boolean isStuck() {
    return lines.values().stream().allMatch(line -> line.running.isEmpty()) && !isOver();
  }

  /**
   * Time passes, what is done ends, and every insight has its turn, in any order, till all rest.
   */
  void tick() {
    now++;
    lines
        .values()
        .forEach(line ->
            line.running.removeIf(run -> {
              boolean isDone = run.until() <= now;
              if (isDone) {
                log.add(new GrantEvent.Ended(now, run.work().name()));
              }
              return isDone;
            }));
    boolean again = true;
    while (again) {
      again = false;
      var order = new ArrayList<>(lines.keySet());
      Collections.shuffle(order, random);
      for (String insight : order) {
        again |= turn(insight);
      }
    }
    lines.forEach(this::noteWait);
  }

  private boolean turn(String insight) {
    var line = lines.getOrDefault(insight, new Line());
    PoolTree before = tree;
    tree = tree.turn(insight, demand(line), ++turns);
    boolean hasAdmitted = false;
    while (!line.waiting.isEmpty() && admits(insight, line, line.waiting.getFirst())) {
      Work next = line.waiting.removeFirst();
      line.running.add(new Running(next, now + next.ticks()));
      log.add(new GrantEvent.Taken(now, next.name(), List.of("pool", insight), next.floor()));
      hasAdmitted = true;
    }
    return hasAdmitted || !tree.equals(before);
  }

  private Demand demand(Line line) {
    if (line.waiting.isEmpty()) {
      return Demand.of(line.held(), line.lasting());
    }
    Work head = line.waiting.getFirst();
    var further = Amounts.NONE;
    for (Work work : line.waiting) {
      if (work.isShort() != head.isShort()) {
        break;
      }
      further = further.plus(work.floor());
    }
    return new Demand(
        line.held(), line.lasting(), head.floor(), head.isShort(), further.minus(head.floor()));
  }

  private boolean admits(String insight, Line line, Work next) {
    Draw draw = tree.draw(insight);
    Amounts borrowable = tree.share(insight).nominal().plus(draw.lasting());
    return !draw.isWaiting()
        && draw.granted().covers(line.held().plus(next.floor()))
        && (next.isShort() || borrowable.covers(line.lasting().plus(next.floor())));
  }

  private void noteWait(String insight, Line line) {
    boolean wantsItsOwn =
        !line.waiting.isEmpty()
            && tree.share(insight)
                .nominal()
                .covers(line.held().plus(line.waiting.getFirst().floor()));
    if (!wantsItsOwn) {
      line.ownSince = -1;
    } else if (line.ownSince < 0) {
      line.ownSince = now;
    } else {
      longestOwnWait = Math.max(longestOwnWait, now - line.ownSince);
    }
  }
}
