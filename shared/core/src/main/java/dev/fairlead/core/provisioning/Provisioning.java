package dev.fairlead.core.provisioning;

import dev.fairlead.core.port.QueueProvisioner.State;
import dev.fairlead.core.provisioning.Move.Ask;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When the queue of an insight comes, is read, rests and goes. It is read only while the insight
 * dispatches, since asking a queue for messages all day costs more than everything else that an
 * insight costs. See docs/adr/0028.
 *
 * <p>Each turn takes one step of {@link QueuePhase}, so that whoever was in the middle of something
 * when a phase ended is done with it before the next is acted upon.
 */
public final class Provisioning {
  /** An insight that dispatched nothing for so long leaves its queue to rest. */
  public static final Duration QUIET = Duration.ofMinutes(15);

  /** That an active insight still dispatches is written down once in so long. */
  static final Duration REFRESH = Duration.ofMinutes(5);

  /**
   * What is gone is forgotten only so long after it was to go: until then an invocation may live
   * that was about to make it. None lives longer than a minute.
   */
  static final Duration FORGET = Duration.ofMinutes(2);

  /**
   * What a step goes by.
   *
   * @param isThere whether there is the insight
   * @param dispatched how many agendas the insight has ever dispatched
   * @param found what there is of the queue
   */
  public record Facts(boolean isThere, long dispatched, State found, Instant now) {}

  private Provisioning() {}

  /** Of an insight that has no queue yet. */
  public static Move begin(String insight, long dispatched, Instant now) {
    return Move.to(QueueRecord.begun(insight, dispatched, now), Ask.REST);
  }

  /** The next step. */
  public static Move decide(QueueRecord queue, Facts facts) {
    if (!facts.isThere() && queue.phase() != QueuePhase.DRAINING) {
      return enter(queue, QueuePhase.DRAINING, facts, Ask.NOTHING);
    }
    return switch (queue.phase()) {
      case PROVISIONING, CLOSING -> towards(State.RESTING, QueuePhase.RESTING, queue, facts);
      case OPENING -> towards(State.READ, QueuePhase.ACTIVE, queue, facts);
      case RESTING ->
          dispatches(queue, facts)
              ? enter(queue, QueuePhase.OPENING, facts, Ask.READ)
              : Move.to(queue, Ask.NOTHING);
      case ACTIVE -> active(queue, facts);
      case DRAINING -> draining(queue, facts);
    };
  }

  private static Move towards(State wanted, QueuePhase then, QueueRecord queue, Facts facts) {
    if (facts.found() == wanted) {
      // What was dispatched on the way is still to be seen: it may be a reason to open again.
      return Move.to(queue.in(then, queue.seen(), facts.now()), Ask.NOTHING);
    }
    return Move.to(
        queue,
        switch (facts.found()) {
          case ABSENT, RESTING, READ -> wanted == State.READ ? Ask.READ : Ask.REST;
          case CHANGING -> Ask.NOTHING;
          case BROKEN -> Ask.REMOVE;
        });
  }

  private static Move active(QueueRecord queue, Facts facts) {
    Duration idle = Duration.between(queue.since(), facts.now());
    if (dispatches(queue, facts)) {
      return idle.compareTo(REFRESH) < 0
          ? Move.to(queue, Ask.NOTHING)
          : enter(queue, QueuePhase.ACTIVE, facts, Ask.NOTHING);
    }
    return idle.compareTo(QUIET) < 0
        ? Move.to(queue, Ask.NOTHING)
        : enter(queue, QueuePhase.CLOSING, facts, Ask.NOTHING);
  }

  private static Move draining(QueueRecord queue, Facts facts) {
    return switch (facts.found()) {
      case CHANGING -> Move.to(queue, Ask.NOTHING);
      case RESTING, READ, BROKEN -> Move.to(queue, Ask.REMOVE);
      case ABSENT -> {
        if (Duration.between(queue.since(), facts.now()).compareTo(FORGET) < 0) {
          yield Move.to(queue, Ask.NOTHING);
        }
        // An insight of the same name may have come meanwhile.
        yield facts.isThere()
            ? enter(queue, QueuePhase.PROVISIONING, facts, Ask.REST)
            : new Move(Optional.empty(), Ask.NOTHING);
      }
    };
  }

  private static boolean dispatches(QueueRecord queue, Facts facts) {
    return facts.dispatched() > queue.seen();
  }

  private static Move enter(QueueRecord queue, QueuePhase phase, Facts facts, Ask ask) {
    return Move.to(queue.in(phase, facts.dispatched(), facts.now()), ask);
  }
}
