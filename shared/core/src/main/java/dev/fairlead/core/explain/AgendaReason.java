package dev.fairlead.core.explain;

import dev.fairlead.core.run.AgendaOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Why an agenda is where it is. */
public sealed interface AgendaReason extends Reason {
  /**
   * It is in no line.
   *
   * @param byItsDocument whether its document says so; else it was reset so
   */
  record Held(boolean byItsDocument) implements AgendaReason {}

  /**
   * It needs more than there may be, since limits were lowered, and is set aside.
   *
   * @param amount of what it needs too much
   * @param whose limits they are, as its customer may know them
   */
  record FloorOverLimits(String amount, String needed, String most, String whose)
      implements AgendaReason {}

  /** A sub-agenda, which runs on what the agenda around it holds. */
  record BesideParent() implements AgendaReason {}

  /** Its insight is held. */
  record InsightHeld(String insight, Gate.Held gate) implements AgendaReason {}

  /** Its insight is drained; it is still dispatched in its turn. */
  record InsightDraining(String insight, Gate.Draining gate, Ahead ahead) implements AgendaReason {}

  /** The pool of its insight is held. */
  record PoolHeld(String insight, Gate.Held gate) implements AgendaReason {}

  /** The pool of its insight is drained; it is still dispatched in its turn. */
  record PoolDraining(String insight, Gate.Draining gate, Ahead ahead) implements AgendaReason {}

  /**
   * Its insight has no room in its queue.
   *
   * @param queueSize how many agendas may be dispatched and not claimed
   */
  record QueueFull(int queueSize, Ahead ahead) implements AgendaReason {}

  /** Others have their turn before it. */
  record InLine(Ahead ahead) implements AgendaReason {}

  /**
   * Its customer has all that it may have.
   *
   * @param amount of what
   */
  record CustomerCeiling(String amount, String used, String most) implements AgendaReason {}

  /** Its insight gives all that it may give. */
  record InsightLimits(String amount, String used, String most, Ahead ahead)
      implements AgendaReason {}

  /**
   * The insights of its resource pool have all that there is.
   *
   * @param needed at the least
   */
  record PoolFull(String amount, String needed, String used, String capacity, Ahead ahead)
      implements AgendaReason {}

  /**
   * Its resource pool has enough, but not for its insight now.
   *
   * @param held by its insight
   * @param own what is the insight's own
   * @param reclaimTime for how long it could borrow, if it were known to take no longer
   */
  record PoolShare(
      String amount,
      String needed,
      String held,
      String own,
      Optional<Duration> reclaimTime,
      Ahead ahead)
      implements AgendaReason {}

  /** The least that it needs is not free. */
  record Floor(String amount, String needed, String free) implements AgendaReason {}

  /**
   * It has its turn.
   *
   * @param ahead what was dispatched before it, and is not claimed either
   */
  record Dispatched(Instant since, int ahead) implements AgendaReason {}

  /** It was claimed, and not stepped yet. */
  record Claimed() implements AgendaReason {}

  /** It is tried again. */
  record NextAttempt(int attempt, Instant at) implements AgendaReason {}

  /** It goes on. */
  record Running(int running, int waiting) implements AgendaReason {}

  /** Somebody paused it. */
  record Paused(int running) implements AgendaReason {}

  /** It has not got its inventory. */
  record Inventory(String name, Optional<String> holder) implements AgendaReason {}

  /** It ends. */
  record Ending(AgendaOutcome towards, int left) implements AgendaReason {}

  /** It is over. */
  record Over(AgendaOutcome outcome) implements AgendaReason {}

  @Override
  default ReasonCode code() {
    return switch (this) {
      case Held _ -> ReasonCode.HELD;
      case InsightHeld _ -> ReasonCode.INSIGHT_HELD;
      case InsightDraining _ -> ReasonCode.INSIGHT_DRAINING;
      case PoolHeld _ -> ReasonCode.POOL_HELD;
      case PoolDraining _ -> ReasonCode.POOL_DRAINING;
      case QueueFull _ -> ReasonCode.QUEUE_FULL;
      case InLine _ -> ReasonCode.IN_LINE;
      case CustomerCeiling _ -> ReasonCode.CUSTOMER_CEILING;
      case InsightLimits _ -> ReasonCode.INSIGHT_LIMITS;
      case PoolFull _ -> ReasonCode.POOL_FULL;
      case PoolShare _ -> ReasonCode.POOL_SHARE;
      case Floor _ -> ReasonCode.FLOOR;
      case FloorOverLimits _ -> ReasonCode.FLOOR_OVER_LIMITS;
      case BesideParent _ -> ReasonCode.BESIDE_PARENT;
      case Dispatched _ -> ReasonCode.DISPATCHED;
      case Claimed _ -> ReasonCode.CLAIMED;
      case NextAttempt _ -> ReasonCode.NEXT_ATTEMPT;
      case Running _ -> ReasonCode.RUNNING;
      case Paused _ -> ReasonCode.PAUSED;
      case Inventory _ -> ReasonCode.INVENTORY;
      case Ending _ -> ReasonCode.ENDING;
      case Over _ -> ReasonCode.OVER;
    };
  }

  @Override
  default String sentence() {
    return switch (this) {
      case Held(boolean byItsDocument) ->
          byItsDocument
              ? "Its document says doNotRun: it is in no line."
              : "It was reset and not to be run: it is in no line.";
      case InsightHeld(String insight, Gate.Held gate) ->
          halted("Insight " + insight, "held", gate.since(), gate.why());
      case InsightDraining(String insight, Gate.Draining gate, Ahead ahead) ->
          halted("Insight " + insight, "drained", gate.since(), gate.why())
              + " "
              + ahead.sentence();
      case PoolHeld(String insight, Gate.Held gate) ->
          halted("The resource pool of insight " + insight, "held", gate.since(), gate.why());
      case PoolDraining(String insight, Gate.Draining gate, Ahead ahead) ->
          halted("The resource pool of insight " + insight, "drained", gate.since(), gate.why())
              + " "
              + ahead.sentence();
      case QueueFull(int queueSize, Ahead ahead) ->
          "The queue of its insight is full: "
              + Reason.count(queueSize, "agenda")
              + " may be dispatched and not claimed. "
              + ahead.sentence();
      case InLine(Ahead ahead) -> ahead.sentence();
      case CustomerCeiling(String amount, String used, String most) ->
          "Your running agendas use " + used + " of " + most + " " + amount + ".";
      case InsightLimits(String amount, String used, String most, Ahead ahead) ->
          "The running agendas of its insight use "
              + used
              + " of "
              + most
              + " "
              + amount
              + ". "
              + ahead.sentence();
      case PoolFull(String amount, String needed, String used, String capacity, Ahead ahead) ->
          "It needs "
              + needed
              + " "
              + amount
              + ", and the insights of its resource pool use "
              + used
              + " of "
              + capacity
              + ". "
              + ahead.sentence();
      case PoolShare(
              String amount,
              String needed,
              String held,
              String own,
              Optional<Duration> reclaimTime,
              Ahead ahead) ->
          "It needs "
              + needed
              + " "
              + amount
              + "; its insight uses "
              + held
              + " of its resource pool, "
              + own
              + " are its own, and the rest is kept for others"
              + reclaimTime
                  .map(time ->
                      " or lent to what is known to take at most " + time.toSeconds() + " s")
                  .orElse("")
              + ". "
              + ahead.sentence();
      case Floor(String amount, String needed, String free) ->
          "It needs " + needed + " " + amount + " at the least, and " + free + " are free.";
      case FloorOverLimits(String amount, String needed, String most, String whose) ->
          "It needs "
              + needed
              + " "
              + amount
              + " at the least, and there is at most "
              + most
              + " for "
              + whose
              + " since limits were lowered. It is set aside, and keeps its age.";
      case BesideParent _ ->
          "It runs on what the agenda around it holds, so it has to wait for nobody else.";
      case Dispatched(Instant since, int ahead) ->
          "It was dispatched at "
              + Reason.time(since)
              + "; "
              + (ahead == 0
                  ? "an executor claims it next."
                  : Reason.count(ahead, "agenda") + " will be claimed before it.");
      case Claimed _ -> "An executor has just claimed it.";
      case NextAttempt(int attempt, Instant at) ->
          "Its attempt " + attempt + " starts at " + Reason.time(at) + ".";
      case Running(int running, int waiting) ->
          verb(running, "operation", "runs", "run") + ", " + waits(waiting) + ".";
      case Paused(int running) ->
          "It is paused: nothing new starts; " + verb(running, "operation", "runs", "run") + ".";
      case Inventory(String name, Optional<String> holder) ->
          holder
              .map(agenda -> "Agenda " + agenda + " has the inventory " + name + ", until its end.")
              .orElse("It is asking for the inventory " + name + ".");
      case Ending(AgendaOutcome towards, int left) ->
          "It comes to its end as "
              + towards.word()
              + "; "
              + verb(left, "operation", "is", "are")
              + " not over.";
      case Over(AgendaOutcome outcome) -> "It is over: " + outcome.word() + ".";
    };
  }

  @Override
  default Optional<String> unblock() {
    return switch (this) {
      case Held _ -> Optional.of("Somebody reruns it.");
      case InsightHeld _ -> Optional.of("An operator releases the insight.");
      case PoolHeld _ -> Optional.of("An operator releases the resource pool.");
      case InsightDraining(_, _, Ahead ahead) -> Optional.of(turn(ahead));
      case PoolDraining(_, _, Ahead ahead) -> Optional.of(turn(ahead));
      case QueueFull _ -> Optional.of("Executors that claim what is dispatched.");
      case InLine(Ahead ahead) -> Optional.of(turn(ahead));
      case CustomerCeiling _ -> Optional.of("The end of one of your agendas, or a higher ceiling.");
      case InsightLimits _ -> Optional.of("The end of running agendas, or higher limits.");
      case PoolFull _ ->
          Optional.of("The end of running agendas of the pool, or a larger capacity.");
      case PoolShare _ ->
          Optional.of("The end of running agendas of its insight, or a larger nominal of it.");
      case Floor _ -> Optional.of("The end of running agendas, or a smaller reserve.");
      case FloorOverLimits(_, _, _, String whose) ->
          Optional.of("An operator who raises the limits of " + whose + ", or binds it elsewhere.");
      case BesideParent _ -> Optional.of("The scheduler's next turn.");
      case Dispatched _ -> Optional.of("An executor that claims it, within seconds.");
      case Claimed _ -> Optional.of("Its first step, within seconds.");
      case NextAttempt _ -> Optional.of("Time.");
      case Paused _ -> Optional.of("Somebody resumes it.");
      case Inventory(_, Optional<String> holder) ->
          Optional.of(
              holder.map(agenda -> "The end of agenda " + agenda + ".").orElse("The answer."));
      case Ending _ -> Optional.of("The end of what still runs.");
      case Running _, Over _ -> Optional.empty();
    };
  }

  private static String turn(Ahead ahead) {
    return ahead.agendas() == 0 ? "The scheduler's next turn." : "The turn of those before it.";
  }

  private static String halted(String what, String how, Instant since, String why) {
    String end = why.endsWith(".") ? "" : ".";
    return what + " is " + how + " since " + Reason.time(since) + ": " + why + end;
  }

  private static String verb(int number, String noun, String one, String more) {
    return Reason.count(number, noun) + " " + (number == 1 ? one : more);
  }

  private static String waits(int number) {
    return number == 1 ? "1 waits" : number + " wait";
  }
}
