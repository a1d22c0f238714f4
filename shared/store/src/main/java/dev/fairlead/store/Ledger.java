package dev.fairlead.store;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.wire.JsonText;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an insight's scheduler keeps of the insight as a whole, in one item that every transaction
 * of a turn replaces on condition that its epoch is still the one that was read before the turn's
 * snapshot: of two schedulers at once one writes nothing. Immutable.
 *
 * @param epoch raised by each transaction; 0 before the first
 * @param lastDispatch the sequence number of the last dispatch
 * @param virtualTimes of each lane that had anybody in it, in slot-seconds by weight
 * @param held by all admitted agendas together
 * @param stake in a pool that has a capacity
 * @param roll whom its scheduler finds by accounts
 * @param hasQueue whether permits go to the insight's own queue; who provides queues says so
 */
public record Ledger(
    String insight,
    long epoch,
    long lastDispatch,
    Map<Integer, Double> virtualTimes,
    Amounts held,
    PoolStake stake,
    Roll roll,
    boolean hasQueue) {
  private static final String EPOCH = "epoch";
  private static final String LAST_DISPATCH = "lastDispatch";
  private static final String VIRTUAL_TIMES = "virtualTimes";
  private static final String HELD = "held";
  private static final String STAKE = "stake";
  private static final String ROLL = "roll";
  private static final String QUEUE = "queue";

  public Ledger {
    virtualTimes = Map.copyOf(virtualTimes);
  }

  static Ledger empty(String insight) {
    return new Ledger(insight, 0, 0, Map.of(), Amounts.NONE, PoolStake.NONE, Roll.NONE, false);
  }

  /** The same in the next epoch, after so many more dispatches. */
  public Ledger dispatched(int more, Map<Integer, Double> times, Amounts nowHeld) {
    return new Ledger(
        insight, epoch + 1, lastDispatch + more, times, nowHeld, stake, roll, hasQueue);
  }

  /** The same, as if so much were held. */
  public Ledger with(Amounts otherHeld) {
    return new Ledger(insight, epoch, lastDispatch, virtualTimes, otherHeld, stake, roll, hasQueue);
  }

  /** What its agendas hold in a pool; what is drawn of another is held there until it is left. */
  public Amounts heldIn(String pool) {
    boolean isElsewhere = stake.block().filter(block -> !block.pool().equals(pool)).isPresent();
    return isElsewhere ? Amounts.NONE : held;
  }

  /** The same in the next epoch, with less or more held. */
  public Ledger holding(Amounts nowHeld) {
    return new Ledger(
        insight, epoch + 1, lastDispatch, virtualTimes, nowHeld, stake, roll, hasQueue);
  }

  /** The same with another stake in a pool. */
  public Ledger with(PoolStake other) {
    return new Ledger(insight, epoch, lastDispatch, virtualTimes, held, other, roll, hasQueue);
  }

  /** The same in the next epoch, with permits to the insight's own queue or to that of all. */
  public Ledger routed(boolean toOwnQueue) {
    return new Ledger(
        insight, epoch + 1, lastDispatch, virtualTimes, held, stake, roll, toOwnQueue);
  }

  /** The same with another roll. */
  public Ledger with(Roll other) {
    return new Ledger(insight, epoch, lastDispatch, virtualTimes, held, stake, other, hasQueue);
  }

  /** The same in the next epoch, with another roll. */
  public Ledger on(Roll other) {
    return called(other, Set.of());
  }

  /** The same in the next epoch, with lanes that may be new. */
  public Ledger called(Roll other, Set<Integer> lanes) {
    var times = new TreeMap<>(virtualTimes);
    lanes.forEach(lane -> times.putIfAbsent(lane, 0.0));
    return new Ledger(insight, epoch + 1, lastDispatch, times, held, stake, other, hasQueue);
  }

  /** The virtual time of a lane, 0 of a new one. */
  public double virtualTime(int lane) {
    return virtualTimes.getOrDefault(lane, 0.0);
  }

  /** Writes it down in place of the one before it. */
  public Write write() {
    var times = Json.object();
    new TreeMap<>(virtualTimes)
        .forEach((lane, time) -> times.put(lane.toString(), StoredAmounts.number(time)));
    var attributes = new TreeMap<String, Attr>();
    attributes.put(EPOCH, Attr.of(epoch));
    attributes.put(LAST_DISPATCH, Attr.of(lastDispatch));
    attributes.put(VIRTUAL_TIMES, Attr.of(JsonText.write(times.build())));
    attributes.put(HELD, StoredAmounts.attr(held));
    if (!stake.equals(PoolStake.NONE)) {
      attributes.put(STAKE, Attr.of(JsonText.write(stake.json())));
    }
    if (!roll.equals(Roll.NONE)) {
      attributes.put(ROLL, Attr.of(JsonText.write(roll.json())));
    }
    if (hasQueue) {
      attributes.put(QUEUE, Attr.of(1));
    }
    Item item = Format.item(keyOf(insight), attributes);
    return Write.put(item, epoch == 1 ? Condition.absent() : Condition.is(EPOCH, epoch - 1));
  }

  static Key keyOf(String insight) {
    return new Key(Lines.TABLE, "ledger/" + insight, "ledger");
  }

  static Ledger of(String insight, Item item) {
    Format.checked(item);
    var times = new TreeMap<Integer, Double>();
    var stored = new StoredFields(JsonText.parseStored(item.requireText(VIRTUAL_TIMES)));
    stored.names().forEach(lane -> times.put(Integer.valueOf(lane), stored.decimal(lane)));
    return new Ledger(
        insight,
        item.requireWhole(EPOCH),
        item.requireWhole(LAST_DISPATCH),
        times,
        StoredAmounts.of(item, HELD),
        item.text(STAKE)
            .map(text -> PoolStake.of(JsonText.parseStored(text)))
            .orElse(PoolStake.NONE),
        item.text(ROLL).map(text -> Roll.of(JsonText.parseStored(text))).orElse(Roll.NONE),
        item.whole(QUEUE).isPresent());
  }
}
