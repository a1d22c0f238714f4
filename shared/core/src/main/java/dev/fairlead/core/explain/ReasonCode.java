package dev.fairlead.core.explain;

/** What a program knows a reason by. A code, once given, keeps its meaning for ever. */
public enum ReasonCode {
  HELD(true, "It was stored, and not to be run until somebody wants it."),
  INSIGHT_HELD(true, "Somebody holds its insight: nothing is dispatched from there."),
  INSIGHT_DRAINING(true, "Its insight is drained: what it has is finished, nothing more comes in."),
  POOL_HELD(true, "Somebody holds the resource pool of its insight."),
  POOL_DRAINING(true, "The resource pool of its insight is drained."),
  CUSTOMER_CEILING(true, "Its customer's running agendas use all that the customer may use."),
  INSIGHT_LIMITS(true, "The running agendas of its insight use all that the insight may use."),
  POOL_FULL(true, "The insights of its resource pool use all that the pool has."),
  POOL_SHARE(true, "What is left of its resource pool is not for its insight now."),
  FLOOR(true, "What it needs at the least is not free yet."),
  FLOOR_OVER_LIMITS(true, "What it needs at the least is more than there may be by now."),
  QUEUE_FULL(true, "As many agendas as its insight allows are dispatched, and not claimed."),
  IN_LINE(true, "Others are before it in its line."),
  BESIDE_PARENT(
      true, "It runs on what the agenda around it holds, and is dispatched before all others."),
  DISPATCHED(true, "It has its turn; an executor will claim it."),
  CLAIMED(true, "An executor has just claimed it."),
  NEXT_ATTEMPT(true, "It failed, and is tried again later."),
  RUNNING(false, "Its operations run."),
  PAUSED(true, "Somebody paused the agenda: nothing new starts."),
  INVENTORY(true, "Another agenda has the inventory."),
  ENDING(true, "The agenda comes to its end: nothing new of its main part starts."),
  AGENDA_NOT_STARTED(true, "Its agenda has not started, or not again."),
  DEPENDENCIES(true, "Operations that it depends on are not complete."),
  GENERATOR(true, "What lists further operations of the agenda is not complete."),
  FINALLY(true, "It is done last, and the rest of the agenda is not over."),
  LIST_CONCURRENCY(true, "As many items of its list as may run at once do."),
  TURN(true, "Of its sequentialGroup one runs at a time, and another has its turn."),
  BACKOFF(true, "Its last attempt failed; the next one has to wait."),
  SECRET(true, "A secret that it uses was missing; it is tried again."),
  SLOTS(true, "Its agenda uses all the slots that it was granted."),
  NEXT_STEP(true, "Nothing keeps it; it goes on with the agenda's next step."),
  STARTING(true, "It was asked for; no sign of life yet."),
  FLEET_QUEUE(true, "It is in the queue of a fleet of workers."),
  POD(true, "It waits for its pod to run."),
  LEASE(true, "It waits for a lease on a host, or for its start there."),
  TIMER(true, "It waits for a time that was set."),
  APPROVAL(true, "It waits for somebody to approve or reject it."),
  SUB_AGENDA(true, "It lasts until its sub-agenda is over."),
  ITEMS(true, "It lasts until the work for each item of its list is done."),
  EXECUTING(false, "It runs."),
  OVER(false, "It is over.");

  private final boolean isWait;
  private final String meaning;

  ReasonCode(boolean isWait, String meaning) {
    this.isWait = isWait;
    this.meaning = meaning;
  }

  /** Whether what it is said of waits for something; else it runs or is over. */
  public boolean isWait() {
    return isWait;
  }

  /** What it means, in a sentence. */
  public String meaning() {
    return meaning;
  }
}
