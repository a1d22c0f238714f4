package dev.fairlead.core.outlook;

import static dev.fairlead.core.outlook.Scene.agenda;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.quota.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final double[] TEN_SECONDS = DoubleStream.generate(() -> 10).limit(900).toArray();

  private static Optional<Forecast> forecast(Scene scene, String customer, int number) {
    return Forecast.of(
        scene.outlook(), agenda(customer, number), scene, 0, 0, new SplittableRandom(3));
  }

  private static void isAbout(Duration time, double seconds) {
    assertThat(time.toMillis() / 1000.0).isBetween(seconds * 0.9 - 0.2, seconds * 1.1 + 0.2);
  }

  @Test
  void startsWhenWhatRunsAndWhatIsBeforeItHaveEnded() {
    // One place, taken for 4 s of 10; two before it.
    var scene =
        new Scene("fifo")
            .customer("a", 1, Limits.NONE, 0, 1, 1, 2, 3)
            .limits("agendas", 1)
            .lasting(TEN_SECONDS);

    var found = forecast(scene, "a", 3).orElseThrow();

    isAbout(found.start().expected(), 26);
    isAbout(found.end().expected(), 36);
    assertThat(found.start().low()).isLessThanOrEqualTo(found.start().expected());
    assertThat(found.start().high()).isGreaterThanOrEqualTo(found.start().expected());
    assertThat(forecast(scene, "a", 3)).contains(found);
  }

  @Test
  void startsAtOnceWhereThereIsRoom() {
    var scene =
        new Scene("fair")
            .customer("a", 1, Limits.NONE, 0, 1, 1)
            .limits("agendas", 2)
            .lasting(TEN_SECONDS);

    assertThat(forecast(scene, "a", 1).orElseThrow().start())
        .isEqualTo(Spread.certain(Duration.ZERO));
  }

  @Test
  void goesByTheOrderOfShares() {
    var scene =
        new Scene("fair")
            .customer("a", 1, Limits.NONE, 100, 1, 1)
            .customer("b", 1, Limits.NONE, 0, 0, 2)
            .limits("agendas", 1)
            .lasting(TEN_SECONDS);

    isAbout(forecast(scene, "b", 2).orElseThrow().start().expected(), 6);
    isAbout(forecast(scene, "a", 1).orElseThrow().start().expected(), 16);
  }

  @Test
  void isWiderTheLessIsKnown() {
    var once = new Scene("fifo").customer("a", 1, Limits.NONE, 0, 1, 1, 2).limits("agendas", 1);
    var often = new Scene("fifo").customer("a", 1, Limits.NONE, 0, 1, 1, 2).limits("agendas", 1);

    assertThat(width(once.lasting(10))).isGreaterThan(width(often.lasting(TEN_SECONDS)));
  }

  @Test
  void goesByThePaceOfTheCustomerThatIsBeforeIt() {
    var scene =
        new Scene("fifo")
            .customer("a", 1, Limits.NONE, 0, 0, 1)
            .customer("b", 1, Limits.NONE, 0, 1, 2)
            .limits("agendas", 1)
            .lasting(TEN_SECONDS)
            .pace("b", 3);

    var found = forecast(scene, "b", 2).orElseThrow();

    isAbout(found.start().expected(), 36);
    isAbout(found.end().expected(), 66);
  }

  private static Duration width(Scene scene) {
    Spread start = forecast(scene, "a", 2).orElseThrow().start();
    return start.high().minus(start.low());
  }

  @Test
  void whatDoesNotFitMayNeverStart() {
    var scene =
        new Scene("fifo").customer("a", 1, Limits.NONE, 0, 0, 1, 2, 3).limits("operations", 0);

    assertThat(forecast(scene, "a", 1)).isEmpty();
  }

  @Test
  void isNoSoonerThanThoseBeforeItAreClaimed() {
    var scene = new Scene("fifo").customer("a", 1, Limits.NONE, 0, 0, 1, 2).lasting(TEN_SECONDS);

    var found = Forecast.of(scene.outlook(), agenda("a", 2), scene, 2, 99, new SplittableRandom(3));

    isAbout(found.orElseThrow().start().expected(), 200);
  }
}
