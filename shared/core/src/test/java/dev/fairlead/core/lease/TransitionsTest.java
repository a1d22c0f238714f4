package dev.fairlead.core.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every transition of the tables can happen, and nothing else does. */
class TransitionsTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final ResourceId SOME = new ResourceId("01j00000000000000000000001");
  private static final List<LeaseChange> LEASE_CHANGES =
      List.of(
          new LeaseChange.Acquired(SOME, List.of(new Slot("door"))),
          new LeaseChange.Activated(Json.object().put("port", 22).build()),
          new LeaseChange.Returned("It died."),
          new LeaseChange.Released("Done."),
          new LeaseChange.Broke("It fell."),
          new LeaseChange.Destroyed());
  private static final List<ResourceChange> RESOURCE_CHANGES =
      List.of(
          new ResourceChange.Activated(Json.object().put("address", "here").build()),
          new ResourceChange.Released("Not wanted."),
          new ResourceChange.Broke("It burnt."),
          new ResourceChange.Destroyed());

  @Test
  @Tag("D3")
  void leasesGoOnlyAsTheTableSays() {
    for (LeaseState from : LeaseState.values()) {
      for (LeaseChange change : LEASE_CHANGES) {
        var before = lease(from);
        if (LeaseTransitions.allow(from, change.getClass())) {
          var after = before.after(change, T0.plusSeconds(1));

          assertThat(after.version()).isEqualTo(before.version() + 1);
          assertThat(LeaseTransitions.TABLE)
              .contains(new LeaseTransitions.Transition(from, change.getClass(), after.state()));
        } else {
          assertThatThrownBy(() -> before.after(change, T0))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("can't go from " + from);
        }
      }
    }
  }

  @Test
  @Tag("D3")
  void resourcesGoOnlyAsTheTableSays() {
    for (ResourceState from : ResourceState.values()) {
      for (ResourceChange change : RESOURCE_CHANGES) {
        var before = resource(from);
        if (ResourceTransitions.allow(from, change.getClass())) {
          var after = before.after(change, T0.plusSeconds(1));

          assertThat(after.version()).isEqualTo(before.version() + 1);
          assertThat(ResourceTransitions.TABLE)
              .contains(new ResourceTransitions.Transition(from, change.getClass(), after.state()));
        } else {
          assertThatThrownBy(() -> before.after(change, T0))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("can't go from " + from);
        }
      }
    }
  }

  @Test
  void firstTimesAreKept() {
    var lease =
        pending()
            .after(LEASE_CHANGES.get(0), T0.plusSeconds(1))
            .after(new LeaseChange.Returned("It died."), T0.plusSeconds(2))
            .after(LEASE_CHANGES.get(0), T0.plusSeconds(3))
            .after(LEASE_CHANGES.get(1), T0.plusSeconds(4));

    assertThat(lease.stamps().acquired()).contains(T0.plusSeconds(1));
    assertThat(lease.stamps().active()).contains(T0.plusSeconds(4));
    assertThat(lease.attributes().whole("port")).contains(22L);
  }

  @Test
  void aLeaseThatReturnsHoldsNothing() {
    var lease =
        pending().after(LEASE_CHANGES.get(0), T0).after(new LeaseChange.Returned("It died."), T0);

    assertThat(lease.resource()).isEmpty();
    assertThat(lease.slots()).isEmpty();
  }

  private static Lease pending() {
    return Lease.asked(
        new LeaseId("01j00000000000000000000002"),
        LeaseRequest.of(new CustomerId("acme"), "host", new Holder.OfPerson("eve"), Term.from(T0)),
        T0);
  }

  private static Lease lease(LeaseState state) {
    var pending = pending();
    return switch (state) {
      case PENDING -> pending;
      case ACQUIRED -> pending.after(LEASE_CHANGES.get(0), T0);
      case ACTIVE -> lease(LeaseState.ACQUIRED).after(LEASE_CHANGES.get(1), T0);
      case RELEASED -> pending.after(new LeaseChange.Released("Done."), T0);
      case BROKEN -> pending.after(new LeaseChange.Broke("It fell."), T0);
      case DESTROYED -> lease(LeaseState.BROKEN).after(new LeaseChange.Destroyed(), T0);
    };
  }

  private static Resource resource(ResourceState state) {
    var pending =
        Resource.planned(
            SOME,
            new Resource.Origin("hosts", new CustomerId("acme"), "test", "host", Optional.empty()),
            ResourceDraft.of("one", Json.EMPTY),
            List.of(),
            Map.of(),
            T0);
    return switch (state) {
      case PENDING -> pending;
      case ACTIVE -> pending.after(RESOURCE_CHANGES.get(0), T0);
      case RELEASED -> pending.after(new ResourceChange.Released("Not wanted."), T0);
      case BROKEN -> pending.after(new ResourceChange.Broke("It burnt."), T0);
      case DESTROYED -> resource(ResourceState.BROKEN).after(new ResourceChange.Destroyed(), T0);
    };
  }
}
