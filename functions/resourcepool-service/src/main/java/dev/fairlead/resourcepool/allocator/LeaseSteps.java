package dev.fairlead.resourcepool.allocator;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Holder;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseChange;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.lease.LeaseTransitions;
import dev.fairlead.core.lease.Outcome;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceChange;
import dev.fairlead.core.lease.ResourceState;
import dev.fairlead.core.port.PortException;
import dev.fairlead.store.AttemptOrder;
import dev.fairlead.store.LeaseBatch;
import dev.fairlead.store.LeaseLine;
import dev.fairlead.store.LeaseSignal;
import dev.fairlead.store.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step of one lease. Each reads the lease anew and ends in one transaction, refused if the
 * lease or its resource was changed meanwhile; whoever comes next goes on from what is there.
 */
final class LeaseSteps {
  /** A step that fails is tried again after so long. */
  static final Duration AGAIN = Duration.ofSeconds(30);

  private final Yard yard;
  private final AttemptSteps attempts;

  LeaseSteps(Yard yard, AttemptSteps attempts) {
    this.yard = yard;
    this.attempts = attempts;
  }

  /** Takes a step, and says what should be looked at now; without works messages ask hosts. */
  List<Task> step(LeaseId id, boolean works) {
    var found = yard.rows().find(id);
    if (found.isEmpty()) {
      return List.of();
    }
    var lease = found.get();
    var signals = yard.rows().signals(Target.of(id));
    if (!signals.isEmpty()) {
      return obey(lease, signals.getFirst());
    }
    var end = endOf(lease);
    if (end.isPresent()) {
      return end(lease, end.get(), LeaseLine.ALLOCATOR, Optional.empty());
    }
    return switch (lease.state()) {
      case PENDING -> {
        postpone(lease);
        yield List.of(new Task.Serve(lease.request().type()));
      }
      case ACQUIRED -> activate(lease);
      case ACTIVE -> {
        postpone(lease);
        yield work(lease);
      }
      case RELEASED, BROKEN ->
          works || !AttemptSteps.isOf(lease) || lease.resource().isEmpty()
              ? destroy(lease)
              : List.of(new Task.Later(Target.of(id), Duration.ZERO));
      case DESTROYED -> {
        yard.forget(Target.of(id), lease.stamps().changed());
        yield List.of();
      }
    };
  }

  private List<Task> obey(Lease lease, LeaseSignal signal) {
    if (signal.kind() == LeaseSignal.Kind.RELEASE
        && LeaseTransitions.allow(lease.state(), LeaseChange.Released.class)) {
      return end(lease, signal.reason(), signal.author(), Optional.of(signal));
    }
    // It is on its way already, or never could do so.
    yard.rows().batch().consume(signal).commit();
    return List.of(new Task.Look(Target.of(lease.id())));
  }

  private static List<Task> work(Lease lease) {
    return AttemptSteps.isOf(lease) ? List.of(new Task.Work(lease.id(), false)) : List.of();
  }

  private Optional<String> endOf(Lease lease) {
    if (!lease.state().isLive()) {
      return Optional.empty();
    }
    Instant now = yard.now();
    if (lease.endsAt().filter(at -> !now.isBefore(at)).isPresent()) {
      var term = lease.request().term();
      if (term.until().filter(at -> !now.isBefore(at)).isPresent()) {
        return Optional.of("Its time was over.");
      }
      return Optional.of(
          lease.state() != LeaseState.ACTIVE
                  && term.notAfter().filter(at -> !now.isBefore(at)).isPresent()
              ? "It was not active in time, and was given up."
              : "Its holder was not heard of in time.");
    }
    return lease.request().holder() instanceof Holder.OfLease(LeaseId parent)
            && yard.rows().find(parent).filter(each -> each.state().isLive()).isEmpty()
        ? Optional.of("The lease " + parent + ", which it belonged to, is over.")
        : Optional.empty();
  }

  private List<Task> end(Lease lease, String why, String author, Optional<LeaseSignal> signal) {
    Instant now = yard.now();
    var ended = lease.after(new LeaseChange.Released(why), now);
    var batch =
        yard.rows()
            .batch()
            .put(ended, Due.of(ended, now))
            .tell(ended, new LeaseLine(now, "released", author, why));
    signal.ifPresent(batch::consume);
    return batch.commit().isWritten() ? List.of(new Task.Look(Target.of(lease.id()))) : List.of();
  }

  /** Only what is due has to be written again, for the next time that it is due. */
  private void postpone(Lease lease) {
    Instant now = yard.now();
    if (lease.request().holder() instanceof Holder.OfLease) {
      var again = lease.again();
      yard.rows().batch().put(again, Due.of(again, now)).commit();
    }
  }

  private List<Task> activate(Lease lease) {
    var resource = lease.resource().flatMap(yard.rows()::find);
    if (resource.isEmpty() || resource.get().state() != ResourceState.ACTIVE) {
      return giveBack(lease, resource, "Its resource went before it was of use.");
    }
    var on = resource.get();
    Outcome outcome;
    try {
      outcome = yard.driverOf(on).activate(on, lease, yard.around(on));
    } catch (PortException failure) {
      if (failure.fault().isRetryable()) {
        throw failure;
      }
      outcome = Outcome.broken(said(failure));
    } catch (RuntimeException failure) {
      outcome = Outcome.broken(said(failure));
    }
    return activated(lease, on, outcome);
  }

  private List<Task> activated(Lease lease, Resource on, Outcome outcome) {
    Instant now = yard.now();
    var again = List.<Task>of(new Task.Look(Target.of(lease.id())));
    switch (outcome) {
      case Outcome.Done(Json.Obj learned) -> {
        var active = lease.after(new LeaseChange.Activated(learned), now);
        boolean isDone =
            yard.rows()
                .batch()
                .put(active, Due.of(active, now))
                .whileActive(on.id())
                .tell(active, LeaseLine.of(now, "activated", "It may be used."))
                .commit()
                .isWritten();
        // Refused, the resource may just have gone: the next look tells.
        return isDone ? work(active) : again;
      }
      case Outcome.Yield(Duration in, String why, Json.Obj learned) -> {
        var known = lease.knowing(learned, new Lease.Why("activation-yield", why));
        var batch = yard.rows().batch().put(known, Due.later(known, now.plus(in)));
        if (!lease.why().equals(known.why())) {
          batch.tell(known, LeaseLine.of(now, "activation-yield", why));
        }
        batch.commit();
        return List.of(new Task.Later(Target.of(lease.id()), in));
      }
      case Outcome.Broken(String why) -> {
        var broken = lease.after(new LeaseChange.Broke(why), now);
        yard.rows()
            .batch()
            .put(broken, Due.of(broken, now))
            .tell(broken, LeaseLine.of(now, "activation-failure", why))
            .commit();
        return again;
      }
    }
  }

  /** Back in line, at its old place. */
  private List<Task> giveBack(Lease lease, Optional<Resource> from, String why) {
    Instant now = yard.now();
    var pending = lease.after(new LeaseChange.Returned(why), now);
    var batch =
        yard.rows()
            .batch()
            .put(pending, Due.of(pending, now))
            .tell(pending, LeaseLine.of(now, "reacquire", why));
    from.ifPresent(resource -> vacate(batch, lease, resource, now));
    if (!batch.commit().isWritten()) {
      return List.of(new Task.Look(Target.of(lease.id())));
    }
    var next = new ArrayList<Task>();
    from.ifPresent(resource -> next.add(new Task.Look(Target.of(resource.id()))));
    next.add(new Task.Serve(lease.request().type()));
    return next;
  }

  private List<Task> destroy(Lease lease) {
    var on = lease.resource().flatMap(yard.rows()::find);
    var standing = on.filter(each -> each.state() != ResourceState.DESTROYED);
    Instant now = yard.now();
    Outcome outcome;
    try {
      outcome = standing.map(each -> takeDown(lease, each)).orElseGet(Outcome::done);
    } catch (RuntimeException failure) {
      // For ever: what is outside must not outlive its lease.
      outcome = Outcome.later(AGAIN, said(failure));
    }
    if (outcome instanceof Outcome.Yield(Duration in, String why, Json.Obj learned)) {
      var known = lease.knowing(learned, new Lease.Why("destroy-failure", why));
      yard.rows().batch().put(known, Optional.of(now.plus(in))).commit();
      return List.of(new Task.Later(Target.of(lease.id()), in));
    }
    if (outcome instanceof Outcome.Broken(String why)) {
      var known = lease.knowing(Json.EMPTY, new Lease.Why("destroy-failure", why));
      yard.rows().batch().put(known, Optional.of(now.plus(AGAIN))).commit();
      return List.of();
    }
    var gone = lease.after(new LeaseChange.Destroyed(), now);
    var batch =
        yard.rows()
            .batch()
            .put(gone, Due.of(gone, now))
            .tell(gone, LeaseLine.of(now, "destroyed", "Nothing of it is left."));
    if (AttemptSteps.isOf(lease)) {
      attempts.gone(lease, now);
      // What a lease that is only remembered was for is not.
      batch.also(AttemptOrder.delete(lease.id()));
    }
    on.ifPresent(resource -> vacate(batch, lease, resource, now));
    if (!batch.commit().isWritten()) {
      return List.of(new Task.Look(Target.of(lease.id())));
    }
    on.ifPresent(resource -> goOn(resource, gone));
    return on.<List<Task>>map(resource ->
            List.of(
                new Task.Look(Target.of(resource.id())), new Task.Serve(lease.request().type())))
        .orElse(List.of());
  }

  /** The work on it ends first, in its own time. */
  private Outcome takeDown(Lease lease, Resource on) {
    if (AttemptSteps.isOf(lease) && on.state() != ResourceState.BROKEN) {
      var in = attempts.end(lease, on);
      if (in.isPresent()) {
        return Outcome.later(
            in.get(),
            "Its work was told to end.",
            AttemptSteps.ending(lease, yard.now()).learned());
      }
    }
    return yard.driverOf(on).destroy(on, lease, yard.around(on));
  }

  private void vacate(LeaseBatch batch, Lease lease, Resource resource, Instant now) {
    batch.free(resource.origin(), lease.slots(), Target.of(lease.id()));
    if (resource.state() != ResourceState.DESTROYED) {
      var emptier = resource.used(resource.use().without(lease.request().requirements()), now);
      batch.put(emptier, Due.of(emptier, yard.blueprintOf(emptier), now));
    }
  }

  /** A driver may have a resource go with a lease on it. */
  private void goOn(Resource seen, Lease ended) {
    yard.rows()
        .find(seen.id())
        .filter(each -> each.state() == ResourceState.ACTIVE)
        .filter(each -> !yard.driverOf(each).staysAfter(each, ended, each.use().leases()))
        .ifPresent(each -> {
          Instant now = yard.now();
          var released =
              each.after(new ResourceChange.Released("A lease on it ended, and it with it."), now);
          yard.rows()
              .batch()
              .put(released, Optional.of(now))
              .tell(released, LeaseLine.of(now, "released", "A lease on it ended."))
              .commit();
        });
  }

  static String said(RuntimeException failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
