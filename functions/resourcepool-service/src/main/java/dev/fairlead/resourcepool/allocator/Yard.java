package dev.fairlead.resourcepool.allocator;

import dev.fairlead.core.id.Ids;
import dev.fairlead.core.lease.Blueprint;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.Surroundings;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Ports;
import dev.fairlead.store.AttemptOrder;
import dev.fairlead.store.Blueprints;
import dev.fairlead.store.Consents;
import dev.fairlead.store.LeaseRows;
import dev.fairlead.store.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** What every step of the allocator works with: rows, drivers, time and ids. */
final class Yard {
  private final ItemStore items;
  private final LeaseRows rows;
  private final Blueprints blueprints;
  private final Consents consents;
  private final Function<String, Optional<BlueprintDriver>> drivers;
  private final Openings openings;
  private final Ids ids;
  private final InstantSource clock;

  Yard(
      Ports ports,
      Function<String, Optional<BlueprintDriver>> drivers,
      Ids ids,
      InstantSource clock) {
    this.items = ports.items();
    this.rows = new LeaseRows(ports.items());
    this.blueprints = new Blueprints(ports.items());
    this.consents = new Consents(ports.items());
    this.drivers = drivers;
    this.openings = new Openings(ports, drivers, clock);
    this.ids = ids;
    this.clock = clock;
  }

  LeaseRows rows() {
    return rows;
  }

  Blueprints blueprints() {
    return blueprints;
  }

  Consents consents() {
    return consents;
  }

  Openings openings() {
    return openings;
  }

  /** What is to be done on a lease that an attempt holds. Cost: 1 read unit per 4 KB. */
  AttemptOrder orderOf(LeaseId lease) {
    return AttemptOrder.find(items, lease)
        .orElseThrow(() -> new IllegalStateException("lease " + lease + " has no order beside it"));
  }

  Ids ids() {
    return ids;
  }

  Instant now() {
    return clock.instant();
  }

  Optional<BlueprintDriver> driver(String name) {
    return drivers.apply(name);
  }

  /** Who knows a resource. See {@link Openings#driverOf}. */
  BlueprintDriver driverOf(Resource resource) {
    return openings.driverOf(resource);
  }

  Optional<Blueprint> blueprintOf(Resource resource) {
    return blueprints.find(resource.origin().blueprint()).map(Blueprints.Shared::blueprint);
  }

  /** Deletes what has been over for long enough, some lines at a time: what is left stays due. */
  void forget(Target target, Instant over) {
    if (!now().isBefore(over.plus(Due.KEPT))) {
      rows.erase(target);
    }
  }

  /** What a driver finds around it at one step on a resource. */
  Surroundings around(Resource resource) {
    return openings.around(resource);
  }

  /** What it finds around it while it looks for what no resource stands for. */
  Surroundings around(Blueprint blueprint) {
    return openings.around(blueprint);
  }
}
