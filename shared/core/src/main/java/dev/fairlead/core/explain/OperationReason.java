package dev.fairlead.core.explain;

import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.OperationOutcome;
import dev.fairlead.core.run.Output;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Why an operation of an agenda is where it is. */
public sealed interface OperationReason extends Reason {
  /** Its agenda waits, for a reason of its own. */
  record AgendaNotStarted() implements OperationReason {}

  /**
   * What it depends on is not complete.
   *
   * @param operations those that are not, at least one
   */
  record Dependencies(List<String> operations) implements OperationReason {
    public Dependencies {
      operations = List.copyOf(operations);
    }
  }

  /** All that it still depends on adds operations to the agenda once it is complete. */
  record Generator(List<String> operations) implements OperationReason {
    public Generator {
      operations = List.copyOf(operations);
    }
  }

  /**
   * It is done last.
   *
   * @param left operations of the main part that are not over, 1 and up
   */
  record Finally(int left) implements OperationReason {}

  /** Its agenda is paused. */
  record Paused() implements OperationReason {}

  /**
   * Its agenda does not have its inventory.
   *
   * @param holder the agenda of the same customer that has it; empty while it is being asked for
   */
  record Inventory(Optional<String> holder) implements OperationReason {}

  /** Its agenda comes to its end without it. */
  record Ending(AgendaOutcome towards) implements OperationReason {}

  /** Enough items of its list run. */
  record ListConcurrency(String list, int most) implements OperationReason {}

  /** One of its group is before it. */
  record Turn(String group, String before) implements OperationReason {}

  /**
   * Its next attempt has to wait.
   *
   * @param why what became of the last one
   */
  record Backoff(Instant until, String why) implements OperationReason {}

  /** The same, because a secret was not there. */
  record Secret(Instant until, String why) implements OperationReason {}

  /**
   * The agenda's grant is used up.
   *
   * @param amount of which there is too little left
   */
  record Slots(String amount) implements OperationReason {}

  /** Nothing keeps it any more. */
  record NextStep() implements OperationReason {}

  /** Asked for. */
  record Starting(Instant since) implements OperationReason {}

  /** Asked for, of workers that fetch their work. */
  record FleetQueue(Instant since) implements OperationReason {}

  /**
   * Its pod does not run yet.
   *
   * @param why what the cluster says of it; empty if that is not known
   */
  record Pod(Instant since, Optional<String> why) implements OperationReason {}

  /**
   * It has no lease on a host yet, or has not started there.
   *
   * @param why what the allocator says of it; empty if that is not known
   */
  record HostLease(Instant since, Optional<String> why) implements OperationReason {}

  /**
   * Time has to pass.
   *
   * @param until empty if what it was told refers to results
   */
  record Timer(Instant since, Optional<Instant> until) implements OperationReason {}

  /** Somebody has to answer. */
  record Approval(Instant since) implements OperationReason {}

  /** Another agenda of the same customer does it. */
  record SubAgenda(Instant since, String agenda) implements OperationReason {}

  /**
   * The items of its list have to be done.
   *
   * @param counts so far
   * @param running items that are being done now
   * @param isGivenUp whether too many failed for any more to be started
   */
  record Items(Output.Collected counts, int running, boolean isGivenUp)
      implements OperationReason {}

  /**
   * It runs.
   *
   * @param heartbeat the last sign of life, of work that beats
   */
  record Executing(Instant since, Optional<Instant> heartbeat) implements OperationReason {}

  /** It is over. */
  record Over(OperationOutcome outcome) implements OperationReason {}

  @Override
  default ReasonCode code() {
    return switch (this) {
      case AgendaNotStarted _ -> ReasonCode.AGENDA_NOT_STARTED;
      case Dependencies _ -> ReasonCode.DEPENDENCIES;
      case Generator _ -> ReasonCode.GENERATOR;
      case Finally _ -> ReasonCode.FINALLY;
      case Paused _ -> ReasonCode.PAUSED;
      case Inventory _ -> ReasonCode.INVENTORY;
      case Ending _ -> ReasonCode.ENDING;
      case ListConcurrency _ -> ReasonCode.LIST_CONCURRENCY;
      case Turn _ -> ReasonCode.TURN;
      case Backoff _ -> ReasonCode.BACKOFF;
      case Secret _ -> ReasonCode.SECRET;
      case Slots _ -> ReasonCode.SLOTS;
      case NextStep _ -> ReasonCode.NEXT_STEP;
      case Starting _ -> ReasonCode.STARTING;
      case FleetQueue _ -> ReasonCode.FLEET_QUEUE;
      case Pod _ -> ReasonCode.POD;
      case HostLease _ -> ReasonCode.LEASE;
      case Timer _ -> ReasonCode.TIMER;
      case Approval _ -> ReasonCode.APPROVAL;
      case SubAgenda _ -> ReasonCode.SUB_AGENDA;
      case Items _ -> ReasonCode.ITEMS;
      case Executing _ -> ReasonCode.EXECUTING;
      case Over _ -> ReasonCode.OVER;
    };
  }

  @Override
  default String sentence() {
    return switch (this) {
      case AgendaNotStarted _ -> "Its agenda has not started.";
      case Dependencies(List<String> names) ->
          "It depends on " + Reason.names(names) + ", not complete yet.";
      case Generator(List<String> names) ->
          "It comes after "
              + Reason.names(names)
              + ", which may add operations to the agenda and is not complete.";
      case Finally(int left) ->
          "It is done last: "
              + Reason.count(left, "operation")
              + " of the agenda "
              + (left == 1 ? "is" : "are")
              + " not over.";
      case Paused _ -> "Its agenda is paused: nothing new starts.";
      case Inventory(Optional<String> holder) ->
          holder
              .map(agenda -> "Agenda " + agenda + " has the inventory, until its end.")
              .orElse("Its agenda is asking for its inventory.");
      case Ending(AgendaOutcome towards) ->
          "Its agenda comes to its end as " + towards.word() + "; it will be skipped.";
      case ListConcurrency(String list, int most) ->
          "Of the items of "
              + list
              + (most == 1 ? " 1 may run" : " " + most + " may run")
              + " at once, and so many do.";
      case Turn(String group, String before) ->
          "One of the group " + group + " runs at a time, and " + before + " is before it.";
      case Backoff(Instant until, String why) ->
          "Its last attempt failed ("
              + why
              + "); the next one starts at "
              + Reason.time(until)
              + ".";
      case Secret(Instant until, String why) ->
          why + " It is tried again at " + Reason.time(until) + ".";
      case Slots(String amount) ->
          "Its agenda was granted too little "
              + amount
              + " for it beside what runs or comes before.";
      case NextStep _ -> "Nothing keeps it: it goes on with its agenda's next step.";
      case Starting(Instant since) ->
          "It was asked for at " + Reason.time(since) + "; no sign of life yet.";
      case FleetQueue(Instant since) ->
          "It has been in the queue of its workers since " + Reason.time(since) + ".";
      case Pod(Instant since, Optional<String> why) ->
          "Its pod was asked for at "
              + Reason.time(since)
              + " and does not run yet"
              + why.map(said -> ": " + Reason.ended(said)).orElse(".");
      case HostLease(Instant since, Optional<String> why) ->
          "A host was asked for at "
              + Reason.time(since)
              + " and it does not run there yet"
              + why.map(said -> ": " + Reason.ended(said)).orElse(".");
      case Timer(Instant _, Optional<Instant> until) ->
          until
              .map(at -> "It waits until " + Reason.time(at) + ".")
              .orElse("It waits for a time that it was told.");
      case Approval(Instant since) ->
          "It has waited for an answer since " + Reason.time(since) + ".";
      case SubAgenda(Instant _, String agenda) -> "Agenda " + agenda + " does it, and is not over.";
      case Items(Output.Collected counts, int running, boolean isGivenUp) ->
          (counts.succeeded() + counts.failed() + counts.skipped())
              + " of "
              + Reason.count(counts.total(), "item")
              + " are done, "
              + running
              + " run"
              + (isGivenUp ? "; too many failed, so no more are started." : ".");
      case Executing(Instant since, Optional<Instant> heartbeat) ->
          "It has been running since "
              + Reason.time(since)
              + heartbeat.map(at -> "; last heard of at " + Reason.time(at)).orElse("")
              + ".";
      case Over(OperationOutcome outcome) -> "It is over: " + outcome.word() + ".";
    };
  }

  @Override
  default Optional<String> unblock() {
    return switch (this) {
      case AgendaNotStarted _ -> Optional.of("What its agenda waits for.");
      case Dependencies(List<String> names) ->
          Optional.of("The end of " + Reason.names(names) + ".");
      case Generator(List<String> names) -> Optional.of("The end of " + Reason.names(names) + ".");
      case Finally _ -> Optional.of("The end of the rest of the agenda, however it ends.");
      case Paused _ -> Optional.of("Somebody resumes the agenda.");
      case Inventory(Optional<String> holder) ->
          Optional.of(
              holder.map(agenda -> "The end of agenda " + agenda + ".").orElse("The answer."));
      case Ending _ -> Optional.of("Nothing: it will not run, unless the agenda is done again.");
      case ListConcurrency(String list, int _) ->
          Optional.of("The end of an item of " + list + ", or a larger maxConcurrency.");
      case Turn(String _, String before) -> Optional.of("The end of " + before + ".");
      case Backoff _ -> Optional.of("Time.");
      case Secret _ -> Optional.of("Somebody sets the secret; then the next attempt.");
      case Slots _ -> Optional.of("The end of an operation of the agenda, or a larger grant.");
      case NextStep _ -> Optional.of("The agenda's next step, within seconds.");
      case Starting _ -> Optional.of("Its start.");
      case FleetQueue _ -> Optional.of("A worker that takes it; more workers take it sooner.");
      case Pod _ -> Optional.of("Its cluster starts it, or its type's startsWithin is over.");
      case HostLease _ ->
          Optional.of("A host that is free, or one more: fairlead lease ls tells who has them.");
      case Timer _ -> Optional.of("Time.");
      case Approval _ -> Optional.of("Anybody of the customer who may write answers it.");
      case SubAgenda(Instant _, String agenda) -> Optional.of("The end of agenda " + agenda + ".");
      case Items _ -> Optional.of("The end of its items.");
      case Executing _, Over _ -> Optional.empty();
    };
  }
}
