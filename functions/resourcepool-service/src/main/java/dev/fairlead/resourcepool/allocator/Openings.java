package dev.fairlead.resourcepool.allocator;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.lease.Blueprint;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.Surroundings;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.store.Blueprints;
import dev.fairlead.store.LeaseRows;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Opens what leases are on, by their drivers, and gives drivers what is around them. Needs leases,
 * blueprints and values of secrets to be read, and writes nothing.
 */
public final class Openings {
  private final LeaseRows rows;
  private final Blueprints blueprints;
  private final SecretStore secrets;
  private final Function<String, Optional<BlueprintDriver>> drivers;
  private final InstantSource clock;

  /**
   * Opens by these drivers.
   *
   * @param drivers by name
   */
  public Openings(
      Ports ports, Function<String, Optional<BlueprintDriver>> drivers, InstantSource clock) {
    this.rows = new LeaseRows(ports.items());
    this.blueprints = new Blueprints(ports.items());
    this.secrets = ports.secrets();
    this.drivers = drivers;
    this.clock = clock;
  }

  /**
   * An interface of what a lease is on; whoever opens it closes it. Cost: a read of its resource
   * and one of its blueprint, and what the driver asks for.
   *
   * @return none unless the lease is active, and on something that offers such a thing
   */
  public <T> Optional<T> open(Lease lease, Class<T> type) {
    if (lease.state() != LeaseState.ACTIVE) {
      return Optional.empty();
    }
    return lease
        .resource()
        .flatMap(rows::find)
        .flatMap(on -> driverOf(on).open(on, lease, type, around(on)));
  }

  /** The same of a lease that is taken down. Cost: what the driver asks for. */
  <T> Optional<T> reopen(Resource on, Lease lease, Class<T> type) {
    return driverOf(on).open(on, lease, type, around(on));
  }

  /**
   * Who knows a resource.
   *
   * @throws IllegalStateException if that driver is no longer installed: nothing can be done then
   */
  BlueprintDriver driverOf(Resource resource) {
    return drivers
        .apply(resource.origin().driver())
        .orElseThrow(() ->
            new IllegalStateException(
                "The driver "
                    + resource.origin().driver()
                    + " of resource "
                    + resource.id()
                    + " is not installed."));
  }

  /** What a driver finds around it at one step on a resource. */
  Surroundings around(Resource resource) {
    return new Around(
        resource.origin().owner(), resource.origin().blueprint(), resource.children());
  }

  /** What it finds around it while it looks for what no resource stands for. */
  Surroundings around(Blueprint blueprint) {
    return new Around(blueprint.owner(), blueprint.id(), Map.of());
  }

  private final class Around implements Surroundings {
    private final CustomerId owner;
    private final String blueprint;
    private final Map<String, LeaseId> children;

    Around(CustomerId owner, String blueprint, Map<String, LeaseId> children) {
      this.owner = owner;
      this.blueprint = blueprint;
      this.children = children;
    }

    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public Optional<Blueprint> blueprint() {
      return blueprints.find(blueprint).map(Blueprints.Shared::blueprint);
    }

    @Override
    public Optional<String> secret(String name) {
      return secrets.find(owner.value(), new SecretName(name)).map(value -> value.text());
    }

    @Override
    public Optional<Child> child(String name) {
      return Optional.ofNullable(children.get(name)).flatMap(rows::find).map(HeldChild::new);
    }
  }

  private final class HeldChild implements Surroundings.Child {
    private final Lease lease;

    HeldChild(Lease lease) {
      this.lease = lease;
    }

    @Override
    public Lease lease() {
      return lease;
    }

    @Override
    public Optional<Resource> resource() {
      return lease.resource().flatMap(rows::find);
    }

    @Override
    public <T> Optional<T> open(Class<T> type) {
      return Openings.this.open(lease, type);
    }
  }
}
