package dev.fairlead.reference;

import dev.fairlead.core.lease.Blueprint;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.FieldSpec;
import dev.fairlead.core.lease.Health;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseRequest;
import dev.fairlead.core.lease.Outcome;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceDraft;
import dev.fairlead.core.lease.Surroundings;
import java.util.List;
import java.util.Optional;

/** Has nothing to offer: blueprints need a driver that is there. */
public final class InertDriver implements BlueprintDriver {
  @Override
  public String type() {
    return "inert";
  }

  @Override
  public List<FieldSpec> fields() {
    return List.of();
  }

  @Override
  public Optional<ResourceDraft> allocate(
      Blueprint blueprint, LeaseRequest request, List<Resource> live) {
    return Optional.empty();
  }

  @Override
  public Outcome activate(Resource resource, Surroundings around) {
    return Outcome.done();
  }

  @Override
  public Outcome destroy(Resource resource, Surroundings around) {
    return Outcome.done();
  }

  @Override
  public Health probe(Resource resource, Surroundings around) {
    return new Health.Alive();
  }

  @Override
  public <T> Optional<T> open(Resource resource, Lease lease, Class<T> type, Surroundings around) {
    return Optional.empty();
  }
}
