package dev.fairlead.bench.fairness;

import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.replay.Arrival;
import dev.fairlead.core.scheduling.replay.Guess;
import dev.fairlead.core.scheduling.replay.InsightModel;
import dev.fairlead.core.scheduling.replay.Replay;
import dev.fairlead.core.scheduling.replay.Run;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * More agendas of all priorities than there are slots for. Each dispatch is held against all that
 * wait, not only against what the scheduler read: was there a level that was due before?
 */
public final class PriorityRun implements Replay.Watcher {
  private final Algorithm algorithm;
  private final Policy policy;
  private final ArrayDeque<Arrival> coming;
  private final TreeMap<Integer, TreeSet<Instant>> ages = new TreeMap<>();
  private final Map<String, Integer> sameAge = new TreeMap<>();
  private long dispatches;
  private long inversions;

  PriorityRun(Algorithm algorithm, List<Arrival> arrivals) {
    this.algorithm = algorithm;
    this.policy = Policy.of(algorithm.name());
    this.coming = new ArrayDeque<>(arrivals);
  }

  PriorityRun run(int minutes) {
    var limits = Limits.ofMap(Map.of("operations", (long) BackloggedRun.SLOTS));
    var insight = new InsightModel(algorithm, policy, limits);
    Iterator<Arrival> arrivals = new ArrayList<>(coming).iterator();
    new Replay(insight, Guess.byShape(), this)
        .run(arrivals, Crowd.START.plusSeconds(minutes * 60L));
    return this;
  }

  @Override
  public List<Arrival> started(Run run) {
    while (!coming.isEmpty() && !coming.element().at().isAfter(run.startedAt())) {
      Arrival arrival = coming.remove();
      if (sameAge.merge(key(arrival), 1, Integer::sum) == 1) {
        ages.computeIfAbsent(arrival.priority(), _ -> new TreeSet<>()).add(arrival.at());
      }
    }
    dispatches++;
    int level = run.arrival().priority();
    double mine = due(level);
    if (ages.keySet().stream().anyMatch(other -> due(other) < mine)) {
      inversions++;
    }
    if (sameAge.merge(key(run.arrival()), -1, Integer::sum) == 0) {
      sameAge.remove(key(run.arrival()));
      TreeSet<Instant> line = ages.computeIfAbsent(level, _ -> new TreeSet<>());
      line.remove(run.arrival().at());
      if (line.isEmpty()) {
        ages.remove(level);
      }
    }
    return List.of();
  }

  private double due(int level) {
    TreeSet<Instant> line = ages.getOrDefault(level, new TreeSet<>());
    return line.isEmpty()
        ? Double.POSITIVE_INFINITY
        : algorithm.laneOrder(level, line.first(), policy);
  }

  private static String key(Arrival arrival) {
    return arrival.priority() + "/" + arrival.at();
  }

  @Override
  public void ended(Run run) {
    // Order shows at starts.
  }

  @Override
  public void settled(Instant at, long waiting) {
    // Order shows at starts.
  }

  long dispatches() {
    return dispatches;
  }

  double inversionsPerThousand() {
    return dispatches == 0 ? 0 : 1000.0 * inversions / dispatches;
  }
}
