package dev.fairlead.core.scheduling.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Algorithms;
import dev.fairlead.core.scheduling.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReplayTest implements Replay.Watcher {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final List<Run> started = new ArrayList<>();
  private final List<Run> ended = new ArrayList<>();

  @Override
  public List<Arrival> started(Run run) {
    started.add(run);
    return List.of();
  }

  @Override
  public void ended(Run run) {
    ended.add(run);
  }

  @Override
  public void settled(Instant at, long waiting) {
    // Only what starts and ends is looked at.
  }

  private void replay(String algorithm, Limits limits, List<Arrival> arrivals) {
    replay(model(algorithm, limits), arrivals);
  }

  private static InsightModel model(String algorithm, Limits limits) {
    return new InsightModel(Algorithms.find(algorithm).orElseThrow(), Policy.of(algorithm), limits);
  }

  private void replay(InsightModel insight, List<Arrival> arrivals) {
    new Replay(insight, Guess.byShape(), this).run(arrivals.iterator(), Instant.MAX);
  }

  private static Arrival arrival(String customer, int second, int seconds) {
    return arrival(customer, second, seconds, 0);
  }

  private static Arrival arrival(String customer, int second, int seconds, int priority) {
    return new Arrival(
        new CustomerId(customer),
        NOON.plusSeconds(second),
        Duration.ofSeconds(seconds),
        Amounts.of(1, 1, 0, 0),
        priority,
        "all");
  }

  private static Limits slots(long count) {
    return Limits.ofMap(Map.of("operations", count));
  }

  @Test
  void oneAfterTheOtherWhereThereIsOneSlot() {
    replay("fifo", slots(1), List.of(arrival("a", 0, 5), arrival("b", 1, 5), arrival("a", 2, 5)));

    assertThat(started)
        .extracting(Run::waited)
        .containsExactly(Duration.ZERO, Duration.ofSeconds(4), Duration.ofSeconds(8));
    assertThat(ended).hasSize(3);
  }

  @Test
  @Tag("F062")
  void everyOneOfVeryManyCustomersGetsATurn() {
    var arrivals = new ArrayList<Arrival>();
    for (int i = 0; i < 450; i++) {
      arrivals.add(arrival("c" + i % 150, 0, 1));
    }

    replay("fair", slots(150), arrivals);

    for (int round = 0; round < 3; round++) {
      assertThat(started.subList(150 * round, 150 * round + 150))
          .extracting(run -> run.arrival().customer())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aCustomerAtItsCeilingComesBackWhenSomethingOfItsEnds() {
    InsightModel insight = model("fair", slots(10));
    insight.customer(new CustomerId("a"), 1, Limits.ofMap(Map.of("agendas", 2L)));

    replay(insight, Collections.nCopies(6, arrival("a", 0, 5)));

    assertThat(started)
        .extracting(run -> run.waited().toSeconds())
        .containsExactly(0L, 0L, 5L, 5L, 10L, 10L);
  }

  @Test
  void whoOutrunsTheEstimateWaitsWhileItRuns() {
    var arrivals = new ArrayList<Arrival>();
    arrivals.add(arrival("teacher", 0, 1));
    arrivals.add(arrival("long", 1, 100));
    arrivals.add(arrival("long", 1, 100));
    for (int i = 0; i < 60; i++) {
      arrivals.add(arrival("short", 2, 1));
    }
    arrivals.add(arrival("long", 3, 100));

    replay("fair", slots(3), arrivals);

    assertThat(started.getLast().arrival()).isEqualTo(arrivals.getLast());
  }

  @Test
  void nothingIsLostDoubledOrOverWhateverTheAlgorithm() {
    for (String algorithm : Algorithms.names()) {
      for (int seed = 0; seed < 20; seed++) {
        started.clear();
        ended.clear();
        var random = new Random(seed);
        var arrivals = new ArrayList<Arrival>();
        for (int i = 0; i < 400; i++) {
          arrivals.add(
              arrival("c" + random.nextInt(30), i / 20, 1 + random.nextInt(30), random.nextInt(5)));
        }
        int slots = 1 + random.nextInt(20);
        InsightModel insight = model(algorithm, slots(slots));
        insight.customer(new CustomerId("c0"), 3, Limits.ofMap(Map.of("agendas", 1L)));

        replay(insight, arrivals);

        String scenario = algorithm + ", seed " + seed;
        assertThat(ended).as(scenario).hasSize(400);
        assertThat(Set.copyOf(started)).as(scenario).isEqualTo(new HashSet<>(ended)).hasSize(400);
        assertThat(mostAtOnce(started)).as(scenario).isLessThanOrEqualTo(slots);
        assertThat(insight.waiting()).as(scenario).isZero();
        assertThat(insight.held().isZero()).as(scenario).isTrue();
      }
    }
  }

  private static long mostAtOnce(List<Run> runs) {
    Map<Instant, Integer> changes = new HashMap<>();
    for (Run run : runs) {
      changes.merge(run.startedAt(), 1, Integer::sum);
      changes.merge(run.endsAt(), -1, Integer::sum);
    }
    long most = 0;
    long now = 0;
    for (Instant at : changes.keySet().stream().sorted().toList()) {
      now += changes.getOrDefault(at, 0);
      most = Math.max(most, now);
    }
    return most;
  }
}
