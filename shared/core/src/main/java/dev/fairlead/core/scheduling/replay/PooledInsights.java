package dev.fairlead.core.scheduling.replay;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * The insights of a replay, in their pools. What is dispatched keeps the room of its insight's
 * queue until it is claimed, some time later or when it is over. Not for more than one thread.
 */
public final class PooledInsights implements Site, PoolModel.Hall {
  private final Duration claim;
  private final Map<String, Desk> desks = new TreeMap<>();
  private final Map<AgendaId, Arrival> arrivals = new HashMap<>();
  private final Set<String> touched = new LinkedHashSet<>();
  private final List<Pick> picks = new ArrayList<>();
  private Instant now = Instant.MIN;

  private record Unclaimed(AgendaId agenda, Instant until) {}

  private record Desk(
      PoolModel pool, InsightModel model, int queueSize, PriorityQueue<Unclaimed> unclaimed) {}

  /**
   * Without any insights yet.
   *
   * @param claim from the dispatch of an agenda to its claim
   */
  public PooledInsights(Duration claim) {
    this.claim = claim;
  }

  /**
   * Adds an insight that is in its pool already.
   *
   * @param queueSize agendas that may be dispatched and not claimed
   */
  public void add(String insight, PoolModel pool, InsightModel model, int queueSize) {
    var unclaimed = new PriorityQueue<>(Comparator.comparing(Unclaimed::until));
    if (desks.putIfAbsent(insight, new Desk(pool, model, queueSize, unclaimed)) != null) {
      throw new IllegalStateException(insight + " is there already");
    }
  }

  /** What an agenda came as that waits or runs. */
  public Arrival arrival(Waiting agenda) {
    return arrival(agenda.agenda().agenda());
  }

  @Override
  public void submit(Arrival arrival, Waiting agenda) {
    arrivals.put(agenda.agenda().agenda(), arrival);
    desk(arrival.insight()).model().submit(agenda);
    touched.add(arrival.insight());
  }

  @Override
  public void ended(Run run) {
    String insight = run.arrival().insight();
    AgendaId agenda = run.pick().waiting().agenda().agenda();
    Desk desk = desk(insight);
    desk.pool().ended(insight, run.pick(), run.startedAt(), run.arrival().slotSeconds());
    desk.unclaimed().removeIf(one -> one.agenda().equals(agenda));
    arrivals.remove(agenda);
    touched.add(insight);
  }

  @Override
  public List<Pick> turn(Instant thatNow) {
    now = thatNow;
    desks.forEach((insight, desk) -> {
      if (desk.unclaimed().removeIf(one -> !one.until().isAfter(now))) {
        touched.add(insight);
      }
    });
    while (!touched.isEmpty()) {
      PoolModel pool = desk(touched.iterator().next()).pool();
      List<String> first =
          touched.stream().filter(insight -> desk(insight).pool().equals(pool)).toList();
      first.forEach(touched::remove);
      pool.turn(first, now, this);
    }
    var dispatched = List.copyOf(picks);
    picks.clear();
    return dispatched;
  }

  @Override
  public boolean isDone() {
    return touched.isEmpty();
  }

  @Override
  public Optional<Instant> next() {
    return desks.values().stream()
        .filter(desk -> desk.model().waiting() > 0 && !desk.unclaimed().isEmpty())
        .map(desk -> desk.unclaimed().element().until())
        .min(Comparator.naturalOrder());
  }

  @Override
  public long waiting() {
    return desks.values().stream().mapToLong(desk -> desk.model().waiting()).sum();
  }

  @Override
  public int room(String insight) {
    Desk desk = desk(insight);
    return Math.max(0, desk.queueSize() - desk.unclaimed().size());
  }

  @Override
  public void started(String insight, Pick pick) {
    if (claim.isPositive()) {
      desk(insight)
          .unclaimed()
          .add(new Unclaimed(pick.waiting().agenda().agenda(), now.plus(claim)));
    }
    picks.add(pick);
  }

  private Arrival arrival(AgendaId agenda) {
    Arrival found = arrivals.get(agenda);
    if (found == null) {
      throw new IllegalStateException(agenda + " neither waits nor runs");
    }
    return found;
  }

  private Desk desk(String insight) {
    Desk found = desks.get(insight);
    if (found == null) {
      throw new IllegalStateException("no insight " + insight);
    }
    return found;
  }
}
