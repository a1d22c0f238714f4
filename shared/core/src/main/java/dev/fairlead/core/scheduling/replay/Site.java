package dev.fairlead.core.scheduling.replay;

import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where the agendas of a replay wait. */
interface Site {
  void submit(Arrival arrival, Waiting agenda);

  void ended(Run run);

  /** Dispatches some of those that go next; nobody if nobody may, or nothing changed since. */
  List<Pick> turn(Instant now);

  /** Whether another turn at the same time would dispatch nobody. */
  boolean isDone();

  /** When it wants a turn, whether anything comes or ends or not. */
  Optional<Instant> next();

  /** How many agendas wait. */
  long waiting();

  /** An insight that shares nothing, and whose agendas are claimed at once. */
  record Alone(InsightModel insight) implements Site {
    /** More are not dispatched in one turn; there are as many turns as it takes. */
    private static final int ROOM = 500;

    @Override
    public void submit(Arrival arrival, Waiting agenda) {
      insight.submit(agenda);
    }

    @Override
    public void ended(Run run) {
      insight.ended(run.pick(), run.startedAt(), run.arrival().slotSeconds());
    }

    @Override
    public List<Pick> turn(Instant now) {
      return insight.turn(now, ROOM);
    }

    @Override
    public boolean isDone() {
      return insight.isFull();
    }

    @Override
    public Optional<Instant> next() {
      return Optional.empty();
    }

    @Override
    public long waiting() {
      return insight.waiting();
    }
  }
}
