package dev.fairlead.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairTagsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void settlementLeavesWhatWasUsedWhateverWasCharged() {
    double charged = FairTags.finishTag(FairTags.startTag(7, 3), 60, 4);

    assertThat(FairTags.settle(charged, 12, 60, 4)).isEqualTo(7 + 12.0 / 4);
  }

  @Test
  void halfOfWhatWasUsedAboveTheShareIsForgottenInAHalfLife() {
    Duration hour = Duration.ofHours(1);

    assertThat(FairTags.decay(180, 100, hour, hour)).isEqualTo(140);
    assertThat(FairTags.decay(180, 100, hour.multipliedBy(3), hour)).isEqualTo(110);
  }

  @Test
  void whatIsBehindAndAClockThatGoesBackDecayNothing() {
    assertThat(FairTags.decay(90, 100, Duration.ofHours(1), Duration.ofHours(1))).isEqualTo(90);
    assertThat(FairTags.decay(180, 100, Duration.ofHours(-9), Duration.ofHours(1))).isEqualTo(180);
  }

  @Test
  void workThatOutrunsItsChargeCountsWhileItRuns() {
    var running = InFlight.NONE.dispatched(2, NOON, 20);

    assertThat(running.overrun(NOON.plusSeconds(10))).isZero();
    assertThat(running.overrun(NOON.plusSeconds(15))).isEqualTo(10);

    var counted = running.count(NOON.plusSeconds(15));
    assertThat(counted.finishTag(5, 2)).isEqualTo(10);
    assertThat(counted.next().count(NOON.plusSeconds(15)).charge()).isZero();
    assertThat(counted.next().ended(2, NOON, 20, 36).charge()).isEqualTo(36 - 20 - 10);
  }

  @Test
  void onceNothingRunsExactlyWhatWasUsedWasCharged() {
    record Running(double slots, Instant at, double charge) {}

    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var running = new ArrayList<Running>();
      InFlight account = InFlight.NONE;
      double charged = 0;
      double used = 0;
      Instant now = NOON;
      for (int step = 0; step < 60 || !running.isEmpty(); step++) {
        // Clocks of those who report need not agree.
        now = now.plusMillis(random.nextInt(20_000) - 2_000);
        if (step < 60 && random.nextBoolean()) {
          var one = new Running(1 + random.nextInt(4), now, random.nextInt(40));
          running.add(one);
          account = account.dispatched(one.slots(), one.at(), one.charge());
          charged += one.charge();
        } else if (!running.isEmpty()) {
          var one = running.remove(random.nextInt(running.size()));
          double actual = one.slots() * Duration.between(one.at(), now).toMillis() / 1000.0;
          actual = Math.max(0, actual);
          var change = account.ended(one.slots(), one.at(), one.charge(), actual);
          account = change.next();
          charged += change.charge();
          used += actual;
        }
        var change = account.count(now);
        account = change.next();
        charged += change.charge();
      }

      assertThat(charged).as("seed %d", seed).isCloseTo(used, within(1e-3));
      assertThat(account).isEqualTo(InFlight.NONE);
    }
  }
}
