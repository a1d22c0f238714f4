package dev.fairlead.resourcepool.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.lease.Outcome;
import dev.fairlead.core.lease.ResourceId;
import dev.fairlead.core.lease.ResourceState;
import dev.fairlead.core.lease.Selection;
import dev.fairlead.core.port.PortException;
import dev.fairlead.store.Consents.Consent;
import dev.fairlead.store.Consents.Verdict;
import dev.fairlead.store.LeaseSignal;
import dev.fairlead.store.Target;
import dev.fairlead.testkit.leases.TestWorld.Step;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The life of leases and resources, by the allocator's schedule alone: no wake-up ever comes. */
class AllocatorTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LeaseWorld world = new LeaseWorld();

  @Test
  @Tag("D2")
  void aLeaseGoesFromAskedForToGone() {
    world.blueprint("boxes");
    var lease = world.ask("a");

    world.tick();
    assertThat(world.state(lease)).isEqualTo(LeaseState.ACTIVE);
    assertThat(world.get(lease).stamps().acquired()).contains(world.clock.instant());
    assertThat(world.get(lease).stamps().active()).contains(world.clock.instant());
    world.release(lease);
    world.tick();

    assertThat(world.state(lease)).isEqualTo(LeaseState.DESTROYED);
    assertThat(world.story(lease))
        .containsExactly(
            "queued", "waiting-for-activation", "acquired", "activated", "released", "destroyed");
  }

  @Test
  void everythingIsDoneWithoutAnyWakeUp() {
    world.blueprint("boxes", "limit=1");
    var first = world.ask("a");
    var second = world.ask("a");
    world.tick();
    world.release(first);

    world.tick();

    assertThat(world.state(second)).isEqualTo(LeaseState.ACTIVE);
  }

  @Test
  @Tag("D13")
  void endsByTheClockAndLaterIfThatWasMoved() {
    world.blueprint("boxes", "limit=1");
    var until = world.clock.instant().plusSeconds(2);
    var term = world.request(LeaseWorld.ACME, "a").term();
    var short1 = world.ask(world.request(LeaseWorld.ACME, "a").within(term.until(until)));
    var waiting = world.ask(world.request(LeaseWorld.ACME, "a").within(term.until(until)));
    world.tick();
    var moved = world.get(short1).renewed(world.clock.instant(), until.plusSeconds(60));
    world.rows.batch().put(moved, Due.of(moved, world.clock.instant())).commit();

    world.pass(Duration.ofSeconds(2)).tick();
    assertThat(world.state(waiting)).isEqualTo(LeaseState.DESTROYED);
    assertThat(world.story(waiting)).contains("released").doesNotContain("acquired");
    assertThat(world.state(short1)).isEqualTo(LeaseState.ACTIVE);
    world.pass(MINUTE).tick();

    assertThat(world.state(short1)).isEqualTo(LeaseState.DESTROYED);
  }

  @Test
  @Tag("D14")
  void aDriverThatThrowsBreaksTheLeaseAndNothingStays() {
    world.blueprint("boxes", "limit=1", ".slot=door");
    world.world.next(
        Step.ACTIVATE_LEASE,
        () -> {
          throw new IllegalStateException("no route");
        });
    var broken = world.ask("a");
    var next = world.ask("a");

    world.tick();

    assertThat(world.state(broken)).isEqualTo(LeaseState.DESTROYED);
    assertThat(world.get(broken).why().orElseThrow().sentence())
        .isEqualTo("IllegalStateException: no route");
    // The slot and the place that it had are another one's.
    assertThat(world.state(next)).isEqualTo(LeaseState.ACTIVE);
  }

  @Test
  @Tag("D15")
  void goesBackInLineWhenItsResourceGoesFirst() {
    world.blueprint("boxes");
    world.world.next(Step.ACTIVATE_LEASE, () -> Outcome.later(MINUTE, "It boots."));
    var lease = world.ask("a");
    world.tick();
    var first = world.of(lease).id();
    world.signal(Target.of(first), LeaseSignal.Kind.RELEASE);

    world.tick();

    assertThat(world.state(lease)).isEqualTo(LeaseState.ACTIVE);
    assertThat(world.of(lease).id()).isNotEqualTo(first);
    assertThat(world.story(lease)).contains("reacquire");
    assertThat(world.get(first).state()).isEqualTo(ResourceState.DESTROYED);
  }

  @Test
  @Tag("D16")
  void destroysUntilItSucceeds() {
    world.blueprint("boxes", "idleTime=0s");
    var lease = world.ask("a");
    world.tick();
    var box = world.of(lease).id();
    for (int i = 0; i < 2; i++) {
      world.world.next(
          Step.DESTROY_RESOURCE,
          () -> {
            throw new IllegalStateException("busy");
          });
    }
    world.release(lease);

    world.tick();
    assertThat(world.get(box).why()).contains("IllegalStateException: busy");
    world.pass(MINUTE).tick();
    assertThat(world.world.things()).containsExactly(box);
    world.pass(MINUTE).tick();

    assertThat(world.get(box).state()).isEqualTo(ResourceState.DESTROYED);
    assertThat(world.world.things()).isEmpty();
  }

  @Test
  @Tag("D17")
  void aResourceThatLeasesAnotherGivesItBack() {
    world.blueprint("hosts").blueprint("copies", ".on=hosts", "idleTime=0s");
    var lease =
        world.ask(world.request(LeaseWorld.ACME, "a").from(Selection.of(List.of("copies"))));
    world.tick().pass(MINUTE).tick();
    assertThat(world.state(lease)).isEqualTo(LeaseState.ACTIVE);
    var child = world.of(lease).children().get("below");
    var below = world.rows.find(Objects.requireNonNull(child)).orElseThrow();
    assertThat(below.state()).isEqualTo(LeaseState.ACTIVE);

    world.release(lease);
    world.tick();

    assertThat(world.rows.find(below.id()).orElseThrow().state()).isEqualTo(LeaseState.DESTROYED);
    assertThat(world.get(below.resource().orElseThrow()).state()).isEqualTo(ResourceState.ACTIVE);
  }

  @Test
  @Tag("D21")
  void anotherCustomersBlueprintIsOfUseOnceItsOwnerAgrees() {
    world.blueprint(LeaseWorld.GLOBEX, "theirs");
    var lease = world.ask("a");
    world.tick();
    assertThat(world.get(lease).why().orElseThrow().code()).isEqualTo("no-authorizations");
    var asked = world.consents.of("theirs").getFirst();
    assertThat(asked.verdict()).isEqualTo(Verdict.REQUESTED);

    answer(asked, Verdict.AUTHORIZED);
    world.tick();
    assertThat(world.state(lease)).isEqualTo(LeaseState.ACTIVE);
    answer(asked, Verdict.DECLINED);
    var late = world.ask("a");
    world.tick();

    assertThat(world.state(lease)).isEqualTo(LeaseState.ACTIVE);
    assertThat(world.get(late).why().orElseThrow().code()).isEqualTo("no-authorizations");
  }

  @Test
  @Tag("D22")
  void whatStandsOnAnothersBoxNeedsTheirConsentToo() {
    world.blueprint(LeaseWorld.GLOBEX, "hosts").blueprint("copies", ".on=hosts");
    var lease =
        world.ask(world.request(LeaseWorld.ACME, "a").from(Selection.of(List.of("copies"))));
    world.tick().pass(MINUTE).tick();

    var box = world.get(world.get(lease).efforts().built().orElseThrow());
    assertThat(box.why()).contains("It waits for the box below.");
    var below = world.rows.find(Objects.requireNonNull(box.children().get("below")));
    assertThat(below.orElseThrow().why().orElseThrow().code()).isEqualTo("no-authorizations");
    assertThat(world.consents.of("hosts").getFirst().asker()).isEqualTo("blueprint/copies");
    answer(world.consents.of("hosts").getFirst(), Verdict.AUTHORIZED);
    world.pass(MINUTE).tick().pass(MINUTE).tick();

    assertThat(world.state(lease)).isEqualTo(LeaseState.ACTIVE);
  }

  private void answer(Consent asked, Verdict verdict) {
    world.consents.answer(
        new Consent(
            asked.blueprint(), asked.asker(), asked.of(), verdict, "eve", world.clock.instant()));
  }

  @Test
  @Tag("D24")
  void signalsAreCarriedOutInOrderAndOnce() {
    world.blueprint("boxes");
    var lease = world.ask("a");
    world.tick();
    var box = Target.of(world.of(lease).id());
    world.signal(box, LeaseSignal.Kind.CORDON);
    world.pass(Duration.ofMillis(1)).signal(box, LeaseSignal.Kind.UNCORDON);
    world.pass(Duration.ofMillis(1)).signal(box, LeaseSignal.Kind.CORDON);

    world.tick();

    assertThat(world.of(lease).standing().isCordoned()).isTrue();
    assertThat(world.rows.signals(box)).isEmpty();
    assertThat(world.rows.log(box, 100))
        .filteredOn(line -> line.author().equals("eve"))
        .extracting(line -> line.type())
        .containsExactly("cordoned", "uncordoned", "cordoned");
  }

  @Test
  @Tag("D25")
  void aResourceThatGoesTakesItsLeasesWithIt() {
    world.blueprint("boxes", "leasesPerResource=3", "strategy=PACK");
    var one = world.ask("a");
    var other = world.ask("a");
    world.tick();
    var box = world.of(one).id();

    world.signal(Target.of(box), LeaseSignal.Kind.RELEASE);
    world.tick();

    assertThat(world.state(one)).isEqualTo(LeaseState.DESTROYED);
    assertThat(world.state(other)).isEqualTo(LeaseState.DESTROYED);
    assertThat(world.get(box).state()).isEqualTo(ResourceState.DESTROYED);
    assertThat(world.world.prepared()).isEmpty();
    assertThat(world.world.things()).isEmpty();
  }

  @Test
  @Tag("D26")
  void whatWasBuiltForACancelledLeaseServesAnother() {
    world.blueprint("boxes");
    world.world.next(Step.ACTIVATE_RESOURCE, () -> Outcome.later(MINUTE, "It boots."));
    var cancelled = world.ask("a");
    world.tick();
    var box = world.get(cancelled).efforts().built().orElseThrow();
    world.release(cancelled);
    world.tick();
    assertThat(world.state(cancelled)).isEqualTo(LeaseState.DESTROYED);

    var next = world.ask("a");
    world.pass(MINUTE).tick();

    assertThat(world.of(next).id()).isEqualTo(box);
    assertThat(world.world.madeEver()).isEqualTo(1);
  }

  @Test
  @Tag("D27")
  void whoIsNotHeardOfHoldsNothing() {
    world.blueprint("boxes");
    var heard = world.request(LeaseWorld.ACME, "a").term().heardEvery(MINUTE);
    var silent = world.ask(world.request(LeaseWorld.ACME, "a").within(heard));
    var alive = world.ask(world.request(LeaseWorld.ACME, "a").within(heard));
    world.tick().pass(Duration.ofSeconds(40));
    var beat = world.get(alive).heard(world.clock.instant());
    world.rows.batch().put(beat, Due.of(beat, world.clock.instant())).commit();

    world.pass(Duration.ofSeconds(40)).tick();

    assertThat(world.state(silent)).isEqualTo(LeaseState.DESTROYED);
    assertThat(world.state(alive)).isEqualTo(LeaseState.ACTIVE);
  }

  @Test
  void whoWaitsIsToldWhy() {
    world.blueprint("boxes", "limit=1");
    world.ask("a");
    world.tick();
    var lease = world.ask("a");

    world.tick();

    assertThat(world.get(lease).why().orElseThrow())
        .hasToString(
            "Why[code=waiting-for-resources, "
                + "sentence=Nothing of boxes is free; it is the next.]");
    assertThat(world.story(lease)).containsExactly("queued", "waiting-for-resources");
  }

  @Test
  void whatDiedBreaksTheLeasesOnIt() {
    world.blueprint("boxes");
    var lease = world.ask("a");
    world.tick();
    world.world.kill(world.of(lease).id());

    world.pass(Due.LOOK).tick();

    assertThat(world.state(lease)).isEqualTo(LeaseState.DESTROYED);
    assertThat(world.get(lease).why().orElseThrow().sentence()).contains("It does not answer.");
  }

  @Test
  void givesUpWhatIsNotActiveInTime() {
    world.blueprint("boxes", "limit=1");
    world.ask("a");
    world.tick();
    var term = world.request(LeaseWorld.ACME, "a").term();
    var lease =
        world.ask(
            world
                .request(LeaseWorld.ACME, "a")
                .within(term.givingUpAt(world.clock.instant().plus(MINUTE))));

    world.tick().pass(MINUTE).tick();

    assertThat(world.state(lease)).isEqualTo(LeaseState.DESTROYED);
    assertThat(world.get(lease).why().orElseThrow().sentence()).contains("given up");
  }

  @Test
  void sweepsWhatNoResourceStandsFor() {
    world.blueprint("boxes");
    var lease = world.ask("a");
    world.tick();
    world.world.leave(new ResourceId("01j0000000000000000000zzzz"));

    world.allocator.sweep();

    assertThat(world.world.things()).containsExactly(world.of(lease).id());
  }

  @Test
  void aFaultThatMayPassIsTriedAgain() {
    world.blueprint("boxes");
    world.world.next(
        Step.ACTIVATE_RESOURCE,
        () -> {
          throw new PortException(PortException.Fault.THROTTLED, "slowly");
        });
    var lease = world.ask("a");
    assertThatThrownBy(world::tick).isInstanceOf(PortException.class);

    world.tick();

    assertThat(world.state(lease)).isEqualTo(LeaseState.ACTIVE);
    assertThat(world.world.madeEver()).isEqualTo(1);
  }
}
