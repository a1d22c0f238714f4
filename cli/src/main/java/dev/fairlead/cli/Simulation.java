package dev.fairlead.cli;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.PoolTerms;
import dev.fairlead.core.quota.PoolShare;
import dev.fairlead.core.quota.PoolTree;
import dev.fairlead.core.scheduling.Algorithms;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Waiting;
import dev.fairlead.core.scheduling.replay.Arrival;
import dev.fairlead.core.scheduling.replay.Guess;
import dev.fairlead.core.scheduling.replay.InsightModel;
import dev.fairlead.core.scheduling.replay.PoolModel;
import dev.fairlead.core.scheduling.replay.PooledInsights;
import dev.fairlead.core.scheduling.replay.Replay;
import dev.fairlead.core.scheduling.replay.ReplayResult;
import dev.fairlead.core.scheduling.replay.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Replays arrivals under a policy. */
final class Simulation implements Replay.Watcher {
  private final SimulatedPolicy policy;
  private final Guess guess = Guess.byShape();
  private final PooledInsights insights;
  private final Map<String, PoolModel> pools = new HashMap<>();
  private final ReplayResult.Collector whole = new ReplayResult.Collector();
  private final Map<String, ReplayResult.Collector> each = new TreeMap<>();

  /**
   * What became of them.
   *
   * @param insights by id, of those that anything came to
   */
  record Outcome(ReplayResult whole, Map<String, ReplayResult> insights) {}

  private Simulation(SimulatedPolicy policy, Duration claim) {
    this.policy = policy;
    this.insights = new PooledInsights(claim);
  }

  /**
   * Replays them, to the last.
   *
   * @param claim from an agenda's dispatch to its claim
   */
  static Outcome of(SimulatedPolicy policy, List<SimulatedArrival> came, Duration claim) {
    return new Simulation(policy, claim).replay(came);
  }

  private Outcome replay(List<SimulatedArrival> came) {
    Map<CustomerId, Double> weights = new HashMap<>();
    came.forEach(one -> {
      CustomerId id = one.arrival().customer();
      weights.computeIfAbsent(id, _ -> policy.customer(id).terms().weight());
    });
    policy.insights().forEach(insight -> add(insight, weights));
    var bound = new ArrayList<Arrival>();
    var never = new ArrayList<Arrival>();
    for (SimulatedArrival one : came) {
      Arrival arrival = one.arrival();
      policy
          .bind(arrival.customer(), one.subject())
          .map(arrival::in)
          .ifPresentOrElse(bound::add, () -> never.add(arrival));
    }
    var replay = new Replay(insights, guess, this);
    replay.run(bound.iterator(), Instant.MAX);
    never.addAll(replay.waiting());
    Map<String, ReplayResult> results = new TreeMap<>();
    each.forEach((insight, collector) -> {
      List<Arrival> own = of(insight, bound);
      if (!own.isEmpty()) {
        results.put(insight, collector.result(weights, own, of(insight, never)));
      }
    });
    return new Outcome(
        whole.result(weights, came.stream().map(SimulatedArrival::arrival).toList(), never),
        results);
  }

  private static List<Arrival> of(String insight, List<Arrival> arrivals) {
    return arrivals.stream().filter(arrival -> arrival.insight().equals(insight)).toList();
  }

  private void add(Insight insight, Map<CustomerId, Double> weights) {
    var terms = insight.terms();
    var pool = pool(insight);
    InsightModel model =
        pool.enter(
            insight.id(),
            Algorithms.find(insight.algorithm()).orElseThrow(),
            new Policy(
                insight.algorithm(),
                terms.ageing(),
                terms.halfLife(),
                (double) terms.entryCharge()),
            terms.limits(),
            waiting -> isBrief(insight, waiting));
    weights.forEach((id, weight) ->
        model.customer(
            id, weight, policy.customer(id).terms().limits().or(terms.customerLimits())));
    insights.add(insight.id(), pool, model, insight.queueSize());
    each.put(insight.id(), new ReplayResult.Collector());
  }

  private boolean isBrief(Insight insight, Waiting waiting) {
    return terms(insight).isBrief(guess.estimate(insights.arrival(waiting)));
  }

  private PoolTerms terms(Insight insight) {
    return insight
        .pool()
        .map(pool -> policy.pools().getOrDefault(pool, PoolTerms.NOTHING_TO_DIVIDE))
        .orElse(PoolTerms.NOTHING_TO_DIVIDE);
  }

  private PoolModel pool(Insight insight) {
    return insight
        .pool()
        .map(id -> pools.computeIfAbsent(id, _ -> pool(id, terms(insight))))
        .orElseGet(PoolModel::unlimited);
  }

  private PoolModel pool(String id, PoolTerms terms) {
    var shares = new TreeMap<String, PoolShare>();
    for (Insight insight : policy.insights()) {
      if (insight.pool().filter(id::equals).isPresent()) {
        insight.terms().share().ifPresent(share -> shares.put(insight.id(), share));
      }
    }
    return new PoolModel(new PoolTree(terms.capacity(), shares, new TreeMap<>()), 0);
  }

  @Override
  public List<Arrival> started(Run run) {
    whole.started(run);
    return collector(run).started(run);
  }

  @Override
  public void ended(Run run) {
    whole.ended(run);
    collector(run).ended(run);
  }

  @Override
  public void settled(Instant at, long waiting) {
    // Starts and ends tell all.
  }

  private ReplayResult.Collector collector(Run run) {
    return each.computeIfAbsent(run.arrival().insight(), _ -> new ReplayResult.Collector());
  }
}
