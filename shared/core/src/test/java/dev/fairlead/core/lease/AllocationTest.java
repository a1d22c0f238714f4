package dev.fairlead.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The steps of the allocator, one by one. */
class AllocationTest {
  private static final Duration GRACE = Duration.ofMinutes(3);

  @Test
  @Tag("D4")
  void takesWhatIsThereBeforeItBuilds() {
    var yard = new Yard().blueprint("hosts", "");
    var first = yard.ask("a");
    yard.turn().settle().turn().release(first);
    var second = yard.ask("a");

    yard.turn();

    assertThat(yard.of(second).id()).isEqualTo(yard.of(first).id());
    assertThat(yard.built()).isEqualTo(1);
  }

  @Test
  @Tag("D5")
  void buildsOneWhereNoneFits() {
    var yard = new Yard().blueprint("hosts", "");
    yard.ask("a");
    yard.turn().settle().turn();

    yard.ask("b");
    yard.turn().settle().turn();

    assertThat(yard.built()).isEqualTo(2);
  }

  @Test
  @Tag("D6")
  void buildsOneForALeaseHoweverOftenItIsLookedAt() {
    var yard = new Yard().blueprint("hosts", "");
    var lease = yard.ask("a");

    for (int i = 0; i < 20; i++) {
      yard.turn();
    }

    assertThat(yard.built()).isEqualTo(1);
    assertThat(yard.waitsBy(lease)).isEqualTo("waiting-for-activation");
  }

  @Test
  @Tag("D7")
  void spreadsOverThreeWherePackingTakesOne() {
    assertThat(builtForThree("SPREAD")).isEqualTo(3);
    assertThat(builtForThree("PACK")).isEqualTo(1);
  }

  private static long builtForThree(String strategy) {
    var yard = new Yard().blueprint("hosts", "leasesPerResource=4 limit=3 strategy=" + strategy);
    var leases = List.of(yard.ask("a"), yard.ask("a"), yard.ask("a"));
    yard.turn().settle().turn();
    assertThat(leases).allMatch(lease -> yard.get(lease).state() == LeaseState.ACTIVE);
    return yard.built();
  }

  @Test
  void sharesWhatIsUsedWhenItCanSpreadNoFurther() {
    var yard = new Yard().blueprint("hosts", "leasesPerResource=2 limit=1");
    yard.ask("a");
    yard.turn().settle().turn();
    var second = yard.ask("a");

    yard.turn();

    assertThat(yard.get(second).state()).isEqualTo(LeaseState.ACTIVE);
  }

  @Test
  void waitsInOrderAndSaysBehindHowMany() {
    var yard = new Yard().blueprint("hosts", "limit=1");
    var first = yard.ask("a");
    yard.turn().settle().turn();
    var second = yard.ask("a");
    var third = yard.pass(Duration.ofSeconds(1)).ask("a");

    assertThat(((Decision.Wait) yard.decision(third)).why())
        .isEqualTo(
            new Lease.Why("waiting-for-resources", "Nothing of hosts is free; 1 came before it."));
    yard.release(first).turn();

    assertThat(yard.get(second).state()).isEqualTo(LeaseState.ACTIVE);
    assertThat(yard.get(third).state()).isEqualTo(LeaseState.PENDING);
  }

  @Test
  void whoWaitsForMuchIsNotPassedByThoseWhoWantLittle() {
    var yard = new Yard().blueprint("hosts", "limit=1");
    var two = Amounts.of(0, 2, 0, 0);
    var one = Amounts.of(0, 1, 0, 0);
    yard.put(shared(yard, "big", 1, Limits.ofMap(Map.of("operations", 3L))));
    var holding = yard.ask(Selection.ANY, Json.EMPTY, two);
    yard.turn();
    var large = yard.ask(Selection.ANY, Json.EMPTY, two);
    var small = yard.pass(Duration.ofSeconds(1)).ask(Selection.ANY, Json.EMPTY, one);

    yard.turn();
    assertThat(yard.get(small).state()).isEqualTo(LeaseState.PENDING);
    yard.release(holding).turn();

    assertThat(yard.get(large).state()).isEqualTo(LeaseState.ACTIVE);
    assertThat(yard.get(small).state()).isEqualTo(LeaseState.ACTIVE);
  }

  @Test
  void weightsDrawAndFlipAndCordon() {
    var yard = new Yard().blueprint("hosts", "limit=3");
    var unlimited = Limits.NONE;
    yard.put(shared(yard, "heavy", 4, unlimited));
    yard.put(shared(yard, "light", 1, unlimited));
    yard.put(shared(yard, "none", 0, unlimited));
    for (int i = 0; i < 10; i++) {
      yard.ask(Selection.ANY, Json.EMPTY, Amounts.NONE);
      yard.turn();
    }

    assertThat(yard.resources.values())
        .extracting(each -> each.draft().name() + " " + each.use().leases())
        .containsExactly("heavy 8", "light 2", "none 0");
  }

  @Test
  void aWeightBelowZeroPacksWhereOthersSpread() {
    var yard = new Yard();
    var flipped = shared(yard, "flipped", -1, Limits.NONE);
    var used = flipped.used(new Resource.Use(5, Amounts.NONE), yard.now);

    assertThat(Ranking.cost(used, Strategy.SPREAD, Amounts.NONE))
        .isLessThan(Ranking.cost(flipped, Strategy.SPREAD, Amounts.NONE));
    assertThat(Ranking.cost(used, Strategy.PACK, Amounts.NONE))
        .isGreaterThan(Ranking.cost(flipped, Strategy.PACK, Amounts.NONE));
  }

  @Test
  void directTakesWhatIsNamedAndNothingElse() {
    var yard = new Yard().blueprint("hosts", "");
    var named = shared(yard, "named", 1, Limits.NONE);
    yard.put(shared(yard, "other", 1, Limits.NONE));
    yard.put(named);

    var lease = yard.ask(Selection.direct(named.id()), Json.EMPTY, Amounts.NONE);
    var lost = yard.ask(Selection.direct(new ResourceId(yard.id())), Json.EMPTY, Amounts.NONE);
    yard.turn();

    assertThat(yard.of(lease)).isEqualTo(yard.resources.get(named.id()));
    assertThat(yard.get(lost).state()).isEqualTo(LeaseState.BROKEN);
  }

  @Test
  @Tag("D11")
  void recallsWhoIdlesLongestOnceTheGraceIsOver() {
    var yard = new Yard().blueprint("hosts", "limit=2");
    var first = yard.ask("a");
    var second = yard.ask("a");
    yard.turn().settle().turn().release(first).pass(Duration.ofSeconds(1)).release(second);
    var other = yard.ask("b");

    assertThat(yard.waitsBy(other)).isEqualTo("waiting-for-resources");
    yard.pass(GRACE.minusSeconds(1)).turn();
    assertThat(yard.of(first).state()).isEqualTo(ResourceState.RELEASED);
    assertThat(yard.of(second).state()).isEqualTo(ResourceState.ACTIVE);
    assertThat(yard.waitsBy(other)).isEqualTo("waiting-for-recall");
    yard.settle().turn().settle().turn();

    assertThat(yard.get(other).state()).isEqualTo(LeaseState.ACTIVE);
  }

  @Test
  @Tag("D11")
  void neverRecallsWhatIsLeasedOrCordoned() {
    var yard = new Yard().blueprint("hosts", "limit=1");
    var held = yard.ask("a");
    yard.turn().settle().turn();
    var other = yard.ask("b");
    yard.pass(GRACE.multipliedBy(10));

    assertThat(yard.waitsBy(other)).isEqualTo("waiting-for-resources");
    yard.release(held).pass(GRACE);
    yard.put(yard.of(held).standing(new Resource.Standing(true, 1)));

    assertThat(yard.waitsBy(other)).isEqualTo("waiting-for-resources");
  }

  @Test
  @Tag("D12")
  void twoDemandsDoNotRecallEachOthersResource() {
    var yard = new Yard().blueprint("hosts", "limit=1");
    int recalls = 0;
    int served = 0;
    Lease one = yard.ask("a");
    Lease other = yard.ask("b");
    for (int i = 0; i < 120; i++) {
      recalls +=
          (int) yard.decide().values().stream().filter(Decision.Recall.class::isInstance).count();
      yard.turn().settle().turn();
      if (yard.get(one).state() == LeaseState.ACTIVE) {
        one = yard.release(one).ask("a");
        served++;
      }
      if (yard.get(other).state() == LeaseState.ACTIVE) {
        other = yard.release(other).ask("b");
        served++;
      }
      yard.pass(Duration.ofSeconds(10));
    }

    // Twenty minutes, at least three of them between two recalls: neither is shut out.
    assertThat(recalls).isBetween(4, 7);
    assertThat(served).isGreaterThanOrEqualTo(recalls);
  }

  @Test
  @Tag("D23")
  void aDisabledBlueprintServesNobody() {
    var yard = new Yard().blueprint("hosts", "");
    var before = yard.ask("a");
    yard.turn().settle().turn();
    var idle = yard.ask("a");
    yard.turn().settle().turn().release(idle);
    yard.blueprint("hosts", "isDisabled=true");

    assertThat(yard.waitsBy(yard.ask("a"))).isEqualTo("blueprints-disabled");
    assertThat(yard.waitsBy(yard.ask("b"))).isEqualTo("blueprints-disabled");
    assertThat(yard.get(before).state()).isEqualTo(LeaseState.ACTIVE);
  }

  @Test
  void waitsForWhoHasNotAgreedAndBreaksWhereNothingEverFits() {
    var yard = new Yard().blueprint("hosts", "");
    yard.unauthorized.add("hosts");

    assertThat(yard.waitsBy(yard.ask("a"))).isEqualTo("no-authorizations");
    yard.unauthorized.clear();
    var never = Json.object().put("never", "so").build();
    assertThat(yard.decision(yard.ask(Selection.ANY, never, Amounts.NONE)))
        .isInstanceOf(Decision.Break.class);
  }

  @Test
  void givesUpAfterThreeThatBroke() {
    var yard = new Yard().blueprint("hosts", "");
    var lease = yard.ask("a");
    for (int i = 0; i < 3; i++) {
      yard.turn();
      var built = yard.get(lease).efforts().built().orElseThrow();
      yard.put(
          Optional.ofNullable(yard.resources.get(built))
              .orElseThrow()
              .after(new ResourceChange.Broke("No such image."), yard.now));
      yard.leases.put(
          lease.id(),
          yard.get(lease)
              .waiting(
                  yard.get(lease).efforts().failed(), new Lease.Why("broke", "No such image.")));
    }

    yard.turn();

    assertThat(yard.get(lease).state()).isEqualTo(LeaseState.BROKEN);
    assertThat(yard.get(lease).why().orElseThrow().sentence()).contains("No such image.");
  }

  private static Resource shared(Yard yard, String name, double weight, Limits limits) {
    return Resource.planned(
            new ResourceId(yard.id()),
            new Resource.Origin("hosts", Yard.ACME, "plain", "host", Optional.empty()),
            ResourceDraft.of(name, Json.EMPTY).holding(new Capacity(limits, 10)).weighing(weight),
            List.of(),
            Map.of(),
            yard.now)
        .after(new ResourceChange.Activated(Json.EMPTY), yard.now);
  }
}
