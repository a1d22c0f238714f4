package dev.fairlead.resourcepool.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.StoredObject;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Insights that share what their pool has. */
class PoolsTest {
  private static final String SHORT = "log/0";
  private static final String LONG = "encode/3";

  private PoolWorld world = of("{\"capacity\": {\"operations\": 4}}");

  private static PoolWorld of(String pool) {
    var world = new PoolWorld(pool);
    world.insight("a", "{}");
    world.insight("b", "{\"algorithm\": \"fair\"}");
    return world;
  }

  /** One of the two has all that is its own. */
  private static PoolWorld owned(String reclaimTime, String owner) {
    var world = new PoolWorld("{\"capacity\": {\"operations\": 8}" + reclaimTime + "}");
    world.insight("owner", owner);
    world.insight("b", "{}");
    return world;
  }

  private static void enter(PoolWorld world, String insight, int count) {
    IntStream.range(0, count).forEach(_ -> world.enter(insight, SHORT, 1));
  }

  @Test
  void holdsNoMoreTogetherThanThePoolHas() {
    enter(world, "a", 3);
    enter(world, "b", 3);

    world.pump();
    world.claim();
    world.pump();

    assertThat(world.held("a") + world.held("b")).isEqualTo(4);
    assertThat(world.running).hasSize(4);
    world.assertNeverOver();
  }

  @Test
  void wakesWhoWaitsOnceSomethingIsGivenBack() {
    enter(world, "a", 4);
    world.pump();
    world.claim();
    enter(world, "b", 3);
    world.pump();
    assertThat(world.draw("b").isWaiting()).isTrue();

    world.endAll("a", 1);
    world.pump();

    assertThat(world.held("b")).isEqualTo(3);
    world.assertNeverOver();
  }

  @Test
  void doesNotKeepWhatItGetsBackWhileAnotherHasWaitedLonger() {
    enter(world, "a", 6);
    world.pump();
    world.claim();
    enter(world, "b", 1);
    world.pump();

    world.end(world.running.getFirst(), 1);
    world.pump();

    assertThat(world.held("b")).isEqualTo(1);
    assertThat(world.held("a")).isEqualTo(3);
    world.assertNeverOver();
  }

  @Test
  void givesBackWhatIsIdleThoughNobodyAsks() {
    enter(world, "a", 4);
    world.pump();
    world.claim();
    world.endAll("a", 1);
    world.pump();
    // Not at once: more may come soon.
    assertThat(world.draw("a").granted().operations()).isEqualTo(4);

    world.clock.advance(Drawing.KEPT_IDLE);
    world.tick();

    assertThat(world.draw("a").granted().isZero()).isTrue();
  }

  @Test
  void leavesThePoolsRowAloneWhileWhatItHasSuffices() {
    var own = owned("", "{\"nominal\": {\"operations\": 8}}");
    own.enter("owner", SHORT, 1);
    own.pump();
    long version = own.version();

    for (int i = 0; i < 20; i++) {
      own.claim();
      own.endAll("owner", 1);
      own.enter("owner", SHORT, 1);
      own.pump();
    }

    assertThat(own.version()).isEqualTo(version);
    assertThat(own.held("owner")).isEqualTo(1);
  }

  @Test
  void lendsOnlyToWorkThatIsKnownToBeShort() {
    var lent = owned(", \"reclaimTime\": \"10s\"", "{\"nominal\": {\"operations\": 6}}");
    lent.learn("b", SHORT, 2);
    lent.learn("b", LONG, 100);

    IntStream.range(0, 8).forEach(_ -> lent.enter("b", LONG, 1));
    lent.pump();
    lent.claim();
    assertThat(lent.held("b")).isEqualTo(2);
    lent.endAll("b", 100);
    lent.pump();
    lent.claim();
    lent.endAll("b", 100);
    lent.pump();
    lent.claim();
    lent.endAll("b", 100);
    lent.pump();
    lent.claim();
    lent.endAll("b", 100);
    lent.pump();

    IntStream.range(0, 9).forEach(_ -> lent.enter("b", SHORT, 1));
    lent.pump();
    assertThat(lent.held("b")).isEqualTo(8);
    lent.assertNeverOver();
  }

  @ParameterizedTest
  @CsvSource({"3s, 2", "20s, 8"})
  void lendsForNoLongerThanThePoolSays(String reclaimTime, long lent) {
    var pool =
        owned(", \"reclaimTime\": \"" + reclaimTime + "\"", "{\"nominal\": {\"operations\": 6}}");
    pool.learn("b", SHORT, 4);

    enter(pool, "b", 9);
    pool.pump();

    assertThat(pool.held("b")).isEqualTo(lent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'nominal': {'operations': 6}, 'lendLimit': {'operations': 1}} | {} | 3",
        "{'nominal': {'operations': 6}} | {'nominal': {'operations': 1}, 'borrowLimit':"
            + " {'operations': 4}} | 5",
        "{'nominal': {'operations': 8}, 'lendLimit': {'operations': 0}} | {} | 0",
      })
  void borrowsAndLendsNoMoreThanTheInsightsSay(String owner, String borrower, long most) {
    var pool = new PoolWorld("{\"capacity\": {\"operations\": 8}, \"reclaimTime\": \"10s\"}");
    pool.insight("owner", owner.replace('\'', '"'));
    pool.insight("b", borrower.replace('\'', '"'));
    pool.know("b", SHORT, 2);

    enter(pool, "b", 9);
    pool.pump();

    assertThat(pool.held("b")).isEqualTo(most);
    pool.assertNeverOver();
  }

  @Test
  void hasItsOwnAsSoonAsWhatItLentComesFree() {
    var lent = owned(", \"reclaimTime\": \"10s\"", "{\"nominal\": {\"operations\": 6}}");
    lent.learn("b", SHORT, 2);
    enter(lent, "b", 20);
    lent.pump();
    lent.claim();
    assertThat(lent.held("b")).isEqualTo(8);

    enter(lent, "owner", 6);
    lent.pump();
    for (int i = 0; i < 6; i++) {
      lent.end(lent.running.getFirst(), 2);
      lent.pump();
    }

    assertThat(lent.held("owner")).isEqualTo(6);
    assertThat(lent.held("b")).isEqualTo(2);
    lent.assertNeverOver();
  }

  @Test
  void growsNoFurtherThanThePoolAllowsAndGoesOnOnceItDoes() {
    enter(world, "a", 1);
    enter(world, "b", 2);
    world.pump();
    world.claim();
    world.want(world.running.getFirst(), 9);
    world.pump();
    AgendaKey wide = world.running.getFirst().agenda();
    assertThat(world.grant(wide).orElseThrow().held().operations()).isEqualTo(2);
    assertThat(world.held("a")).isEqualTo(2);

    world.endAll("b", 1);
    world.pump();
    world.want(world.running.getFirst(), 9);
    world.pump();

    assertThat(world.grant(wide).orElseThrow().held().operations()).isEqualTo(4);
    world.assertNeverOver();
  }

  @Test
  void leavesNothingInAPoolThatItLeaves() {
    enter(world, "a", 4);
    world.pump();
    assertThat(world.draw("a").granted().operations()).isEqualTo(4);
    var rows = new ObjectRows(world.items);
    StoredObject before = rows.main(ObjectKind.INSIGHT, "a").orElseThrow();
    var fields = Json.object().put("title", "Elsewhere").put("resourcePoolId", "other").build();
    rows.replace(before, before.changed(before.owner(), fields, world.clock.instant()), List.of());
    world.clock.advance(Duration.ofMinutes(1));

    world.tick();

    assertThat(world.draw("a").granted().isZero()).isTrue();
    assertThat(world.lines.ledger("a").stake().block()).isEmpty();
  }

  @Test
  void takesBackWhatADeletedInsightStillHasAsItComesFree() {
    enter(world, "a", 4);
    world.pump();
    world.claim();
    enter(world, "b", 4);
    world.pump();
    var rows = new ObjectRows(world.items);
    rows.shut("a");
    assertThat(
            rows.delete(rows.main(ObjectKind.INSIGHT, "a").orElseThrow(), Optional.empty())
                .isWritten())
        .isTrue();
    world.clock.advance(Duration.ofMinutes(1));
    world.tick();
    assertThat(world.held("b")).isZero();

    world.end(world.running.getFirst(), 1);
    world.end(world.running.getFirst(), 1);
    world.tick();
    world.pump();

    assertThat(world.held("b")).isEqualTo(2);
    world.endAll("a", 1);
    world.tick();
    assertThat(world.draw("a").granted().isZero()).isTrue();
    world.assertNeverOver();
  }

  static IntStream calls() {
    return IntStream.range(0, 24);
  }

  /** The other insight's scheduler does all its work just before each call of the first. */
  @ParameterizedTest
  @MethodSource("calls")
  void isNeverOverWhenTwoDrawAtOnce(int before) {
    enter(world, "a", 3);
    world.pump();
    world.claim();
    world.end(world.running.getFirst(), 1);
    enter(world, "a", 3);
    enter(world, "b", 3);

    world.pump(world.schedulerOver(interrupted(before, world::tick)));

    world.pump();
    world.tick();
    assertThat(world.held("a") + world.held("b")).isEqualTo(4);
    world.assertNeverOver();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void leavesNothingHalfDrawnWhereverItStops(int afterCalls) {
    enter(world, "a", 3);
    world.pump();
    world.claim();
    world.endAll("a", 1);
    enter(world, "a", 2);
    enter(world, "b", 4);
    try {
      world.schedulerOver(failing(afterCalls)).tick();
    } catch (PortException crash) {
      assertThat(crash.fault()).isEqualTo(PortException.Fault.THROTTLED);
    }

    world.clock.advance(Duration.ofMinutes(1));
    world.tick();
    world.pump();

    assertThat(world.held("a") + world.held("b")).isEqualTo(4);
    world.assertNeverOver();
  }

  /** Any work in any order, with wake-ups that are lost. */
  @ParameterizedTest
  @MethodSource("seeds")
  void isNeverOverAndNobodyIsForgotten(int seed) {
    var random = new Random(seed);
    var any =
        new PoolWorld(
            "{\"capacity\": {\"operations\": 9}"
                + (random.nextInt(4) == 0 ? "" : ", \"reclaimTime\": \"10s\"")
                + "}");
    any.insight("a", insight(random));
    any.insight("b", insight(random));
    any.insight("c", insight(random));
    var entered = new ArrayList<AgendaKey>();
    for (int step = 0; step < 150; step++) {
      act(any, random, entered);
    }
    for (int round = 0; round < 100 && !isOver(any); round++) {
      any.tick();
      any.pump();
      any.claim();
      if (!any.running.isEmpty()) {
        any.end(any.running.get(random.nextInt(any.running.size())), 2);
      }
      any.clock.advance(Duration.ofSeconds(20));
    }

    assertThat(isOver(any)).as("over").isTrue();
    any.tick();
    any.clock.advance(Duration.ofMinutes(1));
    any.tick();
    any.assertNeverOver();
    for (String insight : any.insights) {
      assertThat(any.lines.ledger(insight).held().isZero()).isTrue();
      assertThat(any.lines.ledger(insight).stake().brief().isZero()).isTrue();
      assertThat(any.draw(insight).isWaiting()).isFalse();
    }
  }

  static IntStream seeds() {
    return IntStream.range(0, 20);
  }

  private static String insight(Random random) {
    String algorithm = random.nextBoolean() ? "fifo" : "fair";
    String share =
        switch (random.nextInt(4)) {
          case 0 -> "";
          case 1 -> ", \"nominal\": {\"operations\": 3}";
          case 2 -> ", \"nominal\": {\"operations\": 3}, \"lendLimit\": {\"operations\": 1}";
          default -> ", \"nominal\": {\"operations\": 2}, \"borrowLimit\": {\"operations\": 4}";
        };
    String limits = random.nextInt(3) == 0 ? ", \"limits\": {\"operations\": 5}" : "";
    return "{\"algorithm\": \"" + algorithm + "\"" + share + limits + "}";
  }

  private static void act(PoolWorld world, Random random, List<AgendaKey> entered) {
    String insight = world.insights.get(random.nextInt(world.insights.size()));
    switch (random.nextInt(8)) {
      case 0, 1 ->
          entered.add(
              world.enter(insight, random.nextInt(3) == 0 ? LONG : SHORT, 1 + random.nextInt(2)));
      case 2 -> world.claim();
      case 3, 4 -> {
        if (!world.running.isEmpty()) {
          var agenda = world.running.get(random.nextInt(world.running.size()));
          world.end(agenda, agenda.entry().admission().shape().equals(LONG) ? 60 : 2);
        }
      }
      case 5 -> {
        if (!world.running.isEmpty()) {
          world.want(
              world.running.get(random.nextInt(world.running.size())), 1 + random.nextInt(4));
        }
      }
      case 6 -> {
        world.clock.advance(Duration.ofSeconds(random.nextInt(15)));
        world.tick();
      }
      default -> world.pump();
    }
  }

  private static boolean isOver(PoolWorld world) {
    return world.running.isEmpty()
        && world.insights.stream()
            .allMatch(insight ->
                world.lines.oldest(insight, 1).isEmpty()
                    && world.lines.dispatched(insight, 1).isEmpty());
  }

  private ItemStore interrupted(int before, Runnable something) {
    return new FaultyItemStore(
        world.items,
        new FaultPlan() {
          private int calls;

          @Override
          public ItemFault next(ItemCall call) {
            if (calls++ == before) {
              something.run();
            }
            return new ItemFault.None();
          }
        });
  }

  private ItemStore failing(int afterCalls) {
    return new FaultyItemStore(
        world.items,
        new FaultPlan() {
          private int calls;

          @Override
          public ItemFault next(ItemCall call) {
            return calls++ >= afterCalls ? new ItemFault.Throttled() : new ItemFault.None();
          }
        });
  }
}
