package dev.fairlead.core.lease;

import java.util.List;
import java.util.Optional;

/** Builds whatever is asked for, of the kind that the request names. */
final class PlainDriver implements BlueprintDriver {
  @Override
  public String type() {
    return "plain";
  }

  @Override
  public String resourceType() {
    return "host";
  }

  @Override
  public List<FieldSpec> fields() {
    return List.of();
  }

  @Override
  public boolean canEver(Blueprint blueprint, LeaseRequest request) {
    return request.attributes().text("never").isEmpty();
  }

  @Override
  public Optional<ResourceDraft> allocate(
      Blueprint blueprint, LeaseRequest request, List<Resource> live) {
    return Optional.of(
        ResourceDraft.of("one", request.attributes())
            .holding(Capacity.sharedBy(blueprint.terms().leasesPerResource())));
  }

  @Override
  public Outcome activate(Resource resource, Surroundings around) {
    return Outcome.done();
  }

  @Override
  public boolean canAcquire(Resource resource, LeaseRequest request) {
    return resource.attributes().equals(request.attributes());
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
