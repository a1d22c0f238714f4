package dev.fairlead.resourcepool.allocator;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Holder;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.LeaseRequest;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceId;
import dev.fairlead.core.lease.Term;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Ports;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.Consents;
import dev.fairlead.store.LeaseLine;
import dev.fairlead.store.LeaseRows;
import dev.fairlead.store.LeaseSignal;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.StoredObject;
import dev.fairlead.store.Target;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.leases.TestDriver;
import dev.fairlead.testkit.leases.TestWorld;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** An allocator over rows in memory, with boxes for resources, driven by its schedule alone. */
final class LeaseWorld {
  static final CustomerId ACME = new CustomerId("acme");
  static final CustomerId GLOBEX = new CustomerId("globex");

  final SettableClock clock = SettableClock.somewhen();
  final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  final TestWorld world = new TestWorld();
  final TestDriver driver = new TestDriver(world);
  final Ids ids = new Ids(clock, new Random(1));
  final LeaseRows rows = new LeaseRows(adapters.items());
  final Consents consents = new Consents(adapters.items());
  final ObjectRows objects = new ObjectRows(adapters.items());
  final Allocator allocator = allocator(adapters.items());

  Allocator allocator(ItemStore items) {
    return new Allocator(
        new Ports(items, adapters.queues(), adapters.blobs(), adapters.secrets()),
        name -> name.equals(driver.type()) ? Optional.of(driver) : Optional.empty(),
        ids,
        clock);
  }

  Allocator failing(FaultScript script) {
    return allocator(new FaultyItemStore(adapters.items(), script));
  }

  LeaseWorld blueprint(String id, String... terms) {
    return blueprint(ACME, id, terms);
  }

  /** Terms as {@code name=value}; of the driver's own with a dot before their names. */
  LeaseWorld blueprint(CustomerId owner, String id, String... terms) {
    var json = Json.object().put("title", id).put("type", "test").put("isGlobal", true);
    var own = Json.object();
    for (String term : terms) {
      int equals = term.indexOf('=');
      String value = term.substring(equals + 1);
      String name = term.substring(0, equals);
      Json said =
          value.matches("\\d+")
              ? Json.of(Long.parseLong(value))
              : value.equals("true") ? Json.of(true) : Json.of(value);
      if (name.startsWith(".")) {
        own.put(name.substring(1), said);
      } else {
        json.put(name, said);
      }
    }
    var fields = json.put("fields", own.build()).build();
    var before = objects.main(ObjectKind.BLUEPRINT, id);
    if (before.isPresent()) {
      objects.replace(
          before.get(), before.get().changed(owner, fields, clock.instant()), List.of());
    } else {
      objects.add(
          StoredObject.added(ObjectKind.BLUEPRINT, id, owner, fields, clock.instant()),
          Optional.empty(),
          Optional.empty());
    }
    return this;
  }

  Lease ask(String kind) {
    return ask(request(ACME, kind));
  }

  LeaseRequest request(CustomerId customer, String kind) {
    return LeaseRequest.of(customer, "box", new Holder.OfPerson("eve"), Term.from(clock.instant()))
        .with(kind.isEmpty() ? Json.EMPTY : Json.object().put("kind", kind).build());
  }

  Lease ask(LeaseRequest request) {
    var lease = Lease.asked(new LeaseId(ids.newUlid()), request, clock.instant());
    rows.batch()
        .put(lease, Due.of(lease, clock.instant()))
        .tell(lease, new LeaseLine(clock.instant(), "queued", "eve", "Asked for."))
        .commit();
    return lease;
  }

  void release(Lease lease) {
    signal(Target.of(lease.id()), LeaseSignal.Kind.RELEASE);
  }

  void signal(Target target, LeaseSignal.Kind kind) {
    rows.batch()
        .signal(
            new LeaseSignal(
                target, ids.newUlid(), kind, "eve", "No longer needed.", clock.instant()))
        .commit();
  }

  LeaseWorld tick() {
    allocator.tick();
    return this;
  }

  LeaseWorld pass(Duration time) {
    clock.advance(time);
    return this;
  }

  Lease get(Lease lease) {
    return rows.find(lease.id()).orElseThrow();
  }

  LeaseState state(Lease lease) {
    return get(lease).state();
  }

  Resource of(Lease lease) {
    return get(lease).resource().flatMap(rows::find).orElseThrow();
  }

  Resource get(ResourceId id) {
    return rows.find(id).orElseThrow();
  }

  List<String> story(Lease lease) {
    return rows.log(Target.of(lease.id()), 100).stream().map(LeaseLine::type).toList();
  }
}
