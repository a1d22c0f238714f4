package dev.fairlead.core.scheduling.replay;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Account;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Beyond;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.core.scheduling.Contest;
import dev.fairlead.core.scheduling.Decision;
import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Standing;
import dev.fairlead.core.scheduling.Stop;
import dev.fairlead.core.scheduling.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An insight's lines and accounts in memory, with the indexes that the store has: turn by turn who
 * is dispatched. Not for more than one thread.
 *
 * <p>Cost of a turn: O(n log accounts) for n dispatches; it reads a few agendas first, and more as
 * long as more are dispatched, never more than {@link Snapshot#MAX_CANDIDATES} at a time.
 */
public final class InsightModel {
  /** Accounts at least that are read at first: often one slot is free. */
  private static final int FIRST_ACCOUNTS = 6;

  private static final int MOST_ACCOUNTS = 250;

  private final Algorithm algorithm;
  private final Policy policy;
  private final Limits limits;
  private final Map<CustomerId, Party> parties = new HashMap<>();
  private final Map<AccountKey, Ledger> ledgers = new HashMap<>();
  private final TreeMap<Integer, LaneIndex> lanes = new TreeMap<>();
  private final Watch watch;
  private final Reach reach;
  private final boolean settles;
  private Amounts held = Amounts.NONE;
  private long waiting;
  private boolean isFull;
  private int lastTurn;

  /** Told of each decision, with the snapshot that it was made on. */
  public interface Watch {
    /** Makes it; the answer has to be what {@link Contest#decide} gives. */
    Decision decide(Snapshot snapshot, Algorithm algorithm, Policy policy);
  }

  /** One that decides and settles as in production. */
  public InsightModel(Algorithm algorithm, Policy policy, Limits limits) {
    this(algorithm, policy, limits, Contest::decide, true);
  }

  /**
   * One to compare with, or whose decisions somebody looks at.
   *
   * @param settles whether what an agenda used takes the place of what it was charged
   */
  public InsightModel(
      Algorithm algorithm, Policy policy, Limits limits, Watch watch, boolean settles) {
    this.algorithm = algorithm;
    this.policy = policy;
    this.limits = limits;
    this.watch = watch;
    this.reach = new Reach(algorithm, policy);
    this.settles = settles && algorithm.candidates() != Candidates.OLDEST;
  }

  /** Says what is due to a customer; without it: weight 1 and no ceiling. */
  public void customer(CustomerId id, double weight, Limits ceiling) {
    if (parties.putIfAbsent(id, new Party(weight, ceiling)) != null) {
      throw new IllegalStateException(id + " is there already");
    }
  }

  /** How many agendas wait. */
  public long waiting() {
    return waiting;
  }

  /** Whether what is next did not fit when last looked at. */
  boolean isFull() {
    return isFull;
  }

  /** What all dispatched agendas hold that have not ended. */
  public Amounts held() {
    return held;
  }

  /**
   * Goes on from where an account stands elsewhere; once of each, before anything is submitted. Its
   * customer has to be known by then if it is due anything unusual.
   */
  public void resume(Stake stake) {
    Party party = party(stake.key());
    var ledger = new Ledger(stake, party);
    if (ledgers.putIfAbsent(stake.key(), ledger) != null) {
      throw new IllegalStateException(stake.key() + " is there already");
    }
    party.ledgers().add(ledger);
    party.take(stake.held());
    held = held.plus(stake.held());
    waiting += stake.line().size();
    if (ledger.isIn()) {
      lane(stake.key().lane()).put(ledger);
    } else if (ledger.hasLine()) {
      party.exhaust(true);
    }
  }

  /** Takes over the virtual time of a lane, before anything is submitted. */
  public void resume(int lane, double virtualTime) {
    lane(lane).virtualTime(virtualTime);
  }

  /** The accounts as they stand, in no order. O(what waits). */
  public List<Stake> stakes() {
    return ledgers.values().stream().map(Ledger::stake).toList();
  }

  /** The virtual time of each lane. */
  public Map<Integer, Double> virtualTimes() {
    Map<Integer, Double> times = new HashMap<>();
    lanes.forEach((level, lane) -> times.put(level, lane.virtualTime()));
    return times;
  }

  /** Puts an agenda in line; of one account they have to come in the order of their age. */
  public void submit(Waiting agenda) {
    int lane = algorithm.hasLanes() ? agenda.lane() : 0;
    var key = new AccountKey(agenda.agenda().customer(), lane);
    Ledger ledger = ledgers.computeIfAbsent(key, this::opened);
    boolean wasIdle = !ledger.hasLine();
    ledger.append(agenda);
    waiting++;
    if (wasIdle && !ledger.party().isExhausted()) {
      enter(ledger);
    }
  }

  private Ledger opened(AccountKey key) {
    Party party = party(key);
    var ledger = new Ledger(key, party);
    party.ledgers().add(ledger);
    return ledger;
  }

  private Party party(AccountKey key) {
    return parties.computeIfAbsent(
        key.customer(), _ -> new Party(Standing.USUAL.weight(), Standing.USUAL.ceiling()));
  }

  private LaneIndex lane(int level) {
    return lanes.computeIfAbsent(level, _ -> new LaneIndex(level, algorithm.candidates()));
  }

  private void enter(Ledger ledger) {
    LaneIndex lane = lane(ledger.key().lane());
    ledger.enter(lane.virtualTime());
    lane.put(ledger);
  }

  private void leave(Ledger ledger) {
    lane(ledger.key().lane()).take(ledger);
    ledger.leave();
  }

  /** Dispatches at most so many: those that go next. */
  public List<Pick> turn(Instant now, int room) {
    var picks = new ArrayList<Pick>();
    // As many as the turn before dispatched, and some: turns come in like sizes.
    int most = algorithm.hasLanes() ? MOST_ACCOUNTS / 2 : MOST_ACCOUNTS;
    int accounts = Math.clamp(lastTurn + lastTurn / 4L, FIRST_ACCOUNTS, most);
    int times = 1;
    boolean toldWhole = false;
    while (picks.size() < room) {
      count(now, accounts);
      Snapshot snapshot = read(now, room - picks.size(), accounts, times, toldWhole);
      Decision decision = watch.decide(snapshot, algorithm, policy);
      apply(decision, now);
      picks.addAll(decision.picks());
      isFull = decision.stop() == Stop.INSIGHT_FULL;
      if (decision.stop() != Stop.HEADS_USED) {
        break;
      }
      boolean nothing = decision.picks().isEmpty() && decision.exhausted().isEmpty();
      toldWhole = nothing && accounts == most;
      if (nothing || snapshot.beyond().isEmpty()) {
        times = Math.min(Snapshot.MAX_CANDIDATES, 2 * times);
      }
      accounts = Math.min(most, 2 * accounts);
    }
    lastTurn = picks.size();
    return picks;
  }

  /** Brings the tags of those that will be read up to date; who moved on by it may be passed by. */
  private void count(Instant now, int accounts) {
    if (!settles) {
      return;
    }
    for (LaneIndex lane : inOrder()) {
      for (boolean moved = true; moved; ) {
        moved = false;
        for (Ledger ledger : lane.leastServed(accounts)) {
          double tag = ledger.finishTagAt(now, lane.virtualTime(), policy.halfLife());
          if (tag != ledger.finishTag()) {
            lane.take(ledger);
            ledger.count(now, lane.virtualTime(), policy.halfLife());
            lane.put(ledger);
            moved = true;
          }
        }
      }
    }
  }

  private List<LaneIndex> inOrder() {
    var busy = new ArrayList<>(lanes.values());
    busy.removeIf(LaneIndex::isEmpty);
    if (algorithm.hasLanes() && algorithm.candidates() != Candidates.LEAST_SERVED) {
      busy.sort(
          Comparator.comparingDouble(
              lane -> algorithm.laneOrder(lane.level(), lane.oldest(), policy)));
    }
    return busy;
  }

  private Snapshot read(Instant now, int room, int accounts, int times, boolean toldWhole) {
    var readings = new ArrayList<LaneIndex.Reading>();
    var beyond = new ArrayList<Beyond>();
    int all = 0;
    int perLane = accounts;
    for (LaneIndex lane : inOrder()) {
      var reading = lane.read(perLane);
      // Who is next is in the lane that is due first; of those far behind only their place counts.
      perLane = Math.max(1, reading.beyond().isPresent() ? perLane / 8 : perLane / 2);
      readings.add(reading);
      all += reading.ledgers().size();
      reading.beyond().filter(_ -> !toldWhole).ifPresent(beyond::add);
    }
    int most = Math.max(1, Snapshot.MAX_CANDIDATES / Math.max(1, all));
    var found = new ArrayList<Account>(all);
    Map<CustomerId, Standing> standings = HashMap.newHashMap(all);
    for (LaneIndex.Reading reading : readings) {
      for (Ledger ledger : reading.ledgers()) {
        int some = Math.min(most, times * reach.of(ledger, reading.beyond(), most));
        boolean isMore = !toldWhole && reach.hasMore(ledger, some, reading.beyond());
        found.add(ledger.account(some, isMore));
        standings.put(ledger.key().customer(), ledger.party().standing());
      }
    }
    return new Snapshot(now, room, virtualTimes(), standings, found, held, limits, beyond);
  }

  private void apply(Decision decision, Instant now) {
    decision.virtualTimes().forEach((level, time) -> lane(level).virtualTime(time));
    decision.finishTags().keySet().forEach(key -> leave(ledger(key)));
    for (Pick pick : decision.picks()) {
      var key = key(pick);
      Ledger ledger = ledger(key);
      ledger.dispatched(pick, now, decision.finishTags().getOrDefault(key, ledger.finishTag()));
      ledger.party().take(pick.waiting().floor());
      held = held.plus(pick.waiting().floor());
      waiting--;
    }
    for (CustomerId customer : decision.exhausted()) {
      Party party = party(customer);
      party.exhaust(true);
      party.ledgers().stream().filter(Ledger::isIn).forEach(this::leave);
    }
    for (AccountKey key : decision.finishTags().keySet()) {
      Ledger ledger = ledger(key);
      if (ledger.hasLine() && !ledger.party().isExhausted()) {
        // It never was away: what it has below virtual time it keeps.
        ledger.stay();
        lane(key.lane()).put(ledger);
      }
    }
  }

  /**
   * A dispatched agenda ended: what it held is free, its account is charged what it used.
   *
   * @param actual slot-seconds that it used
   */
  public void ended(Pick pick, Instant dispatchedAt, double actual) {
    Ledger ledger = ledger(key(pick));
    Party party = ledger.party();
    if (ledger.isIn()) {
      lane(ledger.key().lane()).take(ledger);
    }
    ledger.ended(pick, dispatchedAt, settles ? actual : pick.charge());
    if (ledger.isIn()) {
      lane(ledger.key().lane()).put(ledger);
    }
    party.giveBack(pick.waiting().floor());
    held = held.minus(pick.waiting().floor());
    if (party.isExhausted()) {
      party.exhaust(false);
      party.ledgers().stream().filter(Ledger::hasLine).forEach(this::enter);
    }
  }

  private AccountKey key(Pick pick) {
    return new AccountKey(
        pick.waiting().agenda().customer(), algorithm.hasLanes() ? pick.waiting().lane() : 0);
  }

  private Ledger ledger(AccountKey key) {
    Ledger found = ledgers.get(key);
    if (found == null) {
      throw new IllegalStateException("no account of " + key);
    }
    return found;
  }

  private Party party(CustomerId customer) {
    Party found = parties.get(customer);
    if (found == null) {
      throw new IllegalStateException("no customer " + customer);
    }
    return found;
  }
}
