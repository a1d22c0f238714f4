package dev.fairlead.core.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.Pace;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RuntimeCurveTest {
  private static final Estimate SEEN = new Estimate(100, 20, 20, 5, 12, 40, 60);

  @Test
  void goesThroughTheQuantilesThatAreKnown() {
    var curve = new RuntimeCurve(SEEN);

    assertThat(curve.quantile(0.1)).isCloseTo(5, within(1e-9));
    assertThat(curve.quantile(0.5)).isCloseTo(12, within(1e-9));
    assertThat(curve.quantile(0.9)).isCloseTo(40, within(1e-9));
    assertThat(curve.quantile(0.95)).isCloseTo(60, within(1e-9));
    assertThat(curve.quantile(0.999)).isGreaterThan(100);
  }

  @Test
  void tellsWhichPartHasEndedAsTheInverseOfItsQuantiles() {
    var curve = new RuntimeCurve(SEEN);

    for (double part = 0.01; part < 0.999; part += 0.007) {
      assertThat(curve.endedBy(curve.quantile(part))).isCloseTo(part, within(1e-9));
    }
    assertThat(curve.endedBy(0)).isZero();
  }

  @Test
  void whatHasLastedLongLastsLongerThanAnyNewOne() {
    var curve = new RuntimeCurve(SEEN);

    assertThat(median(curve, 0)).isBetween(10.0, 14.0);
    assertThat(median(curve, 30)).isBetween(5.0, 20.0);
    assertThat(median(curve, 600)).isGreaterThan(60);
  }

  @Test
  void whatAlwaysTookTheSameTakesTheSame() {
    var curve = new RuntimeCurve(new Estimate(9, 8, 8, 8, 8, 8, 8));

    assertThat(curve.draw(new SplittableRandom(1))).isCloseTo(8, within(1e-9));
    assertThat(curve.drawLeft(3, new SplittableRandom(1))).isCloseTo(5, within(1e-9));
    assertThat(curve.drawLeft(9, new SplittableRandom(1))).isPositive();
  }

  @Test
  void itsMeanIsThatOfWhatIsDrawn() {
    var curve = new RuntimeCurve(SEEN);
    var random = new SplittableRandom(7);

    double drawn =
        DoubleStream.generate(() -> curve.draw(random)).limit(100_000).average().orElse(0);

    assertThat(drawn).isCloseTo(curve.meanSeconds(), within(0.05 * drawn));
  }

  @Test
  void whoseAgendasLastTenTimesAsLongIsBelievedTheMoreTheOftenerTheyDid() {
    Pace once = Pace.UNSEEN.with(SEEN, 120);
    Pace often = once;
    for (int i = 0; i < 50; i++) {
      often = often.with(SEEN, 120);
    }

    double byOne = new RuntimeCurve(SEEN, once).quantile(0.5);
    var byMany = new RuntimeCurve(SEEN, often);

    assertThat(byOne).isBetween(15.0, 40.0);
    assertThat(byMany.quantile(0.5)).isBetween(90.0, 130.0);
    // And hardly vary: his own never did.
    assertThat(byMany.quantile(0.9) / byMany.quantile(0.1)).isLessThan(2);
  }

  @Test
  void anotherPaceThanAnUnknownShapesTellsNothing() {
    Pace slow = Pace.UNSEEN.with(SEEN, 120);

    assertThat(new RuntimeCurve(Estimate.UNSEEN, slow).quantile(0.5))
        .isEqualTo(new RuntimeCurve(Estimate.UNSEEN).quantile(0.5));
  }

  @Test
  void whatIsMetRunningIsHalfThroughOnAverageAndLongerThanOthers() {
    var curve = new RuntimeCurve(new Estimate(9, 8, 8, 8, 8, 8, 8));
    var heavy = new RuntimeCurve(SEEN);
    var random = new SplittableRandom(7);

    assertThat(DoubleStream.generate(() -> curve.drawAge(random)).limit(2000).average().orElse(0))
        .isCloseTo(4, within(0.2));
    assertThat(DoubleStream.generate(() -> heavy.drawAge(random)).limit(2000).average().orElse(0))
        .isGreaterThan(heavy.meanSeconds() / 2 * 1.2);
  }

  private static double median(RuntimeCurve curve, double elapsed) {
    var random = new SplittableRandom(7);
    double[] drawn =
        DoubleStream.generate(() -> curve.drawLeft(elapsed, random)).limit(2001).toArray();
    Arrays.sort(drawn);
    return drawn[1000];
  }
}
