package dev.fairlead.resourcepool.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceState;
import dev.fairlead.core.lease.Selection;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.store.LeaseSignal;
import dev.fairlead.store.Target;
import dev.fairlead.testkit.contracts.Racers;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several allocators at once, and allocators that die between two writes. */
class AllocatorRacesTest {
  private static final int RACERS = 4;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  @Tag("D9")
  void aThousandAcquisitionsGrantNoSlotTwice() {
    var world = new LeaseWorld().blueprint("boxes", "limit=1", "leasesPerResource=9", ".slot=door");
    var allocators = allocators(world);
    for (int round = 0; round < 250; round++) {
      var leases = new ArrayList<Lease>();
      for (int i = 0; i < RACERS; i++) {
        leases.add(world.ask("a"));
      }
      Racers.race(RACERS, n -> () -> turn(allocators.get(n)));
      turn(world.allocator);

      assertThat(leases).filteredOn(each -> world.state(each) == LeaseState.ACTIVE).hasSize(1);
      leases.forEach(world::release);
      turn(world.allocator);
    }

    assertThat(world.world.madeEver()).isEqualTo(1);
  }

  @Test
  @Tag("D8")
  void fiveAtOnceBuildNoMoreThanTheLimit() {
    for (int round = 0; round < 50; round++) {
      var world = new LeaseWorld().blueprint("boxes", "limit=2");
      var leases = new ArrayList<Lease>();
      for (int i = 0; i < 5; i++) {
        leases.add(world.ask("a"));
      }
      var allocators = allocators(world);
      Racers.race(RACERS, n -> () -> turn(allocators.get(n)));
      turn(world.allocator);

      assertThat(world.rows.madeBy("boxes"))
          .filteredOn(each -> each.state() != ResourceState.DESTROYED)
          .hasSize(2);
      for (int served = 0; served < 5; served++) {
        leases.stream()
            .filter(each -> world.state(each) == LeaseState.ACTIVE)
            .findFirst()
            .ifPresent(world::release);
        turn(world.allocator);
      }
      assertThat(leases)
          .allMatch(each -> world.state(each) == LeaseState.DESTROYED)
          .allMatch(each -> world.get(each).stamps().active().isPresent());
      assertThat(world.world.madeEver()).isEqualTo(2);
    }
  }

  @Test
  @Tag("D10")
  void noLeaseIsActiveOnWhatIsDestroyed() {
    for (int round = 0; round < 100; round++) {
      var world = new LeaseWorld().blueprint("boxes", "limit=1");
      var first = world.ask("a");
      turn(world.allocator);
      var box = world.of(first).id();
      world.release(first);
      turn(world.allocator);
      var lease = world.ask("a");
      world.signal(Target.of(box), LeaseSignal.Kind.RECALL);
      var allocators = allocators(world);

      Racers.race(RACERS, n -> () -> turn(allocators.get(n)));
      for (int i = 0; i < 3; i++) {
        turn(world.allocator);
      }

      assertThat(world.state(lease)).isEqualTo(LeaseState.ACTIVE);
      Resource on = world.of(lease);
      assertThat(on.state()).isEqualTo(ResourceState.ACTIVE);
      assertThat(world.world.things()).contains(on.id());
    }
  }

  @Test
  @Tag("D27")
  void aCrashBetweenAnyTwoWritesLeavesNothingBehind() {
    // More writes than a life has: the last worlds see no crash.
    for (int writes = 0; writes < 30; writes++) {
      var world =
          new LeaseWorld()
              .blueprint("hosts", ".slot=door")
              .blueprint("copies", ".on=hosts", "idleTime=0s", "limit=1");
      var dying = world.allocator(new FaultyItemStore(world.adapters.items(), dyingAfter(writes)));
      var lease =
          world.ask(world.request(LeaseWorld.ACME, "a").from(Selection.of(List.of("copies"))));
      turn(dying);
      turn(world.pass(MINUTE).allocator);
      turn(world.pass(MINUTE).allocator);
      assertThat(world.state(lease)).as("after " + writes).isEqualTo(LeaseState.ACTIVE);
      assertThat(world.world.things()).hasSize(2);

      world.release(lease);
      var dyingAgain =
          world.allocator(new FaultyItemStore(world.adapters.items(), dyingAfter(writes)));
      turn(dyingAgain);
      turn(world.pass(MINUTE).allocator);
      turn(world.pass(MINUTE).allocator);

      assertThat(world.state(lease)).isEqualTo(LeaseState.DESTROYED);
      assertThat(world.rows.madeBy("copies")).isEmpty();
      // The host below stays, free, for who comes next.
      assertThat(world.rows.madeBy("hosts")).allMatch(each -> each.use().leases() == 0);
      assertThat(world.world.prepared()).isEmpty();
    }
  }

  private static FaultPlan dyingAfter(int writes) {
    return new FaultPlan() {
      private int left = writes;

      @Override
      public ItemFault next(ItemCall call) {
        if (call != ItemCall.WRITE && call != ItemCall.TRANSACT) {
          return left < 0 ? new ItemFault.Throttled() : new ItemFault.None();
        }
        left--;
        return left < 0 ? new ItemFault.Throttled() : new ItemFault.None();
      }
    };
  }

  private static List<Allocator> allocators(LeaseWorld world) {
    ItemStore items = world.adapters.items();
    var all = new ArrayList<Allocator>();
    for (int i = 0; i < RACERS; i++) {
      all.add(world.allocator(items));
    }
    return all;
  }

  /** One that dies, or that loses to another one's transaction, is no failure here. */
  private static boolean turn(Allocator allocator) {
    try {
      allocator.tick();
      return true;
    } catch (PortException lost) {
      assertThat(lost.fault().isRetryable()).isTrue();
      return false;
    }
  }
}
