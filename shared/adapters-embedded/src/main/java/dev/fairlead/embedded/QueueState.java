package dev.fairlead.embedded;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which messages of one queue are visible, hidden and delayed. What is hidden is known in memory
 * only: after a restart it is visible at once and counts as never received. A delay is kept.
 */
final class QueueState {
  /** What one receive took: messages to give out, and ones given out too often already. */
  record Taken(List<Ticket> deliveries, List<Long> dead, long waitLeftNanos) {}

  /** One delivery, as it was when taken. */
  record Ticket(long number, String receipt, int receives) {}

  private final boolean fifo;
  private final int maxReceives;
  private final long life;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final TreeMap<Long, Slot> slots = new TreeMap<>();
  private final TreeSet<Lane> lanes = new TreeSet<>(Lane.BY_OPENING);
  private final Map<String, Lane> groups = new HashMap<>();
  private final RecentIds accepted = new RecentIds();
  private boolean closed;

  /**
   * @param life tells this opening of the store from others, whose receipts are good no longer
   * @param messages what the queue holds
   */
  QueueState(
      boolean fifo,
      int maxReceives,
      long life,
      InstantSource clock,
      SortedMap<Long, Message> messages) {
    this.fifo = fifo;
    this.maxReceives = maxReceives;
    this.life = life;
    this.clock = clock;
    messages.forEach((number, message) -> {
      place(number, message);
      message.deduplicationId().ifPresent(id -> accepted.add(id, message.sentAt()));
    });
  }

  /** Whether a message with this id is new; from now on it is not. */
  boolean accept(String deduplicationId, Instant now) {
    lock.lock();
    try {
      return accepted.add(deduplicationId, now);
    } finally {
      lock.unlock();
    }
  }

  /** Takes back what was accepted and then could not be kept. */
  void forget(String deduplicationId) {
    lock.lock();
    try {
      accepted.remove(deduplicationId);
    } finally {
      lock.unlock();
    }
  }

  void add(Map<Long, Message> messages) {
    lock.lock();
    try {
      messages.forEach(this::place);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void place(long number, Message message) {
    String group = message.group().orElse("");
    Lane lane = fifo ? groups.computeIfAbsent(group, Lane::new) : new Lane(group);
    var slot = new Slot(number, lane, message);
    change(lane, () -> lane.add(slot));
    slots.put(number, slot);
  }

  /** Changes a lane's messages and keeps its place among the lanes right. */
  private void change(Lane lane, Runnable change) {
    if (!lane.isEmpty()) {
      lanes.remove(lane);
    }
    change.run();
    if (lane.isEmpty()) {
      groups.remove(lane.group(), lane);
    } else {
      lanes.add(lane);
    }
  }

  /**
   * Takes what is visible, waiting for the first if there is none.
   *
   * @param waitNanos how long at most; also ends when messages turn out to be dead
   */
  Taken take(int max, Duration visibility, long waitNanos) {
    long left = waitNanos;
    lock.lock();
    try {
      while (true) {
        Instant now = clock.instant();
        Taken taken = takeVisible(max, now, now.plus(visibility), left);
        if (!taken.deliveries().isEmpty() || !taken.dead().isEmpty() || left <= 0 || closed) {
          return taken;
        }
        long nap = Math.min(left, untilNextOpens(now));
        left -= nap - changed.awaitNanos(nap);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Taken(List.of(), List.of(), 0);
    } finally {
      lock.unlock();
    }
  }

  private long untilNextOpens(Instant now) {
    return lanes.isEmpty()
        ? Long.MAX_VALUE
        : Math.max(
            TimeUnit.MILLISECONDS.toNanos(1),
            Duration.between(now, lanes.first().opensAt()).toNanos());
  }

  private Taken takeVisible(int max, Instant now, Instant hiddenUntil, long waitLeftNanos) {
    List<Ticket> deliveries = new ArrayList<>();
    List<Long> dead = new ArrayList<>();
    List<Lane> touched = new ArrayList<>();
    // Lanes are put back at the end: with no visibility they are open again at once.
    while (deliveries.size() < max && !lanes.isEmpty() && !lanes.first().opensAt().isAfter(now)) {
      Lane lane = lanes.removeFirst();
      for (Slot slot : lane.first(max - deliveries.size())) {
        if (slot.receives() >= maxReceives) {
          slots.remove(slot.number());
          lane.remove(slot);
          dead.add(slot.number());
        } else {
          slot.receive(hiddenUntil);
          deliveries.add(new Ticket(slot.number(), receipt(slot), slot.receives()));
        }
      }
      touched.add(lane);
    }
    for (Lane lane : touched) {
      if (lane.isEmpty()) {
        groups.remove(lane.group(), lane);
      } else {
        lanes.add(lane);
      }
    }
    return new Taken(deliveries, dead, waitLeftNanos);
  }

  /** Removes the message that the receipt names, if it is the latest one; its number. */
  Optional<Long> remove(String receipt) {
    lock.lock();
    try {
      Optional<Slot> slot = find(receipt);
      slot.ifPresent(this::remove);
      return slot.map(Slot::number);
    } finally {
      lock.unlock();
    }
  }

  private void remove(Slot slot) {
    change(slot.lane(), () -> slot.lane().remove(slot));
    slots.remove(slot.number());
    changed.signalAll();
  }

  void hide(String receipt, Duration visibility) {
    lock.lock();
    try {
      Instant until = clock.instant().plus(visibility);
      find(receipt).ifPresent(slot -> change(slot.lane(), () -> slot.hideUntil(until)));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Names a delivery; the next delivery of the same message has another. */
  private String receipt(Slot slot) {
    return slot.number() + "-" + slot.receives() + "-" + life;
  }

  private Optional<Slot> find(String receipt) {
    int end = Math.max(0, receipt.indexOf('-'));
    try {
      return Optional.ofNullable(slots.get(Long.parseLong(receipt.substring(0, end))))
          .filter(slot -> receipt(slot).equals(receipt));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** Removes what was sent before the time; the numbers. */
  List<Long> expire(Instant sentBefore) {
    List<Long> expired = new ArrayList<>();
    lock.lock();
    try {
      while (!slots.isEmpty()) {
        Slot oldest = slots.firstEntry().getValue();
        if (!oldest.sentAt().isBefore(sentBefore)) {
          break;
        }
        remove(oldest);
        expired.add(oldest.number());
      }
      return expired;
    } finally {
      lock.unlock();
    }
  }

  /** When the next message can be taken, maybe long ago; empty if there is none. */
  Optional<Instant> opensAt() {
    lock.lock();
    try {
      return lanes.isEmpty() ? Optional.empty() : Optional.of(lanes.first().opensAt());
    } finally {
      lock.unlock();
    }
  }

  int depth() {
    lock.lock();
    try {
      return slots.size();
    } finally {
      lock.unlock();
    }
  }

  /** Sends everyone home who waits. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
