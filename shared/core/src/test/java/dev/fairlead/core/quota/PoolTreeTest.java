package dev.fairlead.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolTreeTest {
  private static final Limits TEN = Limits.ofMap(Map.of("operations", 10L));

  private static Amounts slots(long count) {
    return Amounts.of(0, count, 0, 0);
  }

  private static PoolShare owning(long count) {
    return new PoolShare(slots(count), Limits.NONE, Limits.NONE);
  }

  private static PoolTree tree(Limits capacity, Map<String, PoolShare> shares) {
    return new PoolTree(capacity, new TreeMap<>(shares), new TreeMap<>());
  }

  private static Demand wanting(long held, long next) {
    return new Demand(slots(held), Amounts.NONE, slots(next), true, Amounts.NONE);
  }

  private static Demand wantingForLong(long held, long next) {
    return new Demand(slots(held), slots(held), slots(next), false, Amounts.NONE);
  }

  private static long granted(PoolTree tree, String insight) {
    return tree.draw(insight).granted().operations();
  }

  @Test
  void givesWhatNobodyOwnsToWhoeverAsks() {
    var tree = tree(TEN, Map.of("a", PoolShare.NONE));

    tree = tree.turn("a", wantingForLong(0, 7), 1);
    assertThat(granted(tree, "a")).isEqualTo(7);
    tree = tree.turn("b", wanting(0, 4), 2);
    assertThat(granted(tree, "b")).isZero();
    assertThat(tree.waiting()).containsExactly("b");
    tree = tree.turn("a", Demand.of(slots(5), slots(5)), 3).turn("b", wanting(0, 4), 4);
    assertThat(granted(tree, "b")).isEqualTo(4);
    assertThat(tree.waiting()).isEmpty();
  }

  @Test
  void countsNothingThatThePoolHasNoCapacityFor() {
    var tree =
        tree(TEN, Map.of())
            .turn(
                "a",
                new Demand(
                    Amounts.NONE, Amounts.NONE, Amounts.of(1, 1, 9000, 0), true, Amounts.NONE),
                1);

    assertThat(tree.draw("a").granted()).isEqualTo(slots(1));
    assertThat(tree.most("a")).isEqualTo(TEN);
  }

  @Test
  void lendsIdleAmountsToShortWorkOnly() {
    var tree = tree(TEN, Map.of("owner", owning(10)));

    assertThat(granted(tree.turn("b", wantingForLong(0, 1), 1), "b")).isZero();
    assertThat(tree.turn("b", wantingForLong(0, 1), 1).waiting()).isEmpty();
    assertThat(granted(tree.turn("b", wanting(0, 1), 1), "b")).isEqualTo(1);
  }

  @Test
  void lendsLongWorkNoMoreThanNobodyOwns() {
    var tree = tree(TEN, Map.of("owner", owning(6)));

    tree = tree.turn("b", wantingForLong(0, 4), 1);
    assertThat(granted(tree, "b")).isEqualTo(4);
    assertThat(granted(tree.turn("b", wantingForLong(4, 1), 2), "b")).isEqualTo(4);
    assertThat(granted(tree.turn("c", wantingForLong(0, 1), 2), "c")).isZero();
    var more = new Demand(slots(4), slots(4), slots(6), true, Amounts.NONE);
    assertThat(granted(tree.turn("b", more, 2), "b")).isEqualTo(10);
  }

  @Test
  void keepsToWhatIsLentAndBorrowedAtTheMost() {
    var tree =
        tree(
            TEN,
            Map.of(
                "a", new PoolShare(slots(6), Limits.NONE, Limits.ofMap(Map.of("operations", 2L))),
                "b", new PoolShare(slots(2), Limits.ofMap(Map.of("operations", 3L)), Limits.NONE)));

    // Two of a's six are lent, and two are nobody's.
    assertThat(tree.most("c").value("operations")).isEqualTo(6);
    assertThat(granted(tree.turn("c", wanting(0, 7), 1), "c")).isZero();
    assertThat(granted(tree.turn("c", wanting(0, 6), 1), "c")).isEqualTo(6);
    assertThat(tree.most("b").value("operations")).isEqualTo(5);
    assertThat(granted(tree.turn("b", wanting(0, 6), 1), "b")).isZero();
    assertThat(granted(tree.turn("b", wanting(0, 5), 1), "b")).isEqualTo(5);
  }

  @Test
  void givesAnOwnerItsOwnBeforeAnybodyBorrowsAgain() {
    var tree = tree(TEN, Map.of("owner", owning(4), "b", owning(0)));
    tree = tree.turn("b", wanting(0, 10), 1);
    tree = tree.turn("owner", wanting(0, 3), 2);
    assertThat(tree.waiting()).containsExactly("owner");

    // One of b's is over, and b wants another: that waits for the owner to have its three.
    tree = tree.turn("b", wanting(8, 1), 3);
    assertThat(granted(tree, "b")).isEqualTo(8);
    tree = tree.turn("owner", wanting(0, 3), 4);
    assertThat(granted(tree, "owner")).isZero();
    tree = tree.turn("b", wanting(7, 1), 5).turn("owner", wanting(0, 3), 6);
    assertThat(granted(tree, "owner")).isEqualTo(3);
  }

  @Test
  void givesAnOwnerItsOwnAlsoBeforeWhoHasWaitedLongerToBorrow() {
    var tree = tree(TEN, Map.of("owner", owning(4), "b", owning(0)));
    tree = tree.turn("a", wanting(0, 8), 1).turn("b", wanting(0, 3), 2);
    tree = tree.turn("owner", wanting(0, 4), 3).turn("a", Demand.of(slots(6), Amounts.NONE), 4);
    assertThat(tree.waiting()).containsExactly("b", "owner");

    assertThat(granted(tree.turn("b", wanting(0, 3), 5), "b")).isZero();
    assertThat(granted(tree.turn("owner", wanting(0, 4), 5), "owner")).isEqualTo(4);
  }

  @Test
  void passesNobodyOverForSmallerWants() {
    var tree = tree(TEN, Map.of());
    tree = tree.turn("a", wanting(0, 8), 1).turn("large", wanting(0, 6), 2);

    assertThat(granted(tree.turn("small", wanting(0, 1), 3), "small")).isZero();
    tree = tree.turn("small", wanting(0, 1), 3).turn("a", Demand.of(slots(4), slots(0)), 4);
    assertThat(tree.waiting()).containsExactly("large", "small");
    assertThat(granted(tree.turn("small", wanting(0, 1), 5), "small")).isZero();
    assertThat(granted(tree.turn("large", wanting(0, 6), 5), "large")).isEqualTo(6);
  }

  @Test
  void letsTheOwnerGoFirstThatHasWaitedLonger() {
    var tree = tree(TEN, Map.of("x", owning(5), "y", owning(5)));
    tree = tree.turn("b", wanting(0, 8), 1).turn("x", wanting(0, 5), 2);
    tree = tree.turn("b", Demand.of(slots(6), Amounts.NONE), 3);

    // Two are free now and three more are to come: y's own, but x has waited for five.
    assertThat(granted(tree.turn("y", wanting(0, 4), 4), "y")).isZero();
    tree = tree.turn("b", Demand.of(slots(5), Amounts.NONE), 5).turn("x", wanting(0, 5), 6);
    assertThat(granted(tree, "x")).isEqualTo(5);
  }

  @Test
  void movesItsOwnInBlocksAndKeepsOneIdle() {
    var capacity = Limits.ofMap(Map.of("operations", 100L));
    var tree = tree(capacity, Map.of("a", owning(80)));
    var growing = new Demand(slots(5), Amounts.NONE, slots(1), true, slots(2));

    tree = tree.turn("a", growing, 1);
    assertThat(granted(tree, "a")).isEqualTo(10);
    assertThat(granted(tree.turn("a", Demand.of(slots(2), Amounts.NONE), 2), "a")).isEqualTo(10);
    assertThat(granted(tree.turn("a", Demand.of(Amounts.NONE, Amounts.NONE), 2), "a"))
        .isEqualTo(10);
    tree = tree.turn("a", new Demand(slots(30), Amounts.NONE, slots(1), true, slots(1)), 3);
    assertThat(granted(tree, "a")).isEqualTo(40);
    assertThat(granted(tree.turn("a", Demand.of(slots(2), Amounts.NONE), 4), "a")).isEqualTo(12);
  }

  @Test
  void keepsNothingIdleForWhoWaits() {
    var capacity = Limits.ofMap(Map.of("cpu", 1000L, "memory", 1000L));
    var tree = tree(capacity, Map.of());
    var both =
        new Demand(
            Amounts.NONE, Amounts.NONE, Amounts.of(0, 0, 600, 600), true, Amounts.of(0, 0, 99, 0));
    tree = tree.turn("a", both, 1);
    tree = tree.turn("b", both, 2);

    assertThat(tree.draw("a").granted()).isEqualTo(Amounts.of(0, 0, 699, 600));
    assertThat(tree.draw("b").granted().isZero()).isTrue();
  }

  /** Any insights with any work in any order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void isNeverOverAndNobodyWaitsForEverAndOwnersHaveTheirOwnInTime(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 25; i++) {
      var capacity = Limits.ofMap(Map.of("operations", 12L, "memory", 40L));
      var simulation = new PoolSimulation(tree(capacity, shares(random)), random);
      for (int tick = 0; tick < 60 || !simulation.isOver(); tick++) {
        if (tick < 60) {
          arrive(simulation, tick, random);
        }
        assertThat(tick).as("ticks").isLessThan(4000);
        simulation.tick();
        assertThat(simulation.isStuck()).as("stuck: %s", simulation.tree).isFalse();
        var tree = simulation.tree;
        assertThat(tree.granted().fits(capacity)).as("over: %s", tree).isTrue();
        simulation.lines.forEach((insight, line) -> {
          assertThat(tree.draw(insight).granted().covers(line.held())).isTrue();
          assertThat(tree.draw(insight).granted().fits(tree.most(insight))).isTrue();
        });
      }
      assertThat(simulation.longestOwnWait).isLessThanOrEqualTo(PoolSimulation.RECLAIM_TICKS);
      assertThat(GrantReplay.faults(simulation.log)).isEmpty();
      assertThat(GrantReplay.left(simulation.log)).isEmpty();
    }
  }

  /** More than there is room for, most of the time. */
  private static void arrive(PoolSimulation simulation, int tick, Random random) {
    simulation.lines.forEach((insight, line) -> {
      if (random.nextInt(3) == 0) {
        line.waiting.add(work(insight + tick, simulation.tree, insight, random));
      }
    });
  }

  private static SortedMap<String, PoolShare> shares(Random random) {
    var shares = new TreeMap<String, PoolShare>();
    for (String insight : new String[] {"a", "b", "c", "d"}) {
      var nominal = Amounts.of(0, random.nextInt(4), 0, random.nextInt(11));
      var some = Limits.ofMap(Map.of("operations", (long) random.nextInt(6)));
      shares.put(
          insight,
          switch (random.nextInt(4)) {
            case 0 -> PoolShare.NONE;
            case 1 -> new PoolShare(nominal, some, Limits.NONE);
            case 2 -> new PoolShare(nominal, Limits.NONE, some);
            default -> new PoolShare(nominal, Limits.NONE, Limits.NONE);
          });
    }
    return shares;
  }

  /** Work that could be admitted if nothing else were there. */
  private static PoolSimulation.Work work(
      String name, PoolTree tree, String insight, Random random) {
    int ticks = 1 + random.nextInt(random.nextBoolean() ? 10 : 30);
    var wanted = Amounts.of(0, 1 + random.nextInt(5), 0, random.nextInt(20));
    var most = tree.most(insight);
    if (ticks > PoolSimulation.RECLAIM_TICKS) {
      var own = new TreeMap<String, Long>();
      for (String amount : tree.capacity().asMap().keySet()) {
        own.put(amount, tree.share(insight).nominal().value(amount) + tree.unowned(amount));
      }
      most = most.min(Limits.ofMap(own));
    }
    return new PoolSimulation.Work(name, most.atMost(wanted), ticks);
  }
}
