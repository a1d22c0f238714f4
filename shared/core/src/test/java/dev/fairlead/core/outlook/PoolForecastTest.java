package dev.fairlead.core.outlook;

import static dev.fairlead.core.outlook.Scene.agenda;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.outlook.PoolOutlook.Prospect;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Draw;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.quota.PoolShare;
import dev.fairlead.core.quota.PoolTree;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Insights of a pool that has something for one agenda, or two; all last ten seconds. */
class PoolForecastTest {
  private static final double[] TEN_SECONDS = DoubleStream.generate(() -> 10).limit(900).toArray();

  private final Map<String, Prospect> prospects = new TreeMap<>();
  private final Map<String, PoolShare> shares = new TreeMap<>();
  private final Map<String, Draw> draws = new TreeMap<>();

  /** An insight in which so many agendas run since 4 s, and others wait since so many turns. */
  private PoolForecastTest insight(String id, int running, long since, int... waiting) {
    var scene =
        new Scene("fifo").customer(id, 1, Limits.NONE, 0, running, waiting).lasting(TEN_SECONDS);
    prospects.put(id, new Prospect(scene.outlook(), scene, true));
    return drawn(id, running, waiting.length == 0 ? 0 : 1, since);
  }

  private PoolForecastTest drawn(String id, int granted, int wanted, long since) {
    draws.put(id, new Draw(slots(granted), slots(granted), slots(wanted), since));
    return this;
  }

  private static Amounts slots(int slots) {
    return Amounts.ofMap(Map.of("operations", (long) slots));
  }

  private Optional<Forecast> forecast(long capacity, int number) {
    var tree =
        new PoolTree(
            Limits.ofMap(Map.of("operations", capacity)),
            new TreeMap<>(shares),
            new TreeMap<>(draws));
    var outlook = new PoolOutlook("own", new TreeMap<>(prospects), tree, 9, _ -> false);
    return Forecast.of(outlook, agenda("own", number), 0, 0, new SplittableRandom(3));
  }

  private static void isAbout(Duration time, double seconds) {
    assertThat(time.toMillis() / 1000.0).isBetween(seconds * 0.9 - 0.2, seconds * 1.1 + 0.2);
  }

  @Test
  void startsWhenWhatRunsInAnotherInsightHasEnded() {
    insight("own", 0, 1, 1).insight("other", 1, 0);

    isAbout(forecast(1, 1).orElseThrow().start().expected(), 6);
  }

  @Test
  void startsAfterWhatHasWaitedLongerForThePool() {
    insight("own", 0, 2, 5).insight("other", 1, 0).insight("third", 0, 1, 1, 2);

    isAbout(forecast(1, 5).orElseThrow().start().expected(), 16);
  }

  @Test
  void startsBeforeWhatHasNotWaitedAsLong() {
    insight("own", 0, 1, 5).insight("other", 1, 0).insight("third", 0, 2, 1, 2);

    isAbout(forecast(1, 5).orElseThrow().start().expected(), 6);
  }

  @Test
  void startsAtOnceWhereItsPoolHasRoom() {
    insight("own", 0, 1, 1).insight("other", 1, 0);

    assertThat(forecast(2, 1).orElseThrow().start()).isEqualTo(Spread.certain(Duration.ZERO));
  }

  @Test
  void mayNeverStartIfWhatItNeedsIsNeverLent() {
    insight("own", 0, 1, 1).insight("other", 0, 0);
    shares.put(
        "other", new PoolShare(slots(1), Limits.NONE, Limits.ofMap(Map.of("operations", 0L))));

    assertThat(forecast(1, 1)).isEmpty();
  }

  @Test
  void mayNeverStartWhereNothingIsKnownOfWhoHasItAll() {
    insight("own", 0, 1, 1).drawn("unseen", 1, 0, 0);

    assertThat(forecast(1, 1)).isEmpty();
  }

  @Test
  void goesOnPastAnInsightThatIsHeld() {
    insight("own", 0, 2, 5).insight("other", 1, 0).insight("third", 0, 1, 1, 2);
    prospects.computeIfPresent(
        "third", (_, one) -> new Prospect(one.outlook(), one.runtimes(), false));

    isAbout(forecast(1, 5).orElseThrow().start().expected(), 6);
  }
}
