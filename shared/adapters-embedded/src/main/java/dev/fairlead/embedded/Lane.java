package dev.fairlead.embedded;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Messages that are given out in order: a FIFO queue's group, or one message of a standard queue.
 * Closed while any of it is hidden. Guarded by the queue's lock.
 */
final class Lane {
  /** By when they open; the oldest first message breaks ties. */
  static final Comparator<Lane> BY_OPENING =
      Comparator.comparing(Lane::opensAt).thenComparingLong(lane -> lane.slots.getFirst().number());

  private final String group;
  private final Deque<Slot> slots = new ArrayDeque<>(1);

  /**
   * @param group its name, empty on a standard queue
   */
  Lane(String group) {
    this.group = group;
  }

  String group() {
    return group;
  }

  boolean isEmpty() {
    return slots.isEmpty();
  }

  void add(Slot slot) {
    slots.addLast(slot);
  }

  void remove(Slot slot) {
    slots.remove(slot);
  }

  /** Not to be asked of an empty lane. */
  Instant opensAt() {
    Instant latest = slots.getFirst().visibleAt();
    for (Slot slot : slots) {
      if (slot.receives() == 0) {
        break; // Given out from the front, so no later one is hidden.
      }
      latest = slot.visibleAt().isAfter(latest) ? slot.visibleAt() : latest;
    }
    return latest;
  }

  /** The first messages, up to {@code max}. */
  List<Slot> first(int max) {
    List<Slot> first = new ArrayList<>(Math.min(max, slots.size()));
    for (Slot slot : slots) {
      if (first.size() == max) {
        break;
      }
      first.add(slot);
    }
    return first;
  }
}
