package dev.fairlead.core.lease;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is on the floor while a plan is made: resources as they will be. */
final class Floor {
  private final Map<ResourceId, Resource> resources = new TreeMap<>();
  private final Map<ResourceId, Resource.Use> promised = new TreeMap<>();
  private final Map<ResourceId, LeaseId> kept = new TreeMap<>();

  Floor(List<Resource> there) {
    there.forEach(each -> resources.put(each.id(), each));
  }

  Iterable<Resource> resources() {
    return resources.values();
  }

  Optional<Resource> find(ResourceId id) {
    return Optional.ofNullable(resources.get(id));
  }

  /** Room that is spoken for on a resource that is still built. */
  Resource.Use promised(Resource pending) {
    return promised.getOrDefault(pending.id(), Resource.Use.NONE);
  }

  boolean isKeptFromOthers(Resource resource) {
    return kept.containsKey(resource.id());
  }

  /** Until an older lease has room on it, no younger one takes what is left. */
  void keep(Resource resource, Lease older) {
    kept.putIfAbsent(resource.id(), older.id());
  }

  void promise(Lease lease) {
    lease
        .efforts()
        .built()
        .map(resources::get)
        .filter(resource -> resource.state() == ResourceState.PENDING)
        .ifPresent(resource -> promise(resource, lease));
  }

  void promise(Resource pending, Lease lease) {
    promised.merge(
        pending.id(),
        Resource.Use.NONE.with(lease.request().requirements()),
        (before, _) -> before.with(lease.request().requirements()));
  }

  void take(Lease lease, Decision decision, Instant now) {
    switch (decision) {
      case Decision.Acquire(Resource resource, LeaseDraft _) ->
          resources.put(
              resource.id(),
              resource.used(resource.use().with(lease.request().requirements()), now));
      case Decision.Build build -> {
        var planned =
            Resource.planned(
                build.id(),
                Candidates.origin(build.blueprint(), lease),
                build.draft(),
                build.slots(),
                Map.of(),
                now);
        resources.put(planned.id(), planned);
        promise(planned, lease);
      }
      case Decision.Recall(Resource idle) ->
          resources.put(idle.id(), idle.after(new ResourceChange.Released("Recalled."), now));
      case Decision.Wait _, Decision.Break _ -> {}
    }
  }
}
