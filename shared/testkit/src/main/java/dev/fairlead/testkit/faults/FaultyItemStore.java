package dev.fairlead.testkit.faults;

import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.testkit.faults.FaultPlan.ItemCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An item store over another one that fails when the plan says so. */
public final class FaultyItemStore implements ItemStore {
  private final ItemStore real;
  private final FaultPlan plan;
  private final RecentWrites recent = new RecentWrites();

  public FaultyItemStore(ItemStore real, FaultPlan plan) {
    this.real = real;
    this.plan = plan;
  }

  @Override
  public Optional<Item> read(Key key) {
    failBefore(ItemCall.READ, plan.next(ItemCall.READ));
    return real.read(key);
  }

  @Override
  public WriteOutcome write(Write write) {
    return change(ItemCall.WRITE, List.of(write), () -> real.write(write));
  }

  @Override
  public WriteOutcome transact(List<Write> writes) {
    return change(ItemCall.TRANSACT, writes, () -> real.transact(writes));
  }

  private WriteOutcome change(
      ItemCall call, List<Write> writes, Supplier<WriteOutcome> realChange) {
    ItemFault fault = plan.next(call);
    failBefore(call, fault);
    WriteOutcome outcome = recent.record(real, writes, realChange);
    if (fault instanceof ItemFault.TimedOutButDone) {
      throw new PortException(Fault.TIMED_OUT, "injected: " + call + " was done");
    }
    return outcome;
  }

  @Override
  public Page query(Query query) {
    ItemCall call = query.index().isPresent() ? ItemCall.QUERY_INDEX : ItemCall.QUERY;
    ItemFault fault = plan.next(call);
    failBefore(call, fault);
    Page page = real.query(query);
    return fault instanceof ItemFault.Stale(int writes) && call == ItemCall.QUERY_INDEX
        ? recent.undoIn(page, query, writes)
        : page;
  }

  private static void failBefore(ItemCall call, ItemFault fault) {
    switch (fault) {
      case ItemFault.Throttled _ ->
          throw new PortException(Fault.THROTTLED, "injected: " + call + " was not done");
      case ItemFault.TimedOutAndNotDone _ ->
          throw new PortException(Fault.TIMED_OUT, "injected: " + call + " was not done");
      case ItemFault.Conflict _ -> {
        if (call == ItemCall.TRANSACT) {
          throw new PortException(Fault.CONFLICT, "injected: " + call + " was not done");
        }
      }
      case ItemFault.None _, ItemFault.TimedOutButDone _, ItemFault.Stale _ -> {}
    }
  }
}
