package dev.fairlead.core.outlook;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Decision;
import dev.fairlead.core.scheduling.InFlight;
import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Standing;
import dev.fairlead.core.scheduling.Waiting;
import dev.fairlead.core.scheduling.replay.Stake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What would let a waiting agenda start now, each kind of change by itself and as small as can be:
 * found by deciding on the same snapshot with only that changed, so whatever is promised is what
 * the scheduler would do.
 *
 * <p>With another weight a customer's excess over virtual time counts otherwise, too: F′ = V + (F −
 * V) · w ÷ w′, as if it had had that weight all along. Weights are looked for among 1, 1.2, 1.5, 2,
 * 2.5, 3, 4, 5, 6 and 8 of each power of ten.
 *
 * <p>Cost: at most some 80 contests, of no more than {@link Snapshot#MAX_CANDIDATES} agendas.
 */
public final class WhatIfs {
  private static final int HIGHEST = 10;
  private static final double MOST_WEIGHT = 1000;
  private static final double[] STEPS = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8};

  private final Outlook outlook;
  private final AgendaKey agenda;
  private final CustomerId customer;
  private final int queueSize;

  private WhatIfs(Outlook outlook, AgendaKey agenda, int queueSize) {
    this.outlook = outlook;
    this.agenda = agenda;
    this.customer = agenda.customer();
    this.queueSize = queueSize;
  }

  /**
   * What would help an agenda; nothing if it starts anyhow, or if no one change does.
   *
   * @param queueSize of its insight
   */
  public static List<WhatIf> of(Outlook outlook, AgendaKey agenda, int queueSize) {
    var asking = new WhatIfs(outlook, agenda, queueSize);
    Optional<Waiting> waiting = outlook.find(agenda);
    if (waiting.isEmpty() || asking.starts(asking.asItIs(outlook.stakes()))) {
      return List.of();
    }
    var found = new ArrayList<WhatIf>();
    asking.weight(waiting.get()).ifPresent(found::add);
    asking.priority(waiting.get()).ifPresent(found::add);
    asking.customerLimits().ifPresent(found::add);
    asking.insightLimits().ifPresent(found::add);
    asking.queueSize().ifPresent(found::add);
    return List.copyOf(found);
  }

  private Decision asItIs(List<Stake> stakes) {
    return outlook.decide(outlook.room(), outlook.limits(), outlook.customers(), stakes);
  }

  private boolean starts(Decision decision) {
    return decision.picks().stream().anyMatch(this::isIt);
  }

  private boolean isIt(Pick pick) {
    return pick.waiting().agenda().equals(agenda);
  }

  private boolean isNext(Map<CustomerId, Standing> customers, List<Stake> stakes) {
    return starts(outlook.decide(1, Limits.NONE, customers, stakes));
  }

  private Optional<WhatIf> weight(Waiting waiting) {
    if (outlook.algorithm().charge(waiting) <= 0) {
      return Optional.empty();
    }
    double now = outlook.standing(customer).weight();
    var tried = new ArrayList<Double>();
    for (double power = 0.001; power <= MOST_WEIGHT; power *= 10) {
      for (double step : STEPS) {
        double weight = Math.round(step * power * 10_000) / 10_000.0;
        if (weight > now && weight <= MOST_WEIGHT) {
          tried.add(weight);
        }
      }
    }
    boolean wasNext = isNext(outlook.unlimited(), outlook.stakes());
    Optional<WhatIf> next = Optional.empty();
    for (double weight : tried) {
      var change = new WhatIf.Change.Weight(now, weight);
      List<Stake> stakes = weighing(now, weight);
      if (starts(
          outlook.decide(
              outlook.room(), outlook.limits(), weighing(outlook.customers(), weight), stakes))) {
        return Optional.of(new WhatIf(change, true));
      }
      if (next.isEmpty() && !wasNext && isNext(weighing(outlook.unlimited(), weight), stakes)) {
        next = Optional.of(new WhatIf(change, false));
      }
    }
    return next;
  }

  private Map<CustomerId, Standing> weighing(Map<CustomerId, Standing> all, double weight) {
    var changed = new HashMap<>(all);
    Standing standing = all.getOrDefault(customer, Standing.USUAL);
    changed.put(customer, new Standing(weight, standing.held(), standing.ceiling()));
    return changed;
  }

  private List<Stake> weighing(double before, double weight) {
    return outlook.stakes().stream()
        .map(stake -> {
          double over = stake.finishTag() - outlook.virtualTime(stake.key().lane());
          return stake.key().customer().equals(customer) && over > 0
              ? with(stake, stake.finishTag() - over + over * before / weight, stake.line())
              : stake;
        })
        .toList();
  }

  private static Stake with(Stake stake, double finishTag, List<Waiting> line) {
    return new Stake(stake.key(), finishTag, stake.isIn(), line, stake.held(), stake.inFlight());
  }

  private Optional<WhatIf> priority(Waiting waiting) {
    if (!outlook.algorithm().hasLanes()) {
      return Optional.empty();
    }
    boolean wasNext = isNext(outlook.unlimited(), outlook.stakes());
    Optional<WhatIf> next = Optional.empty();
    for (int lane = waiting.lane() + 1; lane <= HIGHEST; lane++) {
      var change = new WhatIf.Change.Priority(waiting.lane(), lane);
      List<Stake> stakes = moved(waiting, lane);
      if (starts(asItIs(stakes))) {
        return Optional.of(new WhatIf(change, true));
      }
      if (next.isEmpty() && !wasNext && isNext(outlook.unlimited(), stakes)) {
        next = Optional.of(new WhatIf(change, false));
      }
    }
    return next;
  }

  private List<Stake> moved(Waiting waiting, int lane) {
    var there = new Waiting(agenda, lane, waiting.addedAt(), waiting.floor(), waiting.estimate());
    var key = new AccountKey(customer, lane);
    var changed = new ArrayList<Stake>();
    var joined = false;
    for (Stake stake : outlook.stakes()) {
      var line = new ArrayList<>(stake.line());
      line.remove(waiting);
      if (stake.key().equals(key)) {
        line.add(there);
        line.sort(Waiting.BY_AGE);
        joined = true;
      }
      changed.add(with(stake, stake.finishTag(), line));
    }
    if (!joined) {
      changed.add(new Stake(key, 0, false, List.of(there), Amounts.NONE, InFlight.NONE));
    }
    return changed;
  }

  private Optional<WhatIf> customerLimits() {
    Standing standing = outlook.standing(customer);
    var free = new HashMap<>(outlook.customers());
    free.put(customer, new Standing(standing.weight(), standing.held(), Limits.NONE));
    Decision decision = outlook.decide(outlook.room(), outlook.limits(), free, outlook.stakes());
    if (!starts(decision)) {
      return Optional.empty();
    }
    Amounts used = standing.held();
    for (Pick pick : upToIt(decision)) {
      if (pick.waiting().agenda().customer().equals(customer)) {
        used = used.plus(pick.waiting().floor());
      }
    }
    return over(standing.ceiling(), used)
        .map(to ->
            new WhatIf(new WhatIf.Change.CustomerLimits(as(standing.ceiling(), to), to), true));
  }

  private Optional<WhatIf> insightLimits() {
    Decision decision =
        outlook.decide(outlook.room(), Limits.NONE, outlook.customers(), outlook.stakes());
    if (!starts(decision)) {
      return Optional.empty();
    }
    Amounts used = outlook.held();
    for (Pick pick : upToIt(decision)) {
      used = used.plus(pick.waiting().floor());
    }
    return over(outlook.limits(), used)
        .map(to -> new WhatIf(new WhatIf.Change.InsightLimits(as(outlook.limits(), to), to), true));
  }

  private Optional<WhatIf> queueSize() {
    Decision decision =
        outlook.decide(
            Snapshot.MAX_CANDIDATES, outlook.limits(), outlook.customers(), outlook.stakes());
    if (!starts(decision)) {
      return Optional.empty();
    }
    int more = upToIt(decision).size() - outlook.room();
    return Optional.of(new WhatIf(new WhatIf.Change.QueueSize(queueSize, queueSize + more), true));
  }

  private List<Pick> upToIt(Decision decision) {
    int index = 0;
    while (!isIt(decision.picks().get(index))) {
      index++;
    }
    return decision.picks().subList(0, index + 1);
  }

  /** What would have to be allowed of that which is over its limit. */
  private static Optional<SortedMap<String, Long>> over(Limits limits, Amounts used) {
    var to = new TreeMap<String, Long>();
    limits.exceededBy(used).forEach(name -> to.put(name, used.value(name)));
    return to.isEmpty() ? Optional.empty() : Optional.of(to);
  }

  private static SortedMap<String, Long> as(Limits limits, SortedMap<String, Long> names) {
    var from = new TreeMap<String, Long>();
    names.keySet().forEach(name -> from.put(name, limits.value(name)));
    return from;
  }
}
