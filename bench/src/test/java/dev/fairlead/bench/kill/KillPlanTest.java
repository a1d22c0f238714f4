package dev.fairlead.bench.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KillPlanTest {
  @Test
  void killsThreeToSixTimesAndSoonerOrLaterAtEveryKindOfMoment() {
    var kinds = new HashSet<Class<?>>();
    for (long seed = 0; seed < 100; seed++) {
      var plan = KillPlan.of(new SplittableRandom(seed));
      assertThat(plan.moments()).hasSizeBetween(3, 6);
      plan.moments().forEach(moment -> kinds.add(moment.getClass()));
    }
    assertThat(kinds).hasSize(Moment.class.getPermittedSubclasses().length);
  }
}
