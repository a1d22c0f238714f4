package dev.fairlead.core.scheduling.replay;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.Waiting;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Agendas that arrive, are dispatched and end, in time that is only counted: from one of these
 * events to the next, and at each of them one turn of the scheduler. The same arrivals give the
 * same replay.
 */
public final class Replay {
  private final Site site;
  private final Guess guess;
  private final Watcher watcher;
  private final PriorityQueue<Run> running =
      new PriorityQueue<>(
          Comparator.comparing(Run::endsAt)
              .thenComparing(run -> run.pick().waiting().agenda().agenda()));
  private final Map<AgendaId, Arrival> waiting = new HashMap<>();
  private final ArrayDeque<Arrival> due = new ArrayDeque<>();
  private long submitted;

  /** Told of what happens, at the time that it happens. */
  public interface Watcher {
    /** Agendas that arrive because of it, at that time: a customer that never runs out. */
    List<Arrival> started(Run run);

    void ended(Run run);

    /** Nothing more happens at this time. */
    void settled(Instant at, long waiting);
  }

  /** Of an insight that shares nothing; in whichever an arrival says that it waits. */
  public Replay(InsightModel insight, Guess guess, Watcher watcher) {
    this(new Site.Alone(insight), guess, watcher);
  }

  /** Of insights in pools; arrivals wait where they say. */
  public Replay(PooledInsights insights, Guess guess, Watcher watcher) {
    this((Site) insights, guess, watcher);
  }

  private Replay(Site site, Guess guess, Watcher watcher) {
    this.site = site;
    this.guess = guess;
    this.watcher = watcher;
  }

  /**
   * Runs until the arrivals are used up and all has ended, or up to a time.
   *
   * @param arrivals in the order of their times
   */
  public void run(Iterator<Arrival> arrivals, Instant until) {
    Optional<Arrival> next = next(arrivals);
    while (true) {
      Optional<Instant> end = Optional.ofNullable(running.peek()).map(Run::endsAt);
      Optional<Instant> arrival = next.map(Arrival::at);
      Optional<Instant> now =
          Stream.of(end, arrival, site.next())
              .flatMap(Optional::stream)
              .min(Comparator.naturalOrder());
      if (now.isEmpty() || now.get().isAfter(until)) {
        return;
      }
      end(now.get());
      while (next.isPresent() && !next.get().at().isAfter(now.get())) {
        submit(next.get());
        next = next(arrivals);
      }
      turn(now.get());
      watcher.settled(now.get(), site.waiting());
    }
  }

  /** What runs when the replay stops. */
  public List<Run> running() {
    return List.copyOf(running);
  }

  /** What waits when the replay stops. */
  public List<Arrival> waiting() {
    return List.copyOf(waiting.values());
  }

  private static Optional<Arrival> next(Iterator<Arrival> arrivals) {
    return arrivals.hasNext() ? Optional.of(arrivals.next()) : Optional.empty();
  }

  private void end(Instant now) {
    for (Run run = running.peek();
        run != null && !run.endsAt().isAfter(now);
        run = running.peek()) {
      running.remove();
      site.ended(run);
      guess.learn(run.arrival());
      watcher.ended(run);
    }
  }

  private void submit(Arrival arrival) {
    var id = id(++submitted);
    waiting.put(id, arrival);
    site.submit(
        arrival,
        new Waiting(
            new AgendaKey(arrival.customer(), id),
            arrival.priority(),
            arrival.at(),
            arrival.floor(),
            guess.of(arrival)));
  }

  private void turn(Instant now) {
    List<Pick> picks;
    do {
      picks = new ArrayList<>(site.turn(now));
      for (Pick pick : picks) {
        Arrival arrival = waiting.remove(pick.waiting().agenda().agenda());
        if (arrival == null) {
          throw new IllegalStateException(pick + " was dispatched twice");
        }
        var run = new Run(arrival, pick, now);
        running.add(run);
        due.addAll(watcher.started(run));
      }
      while (!due.isEmpty()) {
        submit(due.remove());
      }
    } while (!picks.isEmpty() && !site.isDone());
  }

  private static AgendaId id(long number) {
    String digits = Long.toString(number);
    return new AgendaId("0".repeat(26 - digits.length()) + digits);
  }
}
