package dev.fairlead.core.outlook;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.replay.PoolModel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * One way in which an insight, and those that it shares its pool with, may go on from where they
 * stand, until an agenda starts.
 */
final class Course implements PoolModel.Hall {
  private static final int MOST_EVENTS = 10_000;
  private static final int ROOM = 500;

  /**
   * What an event costs where insights share a pool, beside one in an insight alone: more turns.
   */
  private static final int POOLED = 4;

  private final PoolOutlook outlook;
  private final AgendaKey agenda;
  private final PoolModel pool;
  private final CourseEvents events = new CourseEvents();
  private final TreeMap<String, CourseInsight> insights = new TreeMap<>();
  private double now;
  private int before;
  private double start = Double.POSITIVE_INFINITY;

  Course(PoolOutlook outlook, AgendaKey agenda, RandomGenerator random) {
    this.outlook = outlook;
    this.agenda = agenda;
    this.pool = new PoolModel(outlook.tree(), outlook.turns());
    outlook
        .prospects()
        .forEach((id, prospect) ->
            insights.put(id, new CourseInsight(id, prospect, outlook, pool, events, random)));
  }

  /** How many of its insight go before it. */
  int before() {
    return before;
  }

  /** What happened, which is what it costs: what was there at first, and what came or ended. */
  int events() {
    int all = insights.values().stream().mapToInt(CourseInsight::size).sum() + (int) events.next();
    return insights.size() == 1 ? all : POOLED * all;
  }

  /** Seconds from now; infinite if it never starts. */
  double startSeconds() {
    return start;
  }

  double runtimeSeconds() {
    return insight(outlook.own()).runtimeSeconds(agenda);
  }

  void run() {
    turn(0, insights.keySet());
    // Who comes frees nothing: without anything that ends it would wait for ever.
    for (int i = 0; i < MOST_EVENTS && Double.isInfinite(start) && events.isAnyRunning(); i++) {
      CourseEvents.Event next = events.take();
      switch (next) {
        case CourseEvents.End end ->
            pool.ended(end.insight(), end.pick(), end.startedAt(), end.slotSeconds());
        case CourseEvents.Arrival arrival -> insight(arrival.insight()).arrive(arrival);
      }
      // Who comes to a line that waits, for the insight or for the pool, waits as it does.
      boolean isToLine =
          next instanceof CourseEvents.Arrival
              && (insights.size() == 1 || pool.isWaiting(next.insight()));
      if (!isToLine) {
        turn(next.at(), List.of(next.insight()));
      }
    }
  }

  private void turn(double at, Collection<String> first) {
    now = at;
    pool.turn(first, instant(), this);
  }

  private Instant instant() {
    return outlook.prospect().outlook().now().plus(Duration.ofNanos((long) (now * 1e9)));
  }

  @Override
  public int room(String insight) {
    return Double.isInfinite(start) && insight(insight).goesOn() ? ROOM : 0;
  }

  @Override
  public void started(String insight, Pick pick) {
    if (pick.waiting().agenda().equals(agenda)) {
      start = now;
    } else {
      if (insight.equals(outlook.own()) && Double.isInfinite(start)) {
        before++;
      }
      insight(insight).started(pick, now);
    }
  }

  private CourseInsight insight(String id) {
    CourseInsight found = insights.get(id);
    if (found == null) {
      throw new IllegalStateException("no insight " + id);
    }
    return found;
  }
}
