package dev.fairlead.testkit.faults;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A plan written down beforehand: each call takes the next fault of its port, then none. */
public final class FaultScript implements FaultPlan {
  private final Queue<ItemFault> itemFaults = new ConcurrentLinkedQueue<>();
  private final Queue<QueueFault> queueFaults = new ConcurrentLinkedQueue<>();

  /** Adds what happens to the next call of the item store that has nothing planned yet. */
  public FaultScript then(ItemFault fault) {
    itemFaults.add(fault);
    return this;
  }

  /** Adds what happens to the next call of a queue that has nothing planned yet. */
  public FaultScript then(QueueFault fault) {
    queueFaults.add(fault);
    return this;
  }

  @Override
  public ItemFault next(ItemCall call) {
    ItemFault fault = itemFaults.poll();
    return fault == null ? new ItemFault.None() : fault;
  }

  @Override
  public QueueFault next(QueueCall call, String queue) {
    QueueFault fault = queueFaults.poll();
    return fault == null ? new QueueFault.None() : fault;
  }
}
