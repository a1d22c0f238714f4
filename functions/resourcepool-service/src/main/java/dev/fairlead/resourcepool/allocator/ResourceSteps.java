package dev.fairlead.resourcepool.allocator;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Health;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseChange;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.lease.Outcome;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceChange;
import dev.fairlead.core.lease.ResourceId;
import dev.fairlead.core.lease.ResourceState;
import dev.fairlead.core.lease.ResourceTransitions;
import dev.fairlead.core.port.PortException;
import dev.fairlead.store.LeaseBatch;
import dev.fairlead.store.LeaseLine;
import dev.fairlead.store.LeaseSignal;
import dev.fairlead.store.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One step of one resource; as {@link LeaseSteps}. */
final class ResourceSteps {
  /** So long a resource that goes waits for the leases on it to be taken down before it. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Yard yard;

  ResourceSteps(Yard yard) {
    this.yard = yard;
  }

  /** Takes a step, and says what should be looked at now. */
  List<Task> step(ResourceId id) {
    var found = yard.rows().find(id);
    if (found.isEmpty()) {
      return List.of();
    }
    var resource = found.get();
    var signals = yard.rows().signals(Target.of(id));
    if (!signals.isEmpty()) {
      return obey(resource, signals.getFirst());
    }
    return switch (resource.state()) {
      case PENDING -> activate(resource);
      case ACTIVE -> look(resource);
      case RELEASED, BROKEN -> takeDown(resource);
      case DESTROYED -> {
        yard.forget(Target.of(id), resource.stamps().changed());
        yield List.of();
      }
    };
  }

  private List<Task> obey(Resource resource, LeaseSignal signal) {
    Instant now = yard.now();
    var batch = yard.rows().batch().consume(signal);
    switch (signal.kind()) {
      case RELEASE -> {
        if (ResourceTransitions.allow(resource.state(), ResourceChange.Released.class)) {
          var gone = resource.after(new ResourceChange.Released(signal.reason()), now);
          tell(batch.put(gone, Optional.of(now)), gone, "released", signal);
        }
      }
      case RECALL -> {
        if (resource.state() == ResourceState.ACTIVE && resource.use().leases() == 0) {
          var gone = resource.after(new ResourceChange.Released(signal.reason()), now);
          tell(batch.put(gone, Optional.of(now)), gone, "recalled", signal);
        }
      }
      case CORDON, UNCORDON -> {
        boolean isCordoned = signal.kind() == LeaseSignal.Kind.CORDON;
        if (resource.state().isLive() && resource.standing().isCordoned() != isCordoned) {
          var other =
              resource.standing(new Resource.Standing(isCordoned, resource.standing().weight()));
          batch.put(other, Due.of(other, yard.blueprintOf(other), now));
          tell(batch, other, isCordoned ? "cordoned" : "uncordoned", signal);
        }
      }
    }
    batch.commit();
    return List.of(
        new Task.Look(Target.of(resource.id())), new Task.Serve(resource.origin().type()));
  }

  private static void tell(LeaseBatch batch, Resource changed, String type, LeaseSignal signal) {
    batch.tell(changed, new LeaseLine(signal.at(), type, signal.author(), signal.reason()));
  }

  private List<Task> activate(Resource resource) {
    Outcome outcome;
    try {
      outcome = yard.driverOf(resource).activate(resource, yard.around(resource));
    } catch (PortException failure) {
      if (failure.fault().isRetryable()) {
        throw failure;
      }
      outcome = Outcome.broken(LeaseSteps.said(failure));
    } catch (RuntimeException failure) {
      outcome = Outcome.broken(LeaseSteps.said(failure));
    }
    Instant now = yard.now();
    switch (outcome) {
      case Outcome.Done(Json.Obj learned) -> {
        var active = resource.after(new ResourceChange.Activated(learned), now);
        yard.rows()
            .batch()
            .put(active, Due.of(active, yard.blueprintOf(active), now))
            .tell(active, LeaseLine.of(now, "activated", "It can be leased."))
            .commit();
        return List.of(new Task.Serve(resource.origin().type()));
      }
      case Outcome.Yield(Duration in, String why, Json.Obj learned) -> {
        var known = resource.knowing(learned, why);
        var batch = yard.rows().batch().put(known, Optional.of(now.plus(in)));
        if (!resource.why().equals(known.why())) {
          batch.tell(known, LeaseLine.of(now, "activation-yield", why));
        }
        batch.commit();
        return List.of(new Task.Later(Target.of(resource.id()), in));
      }
      case Outcome.Broken(String why) -> {
        return breakDown(resource, "activation-failure", why);
      }
    }
  }

  /** The lease that had it built hears of it in the same moment, so that it builds no other one. */
  private List<Task> breakDown(Resource resource, String type, String why) {
    Instant now = yard.now();
    var broken = resource.after(new ResourceChange.Broke(why), now);
    var batch =
        yard.rows()
            .batch()
            .put(broken, Optional.of(now))
            .tell(broken, LeaseLine.of(now, type, why));
    resource
        .origin()
        .builtFor()
        .flatMap(yard.rows()::find)
        .filter(lease -> lease.state() == LeaseState.PENDING)
        .filter(lease -> lease.efforts().built().equals(Optional.of(resource.id())))
        .ifPresent(lease -> {
          var told =
              lease.waiting(lease.efforts().failed(), new Lease.Why("allocation-failure", why));
          batch
              .put(told, Due.of(told, now))
              .tell(told, LeaseLine.of(now, "allocation-failure", why));
        });
    batch.commit();
    return List.of(
        new Task.Look(Target.of(resource.id())), new Task.Serve(resource.origin().type()));
  }

  private List<Task> look(Resource resource) {
    Instant now = yard.now();
    var blueprint = yard.blueprintOf(resource);
    if (Due.isIdle(resource, blueprint, now)) {
      var why = blueprint.isEmpty() ? "Its blueprint is gone." : "Nobody used it for long.";
      var gone = resource.after(new ResourceChange.Released(why), now);
      yard.rows()
          .batch()
          .put(gone, Optional.of(now))
          .tell(gone, LeaseLine.of(now, "released", why))
          .commit();
      return List.of(new Task.Look(Target.of(resource.id())));
    }
    if (yard.driverOf(resource).probe(resource, yard.around(resource))
        instanceof Health.Dead(String why)) {
      return breakDown(resource, "died", why);
    }
    var again = resource.again();
    yard.rows().batch().put(again, Due.of(again, blueprint, now)).commit();
    return List.of();
  }

  private List<Task> takeDown(Resource resource) {
    Instant now = yard.now();
    var on = yard.rows().on(resource.id());
    var next = new ArrayList<Task>();
    on.forEach(lease -> next.addAll(end(lease, resource, now)));
    if (!on.isEmpty() && now.isBefore(resource.stamps().changed().plus(PATIENCE))) {
      var again = resource.again();
      yard.rows().batch().put(again, Optional.of(now.plus(Duration.ofSeconds(5)))).commit();
      return next;
    }
    Outcome outcome;
    try {
      outcome = yard.driverOf(resource).destroy(resource, yard.around(resource));
    } catch (RuntimeException failure) {
      // For ever: what is outside must not outlive its row.
      outcome = Outcome.later(LeaseSteps.AGAIN, LeaseSteps.said(failure));
    }
    switch (outcome) {
      case Outcome.Done _ -> next.addAll(gone(resource, now));
      case Outcome.Yield(Duration in, String why, Json.Obj learned) ->
          yard.rows()
              .batch()
              .put(resource.knowing(learned, why), Optional.of(now.plus(in)))
              .commit();
      case Outcome.Broken(String why) ->
          yard.rows()
              .batch()
              .put(resource.knowing(Json.EMPTY, why), Optional.of(now.plus(LeaseSteps.AGAIN)))
              .commit();
    }
    return next;
  }

  /** What was not of use yet looks for another one; what was, ends. */
  private List<Task> end(Lease lease, Resource resource, Instant now) {
    if (lease.state() == LeaseState.ACTIVE) {
      var why = "Its resource is gone: " + resource.why().orElse("nobody said why") + ".";
      var ended =
          lease.after(
              resource.state() == ResourceState.BROKEN
                  ? new LeaseChange.Broke(why)
                  : new LeaseChange.Released(why),
              now);
      yard.rows()
          .batch()
          .put(ended, Due.of(ended, now))
          .tell(ended, LeaseLine.of(now, ended.why().orElseThrow().code(), why))
          .commit();
    }
    return List.of(new Task.Look(Target.of(lease.id())));
  }

  /** The leases that it held on others end in the same moment: nobody else knows of them. */
  private List<Task> gone(Resource resource, Instant now) {
    var destroyed = resource.after(new ResourceChange.Destroyed(), now);
    var batch =
        yard.rows()
            .batch()
            .put(destroyed, Due.of(destroyed, Optional.empty(), now))
            .free(resource.origin(), resource.slots(), Target.of(resource.id()))
            .tell(destroyed, LeaseLine.of(now, "destroyed", "Nothing of it is left."));
    var next = new ArrayList<Task>();
    for (var child : resource.children().values()) {
      yard.rows()
          .find(child)
          .filter(lease -> lease.state().isLive())
          .ifPresent(lease -> {
            var why = "Resource " + resource.id() + ", which held it, is gone.";
            var ended = lease.after(new LeaseChange.Released(why), now);
            batch.put(ended, Due.of(ended, now)).tell(ended, LeaseLine.of(now, "released", why));
            next.add(new Task.Look(Target.of(child)));
          });
    }
    if (!batch.commit().isWritten()) {
      return List.of(new Task.Look(Target.of(resource.id())));
    }
    next.add(new Task.Serve(resource.origin().type()));
    return next;
  }
}
