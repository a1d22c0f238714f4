package dev.fairlead.embedded;

import java.time.Instant;

/** A message's state in its queue, without its content. Guarded by the queue's lock. */
final class Slot {
  private final long number;
  private final Instant sentAt;
  private final Lane lane;
  private Instant visibleAt;
  private int receives;

  Slot(long number, Lane lane, Message message) {
    this.number = number;
    this.lane = lane;
    this.sentAt = message.sentAt();
    this.visibleAt = message.visibleAt();
  }

  long number() {
    return number;
  }

  Lane lane() {
    return lane;
  }

  Instant sentAt() {
    return sentAt;
  }

  Instant visibleAt() {
    return visibleAt;
  }

  int receives() {
    return receives;
  }

  void receive(Instant hiddenUntil) {
    receives++;
    visibleAt = hiddenUntil;
  }

  void hideUntil(Instant time) {
    visibleAt = time;
  }
}
