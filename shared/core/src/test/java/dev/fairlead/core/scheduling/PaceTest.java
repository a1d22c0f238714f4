package dev.fairlead.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Estimate SHAPE = new Estimate(100, 20, 20, 5, 12, 40, 60);

  @Test
  void tellsTheFactorAndHowMuchItVaries() {
    Pace pace = Pace.UNSEEN.with(SHAPE, 24).with(SHAPE, 48);

    assertThat(pace.count()).isEqualTo(2);
    assertThat(pace.mean()).isCloseTo(1.5 * Math.log(2), within(1e-9));
    assertThat(pace.variance()).isCloseTo(Math.pow(Math.log(2) / 2, 2), within(1e-9));
  }

  @Test
  void forgetsWhatWasLongAgo() {
    Pace pace = Pace.UNSEEN;
    for (int i = 0; i < 500; i++) {
      pace = pace.with(SHAPE, 120);
    }
    for (int i = 0; i < 500; i++) {
      pace = pace.with(SHAPE, 12);
    }

    assertThat(pace.mean()).isCloseTo(0, within(0.01));
    assertThat(pace.variance()).isCloseTo(0, within(0.01));
  }

  @Test
  void learnsNothingFromAShapeOfWhichHardlyAnythingIsKnown() {
    assertThat(Pace.UNSEEN.with(Estimate.UNSEEN, 1).with(Estimate.UNSEEN.with(9, 9), 1))
        .isEqualTo(Pace.UNSEEN);
  }
}
