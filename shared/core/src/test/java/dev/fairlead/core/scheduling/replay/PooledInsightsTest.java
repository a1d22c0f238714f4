package dev.fairlead.core.scheduling.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.quota.PoolShare;
import dev.fairlead.core.quota.PoolTree;
import dev.fairlead.core.scheduling.Algorithms;
import dev.fairlead.core.scheduling.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three insights of a pool, one of which owns half of it. */
class PooledInsightsTest implements Replay.Watcher {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final int CAPACITY = 8;
  private static final List<String> ALGORITHMS = List.of("fifo", "fair", "priority");

  private long held;
  private long most;
  private int ended;

  private static Arrival arrival(int at, int seconds, int slots, String insight) {
    return new Arrival(
        new CustomerId("c" + at % 3),
        NOON.plusSeconds(at),
        Duration.ofSeconds(seconds),
        Amounts.of(1, slots, 0, 0),
        at % 2,
        "s" + seconds,
        insight);
  }

  private Replay replay(Duration claim, int queueSize) {
    var shares = new TreeMap<String, PoolShare>();
    shares.put(
        "fair",
        new PoolShare(
            Amounts.ofMap(Map.of("operations", CAPACITY / 2L)), Limits.NONE, Limits.NONE));
    var capacity = Limits.ofMap(Map.of("operations", (long) CAPACITY));
    var pool = new PoolModel(new PoolTree(capacity, shares, new TreeMap<>()), 0);
    var insights = new PooledInsights(claim);
    var guess = Guess.byShape();
    for (String name : ALGORITHMS) {
      InsightModel model =
          pool.enter(
              name,
              Algorithms.find(name).orElseThrow(),
              Policy.of(name),
              Limits.NONE,
              waiting -> guess.estimate(insights.arrival(waiting)).count() > 3);
      insights.add(name, pool, model, queueSize);
    }
    return new Replay(insights, guess, this);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void servesAllAndNeverMoreThanThePoolHas(long seed) {
    var random = new Random(seed);
    var arrivals = new ArrayList<Arrival>();
    for (int i = 0; i < 300; i++) {
      arrivals.add(
          arrival(
              random.nextInt(400),
              random.nextInt(20),
              random.nextInt(1, CAPACITY / 2 + 1),
              ALGORITHMS.get(random.nextInt(3))));
    }
    arrivals.sort(Comparator.comparing(Arrival::at));

    var replay = replay(Duration.ofSeconds(2), 5);
    replay.run(arrivals.iterator(), Instant.MAX);

    assertThat(replay.waiting()).isEmpty();
    assertThat(ended).isEqualTo(300);
    assertThat(most).isBetween(CAPACITY / 2L, (long) CAPACITY);
  }

  @Test
  void takesNoMoreThanItsQueueUntilTheyAreClaimed() {
    var arrivals = new ArrayList<Arrival>();
    for (int i = 0; i < 6; i++) {
      arrivals.add(arrival(0, 100, 1, "fifo"));
    }

    var replay = replay(Duration.ofSeconds(10), 1);
    replay.run(arrivals.iterator(), NOON.plusSeconds(15));

    assertThat(replay.running())
        .extracting(Run::waited)
        .containsExactlyInAnyOrder(Duration.ZERO, Duration.ofSeconds(10));
  }

  @Override
  public List<Arrival> started(Run run) {
    held += run.arrival().floor().operations();
    most = Math.max(most, held);
    return List.of();
  }

  @Override
  public void ended(Run run) {
    held -= run.arrival().floor().operations();
    ended++;
  }

  @Override
  public void settled(Instant at, long waiting) {
    // Starts and ends tell all.
  }
}
