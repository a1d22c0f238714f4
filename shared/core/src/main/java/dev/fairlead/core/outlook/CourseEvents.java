package dev.fairlead.core.outlook;

import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.replay.Stake;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What happens in a course, by time; what is at the same time, in the order of its being said. */
final class CourseEvents {
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingLong(Event::number));
  private long number;
  private int running;

  /** What happens in an insight, so many seconds from now. */
  sealed interface Event {
    String insight();

    double at();

    long number();
  }

  record End(
      String insight, double at, long number, Pick pick, Instant startedAt, double slotSeconds)
      implements Event {}

  record Arrival(String insight, double at, long number, Stake stake, double perSecond)
      implements Event {}

  void end(String insight, Pick pick, double at, Instant startedAt, double slotSeconds) {
    running++;
    events.add(new End(insight, at, number++, pick, startedAt, slotSeconds));
  }

  void arrival(String insight, Stake stake, double at, double perSecond) {
    events.add(new Arrival(insight, at, number++, stake, perSecond));
  }

  /** The next; only if anything runs. */
  Event take() {
    Event next = events.remove();
    if (next instanceof End) {
      running--;
    }
    return next;
  }

  boolean isAnyRunning() {
    return running > 0;
  }

  /** The number of what is said next. */
  long next() {
    return number;
  }
}
