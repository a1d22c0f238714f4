package dev.fairlead.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class EstimateTest {
  @Test
  void theFirstActualIsAllThatIsKnown() {
    assertThat(Estimate.UNSEEN.with(40, 20)).isEqualTo(new Estimate(1, 40, 20, 20, 20, 20, 20));
  }

  @Test
  void whatIsAlwaysTheSameIsKnownExactlyInTheMean() {
    Estimate estimate = Estimate.UNSEEN;
    for (int i = 0; i < 300; i++) {
      estimate = estimate.with(6, 3);
    }

    assertThat(estimate.slotSeconds()).isEqualTo(6);
    assertThat(estimate.p10Seconds()).isCloseTo(3, within(0.2));
    assertThat(estimate.p95Seconds()).isCloseTo(3, within(0.2));
  }

  @Test
  void quantilesCoverWhatTheySay() {
    // Of what comes next, not of what came: the share of it that is below each quantile.
    check(Estimate::p10Seconds, 0.10);
    check(Estimate::p50Seconds, 0.50);
    check(Estimate::p90Seconds, 0.90);
    check(Estimate::p95Seconds, 0.95);
  }

  private static void check(ToDoubleFunction<Estimate> quantile, double p) {
    for (int seed = 0; seed < 5; seed++) {
      var random = new Random(seed);
      Estimate estimate = Estimate.UNSEEN;
      int below = 0;
      int all = 0;
      for (int i = 0; i < 4000; i++) {
        double next = Math.min(60, Math.pow(1 - random.nextDouble(), -1 / 1.5));
        if (i >= 200) {
          all++;
          below += next <= quantile.applyAsDouble(estimate) ? 1 : 0;
        }
        estimate = estimate.with(next, next);
      }
      assertThat((double) below / all).as("seed %d, p %s", seed, p).isCloseTo(p, within(0.02));
    }
  }

  @Test
  void quantilesNeverContradictEachOther() {
    var random = new Random(3);
    Estimate estimate = Estimate.UNSEEN;
    for (int i = 0; i < 1000; i++) {
      estimate = estimate.with(1, Math.exp(4 * random.nextGaussian()));

      assertThat(estimate.p10Seconds())
          .isPositive()
          .isLessThanOrEqualTo(estimate.p50Seconds())
          .isFinite();
      assertThat(estimate.p50Seconds()).isLessThanOrEqualTo(estimate.p90Seconds());
      assertThat(estimate.p90Seconds()).isLessThanOrEqualTo(estimate.p95Seconds());
    }
  }

  @Test
  void workThatTookNoTimeIsTakenAsIs() {
    assertThat(Estimate.UNSEEN.with(0, 0).with(0, 0).slotSeconds()).isZero();
  }
}
