package dev.fairlead.store;

import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceId;
import dev.fairlead.core.lease.ResourceState;
import dev.fairlead.core.lease.Slot;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.wire.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Changes of leases and resources that happen together or not at all: each on condition that what
 * it changes is of the version before it. A slot is taken on condition that nobody has it.
 *
 * <p>Cost: 2 write units per KB of each row, line and slot (a lease or resource has 1 to 2 KB), and
 * as much again for each of up to three indexes that a row is in; a single row without a line is
 * half of that.
 */
public final class LeaseBatch {
  private static final String VERSION = "version";
  static final String STATE = "state";
  private static final String OWNER = "owner";

  private final ItemStore items;
  private final List<Write> writes = new ArrayList<>();

  LeaseBatch(ItemStore items) {
    this.items = items;
  }

  /** A lease in place of the version before it; of version 1, where there is none. */
  public LeaseBatch put(Lease lease, Optional<Instant> due) {
    var attributes = new TreeMap<String, Attr>();
    attributes.put("customerId", Attr.of(lease.request().customer().value()));
    attributes.put("listKey", Attr.of(lease.id().value()));
    place(lease)
        .ifPresent(place -> {
          attributes.put(LeaseRows.PLACE, Attr.of(place));
          attributes.put(
              LeaseRows.PLACE_ORDER,
              Attr.of(Format.sortable(lease.request().term().since()) + "/" + lease.id()));
        });
    return put(
        Target.of(lease.id()),
        lease.version(),
        lease.state().name(),
        JsonText.write(LeaseFormat.write(lease)),
        attributes,
        due);
  }

  /** A resource in place of the version before it; of version 1, where there is none. */
  public LeaseBatch put(Resource resource, Optional<Instant> due) {
    var attributes = new TreeMap<String, Attr>();
    if (resource.state() != ResourceState.DESTROYED) {
      attributes.put(LeaseRows.PLACE, Attr.of("of/" + resource.origin().blueprint()));
      attributes.put(LeaseRows.PLACE_ORDER, Attr.of(resource.id().value()));
    }
    return put(
        Target.of(resource.id()),
        resource.version(),
        resource.state().name(),
        JsonText.write(ResourceFormat.write(resource)),
        attributes,
        due);
  }

  /** Refuses all unless the resource is active at that moment. */
  public LeaseBatch whileActive(ResourceId resource) {
    writes.add(
        Write.check(
            LeaseRows.keyOf(Target.of(resource)),
            Condition.is(STATE, ResourceState.ACTIVE.name())));
    return this;
  }

  /** Takes slots beside those of others of the same driver and owner. */
  public LeaseBatch take(Resource.Origin origin, List<Slot> slots, Target owner) {
    for (Slot slot : slots) {
      writes.add(
          Write.put(
              Format.item(keyOf(origin, slot), new TreeMap<>(Map.of(OWNER, Attr.of(owner.text())))),
              Condition.absent()));
    }
    return this;
  }

  /** Gives slots back that their owner has. */
  public LeaseBatch free(Resource.Origin origin, List<Slot> slots, Target owner) {
    for (Slot slot : slots) {
      writes.add(Write.delete(keyOf(origin, slot), Condition.is(OWNER, owner.text())));
    }
    return this;
  }

  /** What is told of a change of a lease. */
  public LeaseBatch tell(Lease changed, LeaseLine line) {
    writes.add(Write.put(SignalFormat.write(Target.of(changed.id()), changed.version(), line)));
    return this;
  }

  /** What is told of a change of a resource. */
  public LeaseBatch tell(Resource changed, LeaseLine line) {
    writes.add(Write.put(SignalFormat.write(Target.of(changed.id()), changed.version(), line)));
    return this;
  }

  /** Keeps a signal until it is carried out; on condition that what it is for is there. */
  public LeaseBatch signal(LeaseSignal signal) {
    writes.add(Write.check(LeaseRows.keyOf(signal.target()), Condition.present()));
    writes.add(Write.put(SignalFormat.write(signal), Condition.absent()));
    return this;
  }

  /** Ends a signal, which is carried out by the rest of this. */
  public LeaseBatch consume(LeaseSignal signal) {
    writes.add(Write.delete(SignalFormat.keyOf(signal), Condition.present()));
    return this;
  }

  /** What else is written with it. */
  public LeaseBatch also(Write write) {
    writes.add(write);
    return this;
  }

  /** Does it; refused, nothing is changed. */
  public WriteOutcome commit() {
    return writes.size() == 1 && !(writes.getFirst() instanceof Write.Check)
        ? items.write(writes.getFirst())
        : items.transact(writes);
  }

  private LeaseBatch put(
      Target target,
      long version,
      String state,
      String body,
      Map<String, Attr> attributes,
      Optional<Instant> due) {
    attributes.put(VERSION, Attr.of(version));
    attributes.put(STATE, Attr.of(state));
    attributes.put(LeaseRows.BODY, Attr.of(body));
    due.ifPresent(at -> {
      attributes.put(LeaseRows.DUE_IN, Attr.of(LeaseRows.shardOf(target)));
      attributes.put(LeaseRows.DUE_AT, Attr.of(Format.sortable(at)));
    });
    Item item = Format.item(LeaseRows.keyOf(target), attributes);
    writes.add(
        Write.put(item, version == 1 ? Condition.absent() : Condition.is(VERSION, version - 1)));
    return this;
  }

  private static Optional<String> place(Lease lease) {
    if (lease.state() == LeaseState.PENDING) {
      return Optional.of("waiting/" + lease.request().type());
    }
    return lease.state() == LeaseState.DESTROYED
        ? Optional.empty()
        : lease.resource().map(resource -> "on/" + resource);
  }

  /** Customers and drivers each name slots of their own. */
  private static Key keyOf(Resource.Origin origin, Slot slot) {
    return new Key(
        LeaseRows.TABLE, "slot/" + origin.owner() + "/" + origin.driver() + "/" + slot, "slot");
  }

  /** Who has the slot that a batch was refused for, if that was the reason. */
  public static Optional<String> holder(WriteOutcome.Refused refused) {
    return refused.found().flatMap(item -> item.text(OWNER));
  }
}
