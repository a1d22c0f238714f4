package dev.fairlead.testkit.leases;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Blueprint;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.Capacity;
import dev.fairlead.core.lease.External;
import dev.fairlead.core.lease.FieldSpec;
import dev.fairlead.core.lease.Health;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseDraft;
import dev.fairlead.core.lease.LeaseRequest;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.lease.Outcome;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceDraft;
import dev.fairlead.core.lease.Slot;
import dev.fairlead.core.lease.Surroundings;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.testkit.leases.TestWorld.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes boxes: of the kind that a lease asks for ({@code kind} of its attributes), of the colour
 * that its blueprint says, on another box if the blueprint names one, and with a slot that all
 * leases want if it says so. Each step goes as the {@link TestWorld} says.
 */
public final class TestDriver implements BlueprintDriver {
  private final TestWorld world;

  /** One with a world of its own, as a service loader makes it. */
  public TestDriver() {
    this(new TestWorld());
  }

  /** One of a world that tests watch. */
  public TestDriver(TestWorld world) {
    this.world = world;
  }

  @Override
  public String type() {
    return "test";
  }

  @Override
  public String resourceType() {
    return "box";
  }

  @Override
  public List<FieldSpec> fields() {
    return List.of(
        FieldSpec.optional("colour", FieldSpec.Kind.TEXT, "It labels the boxes."),
        FieldSpec.optional("on", FieldSpec.Kind.TEXT, "The blueprint of the boxes below."),
        FieldSpec.optional("secret", FieldSpec.Kind.TEXT, "A secret that it needs."),
        FieldSpec.optional("slot", FieldSpec.Kind.TEXT, "What every lease takes."));
  }

  @Override
  public Optional<ResourceDraft> allocate(
      Blueprint blueprint, LeaseRequest request, List<Resource> live) {
    var draft =
        ResourceDraft.of("box of " + blueprint.id(), request.attributes())
            .holding(Capacity.sharedBy(blueprint.terms().leasesPerResource()));
    var slot = blueprint.fields().text("slot");
    if (slot.isPresent()) {
      draft = draft.labelled(Map.of("slot", slot.get()));
    }
    var on = blueprint.fields().text("on");
    return Optional.of(
        on.isEmpty()
            ? draft
            : draft.needing(
                Map.of(
                    "below",
                    new ResourceDraft.ChildRequest(
                        resourceType(), Amounts.NONE, List.of(on.get()), Json.EMPTY))));
  }

  @Override
  public Outcome activate(Resource resource, Surroundings around) {
    var scripted = world.scripted(Step.ACTIVATE_RESOURCE);
    if (scripted.isPresent()) {
      return scripted.get().get();
    }
    if (resource.children().containsKey("below")) {
      var below = around.child("below");
      if (below.filter(child -> child.lease().state() == LeaseState.ACTIVE).isEmpty()) {
        return below.filter(child -> child.lease().state().isLive()).isPresent()
            ? Outcome.later(Duration.ofSeconds(15), "It waits for the box below.")
            : Outcome.broken("There is no box below.");
      }
    }
    var secret = around.blueprint().flatMap(each -> each.fields().text("secret"));
    if (secret.isPresent() && secret.flatMap(around::secret).isEmpty()) {
      return Outcome.broken("There is no secret " + secret.get() + ".");
    }
    world.make(resource.id());
    return Outcome.done(Json.object().put("made", "so").build());
  }

  @Override
  public boolean canAcquire(Resource resource, LeaseRequest request) {
    return resource.draft().attributes().equals(request.attributes());
  }

  @Override
  public LeaseDraft acquire(Resource resource, Lease lease) {
    return Optional.ofNullable(resource.draft().labels().get("slot"))
        .map(name -> new LeaseDraft(List.of(new Slot(name))))
        .orElse(LeaseDraft.PLAIN);
  }

  @Override
  public Outcome activate(Resource resource, Lease lease, Surroundings around) {
    var scripted = world.scripted(Step.ACTIVATE_LEASE);
    if (scripted.isPresent()) {
      return scripted.get().get();
    }
    world.prepare(lease.id());
    return Outcome.done();
  }

  @Override
  public Outcome destroy(Resource resource, Lease lease, Surroundings around) {
    var scripted = world.scripted(Step.DESTROY_LEASE);
    if (scripted.isPresent()) {
      return scripted.get().get();
    }
    world.clear(lease.id());
    return Outcome.done();
  }

  @Override
  public Outcome destroy(Resource resource, Surroundings around) {
    var scripted = world.scripted(Step.DESTROY_RESOURCE);
    if (scripted.isPresent()) {
      return scripted.get().get();
    }
    world.remove(resource.id());
    return Outcome.done();
  }

  @Override
  public Health probe(Resource resource, Surroundings around) {
    return world.isDead(resource.id())
        ? new Health.Dead("It does not answer.")
        : new Health.Alive();
  }

  @Override
  public List<External> list(Blueprint blueprint, Surroundings around) {
    return world.things().stream().map(each -> new External(each, "box " + each)).toList();
  }

  @Override
  public void remove(External thing, Surroundings around) {
    world.remove(thing.token());
  }

  @Override
  public <T> Optional<T> open(Resource resource, Lease lease, Class<T> type, Surroundings around) {
    var secret = around.blueprint().flatMap(each -> each.fields().text("secret"));
    if (secret.isPresent() && secret.flatMap(around::secret).isEmpty()) {
      return Optional.empty();
    }
    return type.isInstance(resource.draft().name())
        ? Optional.of(type.cast(resource.draft().name()))
        : Optional.empty();
  }
}
