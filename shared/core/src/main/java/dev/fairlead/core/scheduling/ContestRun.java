package dev.fairlead.core.scheduling;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One contest, as it goes on. */
final class ContestRun {
  private final Snapshot snapshot;
  private final Policy policy;
  private final Algorithm algorithm;
  private final Field field;
  private final List<Lane> lanes;
  private final List<Pick> picks = new ArrayList<>();
  private final Set<CustomerId> exhausted = new HashSet<>();
  private Amounts held;

  ContestRun(Snapshot snapshot, Algorithm algorithm, Policy policy) {
    this.snapshot = snapshot;
    this.algorithm = algorithm;
    this.policy = policy;
    this.field = new Field(snapshot, algorithm, policy);
    this.lanes = lanes();
    this.held = snapshot.held();
  }

  /** Picks until there is no room or nobody left. */
  Decision decide() {
    return decision(run());
  }

  private List<Lane> lanes() {
    var byLevel = new TreeMap<Integer, List<Contender>>();
    for (Contender contender : field.contenders()) {
      byLevel.computeIfAbsent(contender.key().lane(), _ -> new ArrayList<>()).add(contender);
    }
    Map<Integer, Beyond> beyond = new HashMap<>();
    snapshot.beyond().forEach(unread -> beyond.put(unread.lane(), unread));
    // What was not read of a lane that has nobody here may still be what is next.
    beyond.keySet().forEach(level -> byLevel.putIfAbsent(level, List.of()));
    var made = new ArrayList<Lane>();
    byLevel.forEach((level, contenders) ->
        made.add(
            new Lane(
                level,
                snapshot.virtualTimes().getOrDefault(level, 0.0),
                contenders,
                Optional.ofNullable(beyond.get(level)),
                field,
                algorithm,
                policy)));
    return made;
  }

  private Stop run() {
    while (picks.size() < snapshot.room()) {
      Optional<Lane> lane = nextLane();
      if (lane.isEmpty()) {
        return Stop.NOBODY_LEFT;
      }
      Optional<Contender> next = next(lane.get());
      if (next.isEmpty()) {
        return Stop.HEADS_USED;
      }
      if (!admit(lane.get(), next.get())) {
        return Stop.INSIGHT_FULL;
      }
    }
    return Stop.ROOM_USED;
  }

  private Optional<Lane> nextLane() {
    Optional<Lane> best = Optional.empty();
    for (Lane lane : lanes) {
      if (lane.hasAny() && (best.isEmpty() || lane.isBefore(best.get()))) {
        best = Optional.of(lane);
      }
    }
    return best;
  }

  /** Who is next; empty if it may be somebody, or something, that was not read. */
  private Optional<Contender> next(Lane lane) {
    if (algorithm.hasLanes() && lanes.size() > 1 && lane.mayBeOlder()) {
      return Optional.empty();
    }
    return lane.first().filter(Contender::hasHead).filter(first -> !lane.mayComeBefore(first));
  }

  /** Picks its head or, at its ceiling, sends its customer away. False if the insight is full. */
  private boolean admit(Lane lane, Contender next) {
    Waiting head = field.waiting(next.head());
    Share share = next.share();
    Amounts taken = share.held().plus(head.floor());
    if (!taken.fits(share.ceiling())) {
      exhausted.add(head.agenda().customer());
      share.exhaust();
      lanes.forEach(Lane::changed);
      return true;
    }
    Amounts together = held.plus(head.floor());
    if (!together.fits(snapshot.limits())) {
      return false;
    }
    pick(lane, next, head);
    share.hold(taken);
    held = together;
    return true;
  }

  private void pick(Lane lane, Contender next, Waiting head) {
    double virtualTime = lane.virtualTime();
    double start = next.startTagAt(virtualTime);
    double charge = algorithm.charge(head);
    if (charge > 0) {
      charge += policy.entryCharge();
    }
    Share share = next.share();
    var receipt =
        new Receipt(
            start,
            virtualTime,
            lane.lag(next),
            share(share.held(), held),
            field.olderThan(next.head()),
            field.aboveLane(head.lane()));
    picks.add(new Pick(head, start, charge, receipt));
    field.remove(next.head());
    lane.served(start, FairTags.finishTag(start, charge, share.weight()));
  }

  private static double share(Amounts part, Amounts all) {
    double slots = all.slots();
    return slots > 0 ? Math.min(1, part.slots() / slots) : 0;
  }

  private Decision decision(Stop stop) {
    Map<AccountKey, Double> finishTags = new HashMap<>();
    Map<Integer, Double> virtualTimes = new HashMap<>(snapshot.virtualTimes());
    for (Lane lane : lanes) {
      virtualTimes.put(lane.level(), lane.virtualTime());
    }
    for (Contender contender : field.contenders()) {
      if (contender.wasPicked()) {
        finishTags.put(contender.key(), contender.finishTag());
      }
    }
    return new Decision(picks, stop, exhausted, finishTags, virtualTimes);
  }
}
