package dev.fairlead.core.lease;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Blueprints, resources and leases of one type, and what becomes of them by decisions. */
final class Yard {
  static final CustomerId ACME = new CustomerId("acme");

  final Map<LeaseId, Lease> leases = new TreeMap<>();
  final Map<ResourceId, Resource> resources = new TreeMap<>();
  final TreeMap<String, Blueprint> blueprints = new TreeMap<>();
  final Set<String> unauthorized = new HashSet<>();
  Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int made;

  Yard blueprint(String id, String terms) {
    blueprints.put(id, Blueprint.of(id, ACME, fields(terms)));
    return this;
  }

  private static Json.Obj fields(String terms) {
    var json = Json.object().put("type", "plain");
    for (String each : terms.isEmpty() ? new String[0] : terms.split(" ", -1)) {
      String[] pair = each.split("=", -1);
      json.put(
          pair[0],
          pair[1].matches("\\d+")
              ? Json.of(Long.parseLong(pair[1]))
              : pair[1].equals("true") ? Json.of(true) : Json.of(pair[1]));
    }
    return json.build();
  }

  String id() {
    return "01j0000000000000%010d".formatted(++made);
  }

  Lease ask(Selection selection, Json.Obj attributes, Amounts amounts) {
    var lease =
        Lease.asked(
            new LeaseId(id()),
            LeaseRequest.of(ACME, "host", new Holder.OfPerson("eve"), Term.from(now))
                .from(selection)
                .with(attributes)
                .requiring(amounts),
            now);
    leases.put(lease.id(), lease);
    return lease;
  }

  Lease ask(String kind) {
    return ask(Selection.ANY, Json.object().put("kind", kind).build(), Amounts.NONE);
  }

  Lease get(Lease lease) {
    return Optional.ofNullable(leases.get(lease.id())).orElseThrow();
  }

  Resource of(Lease lease) {
    return Optional.ofNullable(resources.get(get(lease).resource().orElseThrow())).orElseThrow();
  }

  Decision decision(Lease lease) {
    return Optional.ofNullable(decide().get(get(lease))).orElseThrow();
  }

  String waitsBy(Lease lease) {
    return decision(lease) instanceof Decision.Wait(Lease.Why why)
        ? why.code()
        : decision(lease).getClass().getSimpleName();
  }

  Map<Lease, Decision> decide() {
    var usable = new HashSet<>(blueprints.keySet());
    usable.removeAll(unauthorized);
    var demands = new ArrayList<Demand>();
    for (Lease each : leases.values()) {
      if (each.state() == LeaseState.PENDING) {
        demands.add(new Demand(each, usable, unauthorized));
      }
    }
    var there =
        resources.values().stream()
            .filter(each -> each.state() != ResourceState.DESTROYED)
            .toList();
    return Allocation.decide(
        new Supply(now, blueprints, there, Map.of("plain", new PlainDriver())),
        demands,
        () -> new ResourceId(id()));
  }

  /** One turn: decides, and does it. */
  Yard turn() {
    decide().forEach(this::carryOut);
    return this;
  }

  private void carryOut(Lease lease, Decision decision) {
    switch (decision) {
      case Decision.Acquire(Resource on, LeaseDraft draft) -> {
        var resource = Optional.ofNullable(resources.get(on.id())).orElseThrow();
        put(resource.used(resource.use().with(lease.request().requirements()), now));
        leases.put(
            lease.id(),
            lease
                .after(new LeaseChange.Acquired(on.id(), draft.slots()), now)
                .after(new LeaseChange.Activated(Json.EMPTY), now));
      }
      case Decision.Build build -> {
        put(
            Resource.planned(
                build.id(),
                Candidates.origin(build.blueprint(), lease),
                build.draft(),
                build.slots(),
                Map.of(),
                now));
        leases.put(
            lease.id(),
            lease.waiting(
                lease.efforts().building(build.id()), new Lease.Why("building", "Built.")));
      }
      case Decision.Recall(Resource idle) -> {
        put(idle.after(new ResourceChange.Released("Recalled."), now));
        leases.put(
            lease.id(),
            lease.waiting(
                lease.efforts().recalling(idle.id()), new Lease.Why("recalling", "Goes.")));
      }
      case Decision.Wait _ -> {}
      case Decision.Break(String why) ->
          leases.put(lease.id(), lease.after(new LeaseChange.Broke(why), now));
    }
  }

  void put(Resource resource) {
    resources.put(resource.id(), resource);
  }

  /** What is pending becomes active, and what is released goes. */
  Yard settle() {
    for (Resource each : List.copyOf(resources.values())) {
      switch (each.state()) {
        case PENDING -> put(each.after(new ResourceChange.Activated(Json.EMPTY), now));
        case RELEASED, BROKEN -> put(each.after(new ResourceChange.Destroyed(), now));
        case ACTIVE, DESTROYED -> {}
      }
    }
    return this;
  }

  Yard release(Lease lease) {
    var found = get(lease);
    if (found.state() == LeaseState.ACTIVE) {
      var resource = of(found);
      put(resource.used(resource.use().without(found.request().requirements()), now));
    }
    leases.put(
        found.id(),
        found
            .after(new LeaseChange.Released("Done."), now)
            .after(new LeaseChange.Destroyed(), now));
    return this;
  }

  Yard pass(Duration time) {
    now = now.plus(time);
    return this;
  }

  long built() {
    return resources.size();
  }
}
