package dev.fairlead.core.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairlead.core.scheduling.Estimate;
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

  private static double median(RuntimeCurve curve, double elapsed) {
    var random = new SplittableRandom(7);
    double[] drawn =
        DoubleStream.generate(() -> curve.drawLeft(elapsed, random)).limit(2001).toArray();
    Arrays.sort(drawn);
    return drawn[1000];
  }
}
