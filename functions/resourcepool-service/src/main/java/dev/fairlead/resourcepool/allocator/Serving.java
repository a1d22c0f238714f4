package dev.fairlead.resourcepool.allocator;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.lease.Allocation;
import dev.fairlead.core.lease.Blueprint;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.Decision;
import dev.fairlead.core.lease.Demand;
import dev.fairlead.core.lease.Holder;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseChange;
import dev.fairlead.core.lease.LeaseDraft;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.LeaseRequest;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceChange;
import dev.fairlead.core.lease.ResourceId;
import dev.fairlead.core.lease.Selection;
import dev.fairlead.core.lease.Supply;
import dev.fairlead.core.lease.Term;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.store.Blueprints;
import dev.fairlead.store.Consents.Consent;
import dev.fairlead.store.Consents.Verdict;
import dev.fairlead.store.LeaseBatch;
import dev.fairlead.store.LeaseLine;
import dev.fairlead.store.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Serves those who wait for one type of resource: reads what there is, decides, and writes each
 * decision as one transaction. A decision that was overtaken is refused by the versions of what it
 * changes, and made anew by the next turn.
 *
 * <p>Cost of a turn: half a read unit per 4 KB of blueprints, of the type's resources and of up to
 * {@value #MANY} leases that wait, and 1 for each consent asked about; an acquisition 8 write units
 * and 6 of indexes, as much for a build, and 2 for each slot.
 */
final class Serving {
  /** Leases that one turn looks at; the others have waited less. */
  static final int MANY = 200;

  private final Yard yard;

  Serving(Yard yard) {
    this.yard = yard;
  }

  /** Takes a turn, and says what should be looked at now. */
  List<Task> serve(String type) {
    var waiting = yard.rows().waiting(type, MANY);
    if (waiting.isEmpty()) {
      return List.of();
    }
    var shared = new TreeMap<String, Blueprints.Shared>();
    var blueprints = new TreeMap<String, Blueprint>();
    var drivers = new HashMap<String, BlueprintDriver>();
    for (Blueprints.Shared each : yard.blueprints().all()) {
      yard.driver(each.blueprint().type())
          .filter(driver -> driver.resourceType().equals(type))
          .ifPresent(driver -> {
            shared.put(each.blueprint().id(), each);
            blueprints.put(each.blueprint().id(), each.blueprint());
            drivers.put(each.blueprint().type(), driver);
          });
    }
    var resources = new ArrayList<Resource>();
    blueprints.keySet().forEach(id -> resources.addAll(yard.rows().madeBy(id)));
    Instant now = yard.now();
    var verdicts = new HashMap<String, Verdict>();
    var demands =
        waiting.stream().map(lease -> demand(lease, shared.values(), verdicts, now)).toList();
    var decided =
        Allocation.decide(
            new Supply(now, blueprints, resources, drivers),
            demands,
            () -> new ResourceId(yard.ids().newUlid()));
    var next = new ArrayList<Task>();
    decided.forEach((lease, decision) -> next.addAll(carryOut(lease, decision, now)));
    return next;
  }

  private Demand demand(
      Lease lease,
      Iterable<Blueprints.Shared> blueprints,
      Map<String, Verdict> verdicts,
      Instant now) {
    var usable = new HashSet<String>();
    var unauthorized = new HashSet<String>();
    CustomerId customer = lease.request().customer();
    for (Blueprints.Shared each : blueprints) {
      var blueprint = each.blueprint();
      if (blueprint.owner().equals(customer)) {
        usable.add(blueprint.id());
      } else if (each.isVisibleTo(customer)) {
        String asker =
            lease.request().holder() instanceof Holder.OfResource(ResourceId _, String by)
                ? Consent.asker(by)
                : Consent.asker(customer);
        var verdict =
            verdicts.computeIfAbsent(
                blueprint.id() + " " + asker, _ -> ask(blueprint.id(), asker, customer, now));
        (verdict == Verdict.AUTHORIZED ? usable : unauthorized).add(blueprint.id());
      }
    }
    return new Demand(lease, usable, unauthorized);
  }

  /** Who waits for an answer has asked: the owner finds the question where he answers it. */
  private Verdict ask(String blueprint, String asker, CustomerId customer, Instant now) {
    var known = yard.consents().find(blueprint, asker);
    if (known.isEmpty()) {
      yard.consents()
          .ask(
              new Consent(blueprint, asker, customer, Verdict.REQUESTED, LeaseLine.ALLOCATOR, now));
    }
    return known.map(Consent::verdict).orElse(Verdict.REQUESTED);
  }

  private List<Task> carryOut(Lease lease, Decision decision, Instant now) {
    return switch (decision) {
      case Decision.Acquire(Resource resource, LeaseDraft draft) ->
          acquire(lease, resource, draft, now);
      case Decision.Build build -> build(lease, build, now);
      case Decision.Recall(Resource idle) -> recall(lease, idle, now);
      case Decision.Wait(Lease.Why why) -> wait(lease, why, now);
      case Decision.Break(String why) -> {
        var broken = lease.after(new LeaseChange.Broke(why), now);
        yard.rows()
            .batch()
            .put(broken, Due.of(broken, now))
            .tell(broken, LeaseLine.of(now, "broken", why))
            .commit();
        yield List.of(new Task.Look(Target.of(lease.id())));
      }
    };
  }

  private List<Task> acquire(Lease lease, Resource resource, LeaseDraft draft, Instant now) {
    var acquired = lease.after(new LeaseChange.Acquired(resource.id(), draft.slots()), now);
    var fuller = resource.used(resource.use().with(lease.request().requirements()), now);
    var outcome =
        yard.rows()
            .batch()
            .put(acquired, Due.of(acquired, now))
            .put(fuller, Due.of(fuller, Optional.empty(), now))
            .take(resource.origin(), draft.slots(), Target.of(lease.id()))
            .tell(
                acquired,
                LeaseLine.of(
                    now,
                    "acquired",
                    "It is on resource " + resource.id() + " (" + resource.draft().name() + ")."))
            .commit();
    return settled(lease, outcome, now, new Task.Look(Target.of(lease.id())));
  }

  private List<Task> build(Lease lease, Decision.Build build, Instant now) {
    var children = new TreeMap<String, LeaseId>();
    build
        .draft()
        .children()
        .keySet()
        .forEach(name -> children.put(name, new LeaseId(yard.ids().newUlid())));
    var blueprint = build.blueprint();
    var origin =
        new Resource.Origin(
            blueprint.id(),
            blueprint.owner(),
            blueprint.type(),
            lease.request().type(),
            Optional.of(lease.id()));
    var planned = Resource.planned(build.id(), origin, build.draft(), build.slots(), children, now);
    var why =
        new Lease.Why(
            "waiting-for-activation",
            "Resource " + build.id() + " (" + build.draft().name() + ") is built for it.");
    var waits = lease.waiting(lease.efforts().building(build.id()), why);
    var batch =
        yard.rows()
            .batch()
            .put(planned, Optional.of(now))
            .put(waits, Due.of(waits, now))
            .take(origin, build.slots(), Target.of(planned.id()))
            .tell(planned, LeaseLine.of(now, "queued", "It is built for lease " + lease.id() + "."))
            .tell(waits, LeaseLine.of(now, why.code(), why.sentence()));
    var next = new ArrayList<Task>();
    next.add(new Task.Look(Target.of(planned.id())));
    children.forEach((name, id) -> {
      var child = Lease.asked(id, childRequest(planned, lease, name), now);
      batch
          .put(child, Due.of(child, now))
          .tell(child, LeaseLine.of(now, "queued", "Resource " + planned.id() + " asked for it."));
      next.add(new Task.Serve(child.request().type()));
    });
    return settled(lease, batch.commit(), now, next.toArray(Task[]::new));
  }

  private static LeaseRequest childRequest(Resource planned, Lease lease, String name) {
    var asked = Optional.ofNullable(planned.draft().children().get(name)).orElseThrow();
    return new LeaseRequest(
        planned.origin().owner(),
        asked.type(),
        asked.requirements(),
        new Holder.OfResource(planned.id(), planned.origin().blueprint()),
        Selection.of(asked.blueprints()),
        // It waits in the place of whoever waits for it.
        Term.from(lease.request().term().since()),
        asked.attributes());
  }

  private List<Task> recall(Lease lease, Resource idle, Instant now) {
    var why =
        new Lease.Why(
            "waiting-for-recall",
            "Resource " + idle.id() + " (" + idle.draft().name() + ") idled, and goes for it.");
    var waits = lease.waiting(lease.efforts().recalling(idle.id()), why);
    var gone = idle.after(new ResourceChange.Released("Lease " + lease.id() + " needs room."), now);
    var outcome =
        yard.rows()
            .batch()
            .put(waits, Due.of(waits, now))
            .put(gone, Optional.of(now))
            .tell(waits, LeaseLine.of(now, why.code(), why.sentence()))
            .tell(gone, LeaseLine.of(now, "recalled", "Lease " + lease.id() + " needs room."))
            .commit();
    return settled(lease, outcome, now, new Task.Look(Target.of(idle.id())));
  }

  /** Somebody was faster; a slot tells who, and whoever else it was is seen with the next turn. */
  private List<Task> settled(Lease lease, WriteOutcome outcome, Instant now, Task... next) {
    if (outcome instanceof WriteOutcome.Refused refused) {
      LeaseBatch.holder(refused)
          .ifPresent(holder ->
              wait(
                  lease,
                  new Lease.Why("slot-lock", "What it would take, " + holder + " has."),
                  now));
      return List.of();
    }
    return List.of(next);
  }

  private List<Task> wait(Lease lease, Lease.Why why, Instant now) {
    if (!lease.why().equals(Optional.of(why))) {
      var waits = lease.waiting(lease.efforts(), why);
      var batch = yard.rows().batch().put(waits, Due.of(waits, now));
      if (lease.why().filter(before -> before.code().equals(why.code())).isEmpty()) {
        batch.tell(waits, LeaseLine.of(now, why.code(), why.sentence()));
      }
      batch.commit();
    }
    return List.of();
  }
}
