package dev.fairlead.core.quota;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A pool's capacity and what its insights have of it. Immutable; {@link #turn} says what an insight
 * has next. Every insight sees to its own: nothing is ever taken from another.
 *
 * <p>Promises, as long as every insight has its turn when it wants something and when something of
 * its own ended, and what it was lent as short work is over within the reclaim time:
 *
 * <ul>
 *   <li>The insights together never have more than the capacity.
 *   <li>An insight that wants no more than its nominal has it within the reclaim time, if all
 *       nominals fit in the capacity.
 *   <li>Whoever waits keeps nothing idle, so that two can't each hold what the other lacks; and who
 *       has waited longer comes first, so that no want is passed over for ever by smaller ones.
 * </ul>
 *
 * <p>Own amounts move in blocks, an eighth of the nominal, so that not every agenda costs a write
 * to the pool; an idle block or less is kept. Borrowed amounts go back as soon as they are idle.
 *
 * @param capacity of the pool; what it does not name is not counted
 * @param shares by insight; of others, {@link PoolShare#NONE}
 * @param draws by insight
 */
public record PoolTree(
    Limits capacity, SortedMap<String, PoolShare> shares, SortedMap<String, Draw> draws) {
  private static final int BLOCKS = 8;

  public PoolTree {
    shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
    draws = Collections.unmodifiableSortedMap(new TreeMap<>(draws));
  }

  /** What an insight has. */
  public Draw draw(String insight) {
    return draws.getOrDefault(insight, Draw.NONE);
  }

  /** What all have together. */
  public Amounts granted() {
    return draws.values().stream().map(Draw::granted).reduce(Amounts.NONE, Amounts::plus);
  }

  /**
   * Gives an insight what it needs as far as it may have it, and takes back what it does not. It
   * always keeps what its agendas hold.
   *
   * @param count larger at every turn of the pool, whichever insight's it is
   */
  public PoolTree turn(String insight, Demand demand, long count) {
    var names = capacity.asMap().keySet();
    Draw before = draw(insight);
    Amounts held = only(demand.held(), names);
    Amounts next = only(demand.next(), names);
    long since = before.isWaiting() ? before.since() : count;
    var room = new Room(this, insight, since);
    Amounts asked = held.plus(next);
    if (!next.isZero() && !room.has(asked, next, demand)) {
      Draw waiting =
          room.couldEverHave(asked, next, demand)
              ? new Draw(held, room.lasting(demand.lasting()), next, since)
              : new Draw(held, room.lasting(demand.lasting()), Amounts.NONE, 0);
      return with(insight, waiting);
    }
    var granted = new TreeMap<String, Long>();
    for (String name : names) {
      long target = room.target(name, asked.value(name), demand);
      granted.put(name, Math.max(target, kept(name, insight, target, before)));
    }
    Amounts all = Amounts.ofMap(granted);
    Amounts lasting =
        demand.isShort() ? demand.lasting() : demand.lasting().plus(all.without(held));
    return with(insight, new Draw(all, room.lasting(lasting), Amounts.NONE, 0));
  }

  /**
   * The most of everything that an insight could have if nobody else had more than what is never
   * lent; what is not named is not limited. What is more than this never fits.
   */
  public Limits most(String insight) {
    var most = new TreeMap<String, Long>();
    for (String name : capacity.asMap().keySet()) {
      long keptByOthers =
          insights().stream()
              .filter(other -> !other.equals(insight))
              .mapToLong(other -> share(other).kept(name))
              .sum();
      long free =
          Math.max(share(insight).nominal().value(name), capacity.value(name) - keptByOthers);
      most.put(name, Math.min(capacity.value(name), Math.min(free, share(insight).most(name))));
    }
    return Limits.ofMap(most);
  }

  /**
   * Whether an insight may admit an agenda by what it has drawn.
   *
   * @param draw as it is, or would be
   * @param held by its agendas then
   * @param lasting how much of that by work that may outlast the reclaim time
   * @param floor how much of that is the agenda's
   * @param isShort whether it is over within the reclaim time
   */
  public boolean admits(
      String insight, Draw draw, Amounts held, Amounts lasting, Amounts floor, boolean isShort) {
    for (String name : only(floor, capacity.asMap().keySet()).asMap().keySet()) {
      long mostLasting = share(insight).nominal().value(name) + draw.lasting().value(name);
      if (held.value(name) > draw.granted().value(name)
          || (!isShort && lasting.value(name) > mostLasting)) {
        return false;
      }
    }
    return true;
  }

  /**
   * As much of what an agenda wants more as its insight may give it by what it has drawn.
   *
   * @param held by the insight's agendas before
   * @param lasting how much of that by work that may outlast the reclaim time
   */
  public Amounts atMost(
      String insight, Draw draw, Amounts held, Amounts lasting, Amounts wanted, boolean isShort) {
    var some = new TreeMap<>(wanted.asMap());
    some.replaceAll((name, amount) -> {
      if (!capacity.asMap().containsKey(name)) {
        return amount;
      }
      long left = draw.granted().value(name) - held.value(name);
      if (!isShort) {
        long mostLasting = share(insight).nominal().value(name) + draw.lasting().value(name);
        left = Math.min(left, mostLasting - lasting.value(name));
      }
      return Math.max(0, Math.min(amount, left));
    });
    return Amounts.ofMap(some);
  }

  /** What an insight may keep that uses so much: that, and of its own an idle block. */
  public Limits keepable(String insight, Amounts used) {
    var most = new TreeMap<String, Long>();
    for (String name : capacity.asMap().keySet()) {
      long own =
          Math.min(share(insight).nominal().value(name), used.value(name) + block(insight, name));
      most.put(name, Math.max(used.value(name), own));
    }
    return Limits.ofMap(most);
  }

  /** Whether an insight has drawn what its agendas hold. */
  public boolean covers(String insight, Amounts held) {
    return draw(insight).granted().covers(only(held, capacity.asMap().keySet()));
  }

  /**
   * Those that wait and may have more since others gave something back, in the order of their wait.
   */
  public List<String> waiting() {
    return draws.entrySet().stream()
        .filter(draw -> draw.getValue().isWaiting())
        .sorted(
            Comparator.<Map.Entry<String, Draw>>comparingLong(draw -> draw.getValue().since())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Whom a turn of an insight concerns: those that may have more of what it gave back, or those
   * that may have something to spare for what it began to wait for.
   *
   * @param before what it had before its turn
   */
  public List<String> woken(String insight, Draw before) {
    Draw after = draw(insight);
    var woken = new LinkedHashSet<String>();
    if (!after.granted().covers(before.granted()) || (before.isWaiting() && !after.isWaiting())) {
      woken.addAll(waiting());
    }
    if (after.isWaiting() && !before.isWaiting()) {
      draws.entrySet().stream()
          .filter(other -> !other.getValue().granted().isZero())
          .forEach(other -> woken.add(other.getKey()));
    }
    woken.remove(insight);
    return List.copyOf(woken);
  }

  /** What of the pool is an insight's. */
  public PoolShare share(String insight) {
    return shares.getOrDefault(insight, PoolShare.NONE);
  }

  /** All that have, or own, something. */
  Set<String> insights() {
    var all = new TreeSet<>(shares.keySet());
    all.addAll(draws.keySet());
    return all;
  }

  /** What of the capacity is nobody's own. */
  long unowned(String name) {
    long owned = shares.values().stream().mapToLong(share -> share.nominal().value(name)).sum();
    return Math.max(0, capacity.value(name) - owned);
  }

  long block(String insight, String name) {
    return Math.max(1, share(insight).nominal().value(name) / BLOCKS);
  }

  /** What of its own an insight keeps idle rather than to ask for it again soon. */
  private long kept(String name, String insight, long target, Draw before) {
    long nominal = share(insight).nominal().value(name);
    long most = Math.min(nominal, target + block(insight, name));
    return Math.min(before.granted().value(name), most);
  }

  private PoolTree with(String insight, Draw draw) {
    var changed = new TreeMap<>(draws);
    if (draw.equals(Draw.NONE)) {
      changed.remove(insight);
    } else {
      changed.put(insight, draw);
    }
    return new PoolTree(capacity, shares, changed);
  }

  static Amounts only(Amounts some, Set<String> names) {
    var named = new TreeMap<>(some.asMap());
    named.keySet().retainAll(names);
    return Amounts.ofMap(named);
  }
}
