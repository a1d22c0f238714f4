package dev.fairlead.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.quota.GrantEvent.Ended;
import dev.fairlead.core.quota.GrantEvent.Freed;
import dev.fairlead.core.quota.GrantEvent.Limited;
import dev.fairlead.core.quota.GrantEvent.Taken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrantReplayTest {
  private static final List<String> PATH = List.of("pool", "insight");

  private static Amounts slots(long count) {
    return Amounts.of(0, count, 0, 0);
  }

  private static Limits most(long count) {
    return Limits.ofMap(Map.of("operations", count));
  }

  private static List<String> faults(GrantEvent... log) {
    return GrantReplay.faults(List.of(log)).stream()
        .map(fault -> fault.at() + " " + fault.subject())
        .toList();
  }

  @Test
  void findsNothingWhereNobodyIsOver() {
    assertThat(
            faults(
                new Limited(0, "pool", most(3)),
                new Taken(1, "x", PATH, slots(2)),
                new Taken(2, "y", PATH, slots(1)),
                new Freed(3, "x", slots(1)),
                new Taken(4, "y", PATH, slots(1)),
                new Ended(5, "x"),
                new Taken(6, "z", PATH, slots(1)),
                new Ended(7, "y"),
                new Ended(8, "z")))
        .isEmpty();
  }

  @Test
  void namesEveryMomentAndNodeThatWasOver() {
    assertThat(
            faults(
                new Limited(0, "pool", most(3)),
                new Limited(0, "insight", most(2)),
                new Taken(1, "x", PATH, slots(3)),
                new Taken(2, "y", PATH, slots(1)),
                new Ended(3, "x"),
                new Taken(4, "z", PATH, slots(1))))
        .containsExactly("1 insight", "2 pool", "2 insight");
  }

  @Test
  void blamesNobodyForALimitThatWasLoweredButWhoeverTakesMore() {
    assertThat(
            faults(
                new Limited(0, "pool", most(3)),
                new Taken(1, "x", PATH, slots(3)),
                new Limited(2, "pool", most(1)),
                new Freed(3, "x", slots(1)),
                new Taken(4, "y", PATH, Amounts.of(1, 0, 0, 0)),
                new Taken(5, "y", PATH, slots(1))))
        .containsExactly("5 pool");
  }

  @Test
  void findsWhatIsGivenBackTwiceOrByNobody() {
    assertThat(
            faults(
                new Taken(1, "x", PATH, slots(2)),
                new Freed(2, "x", slots(1)),
                new Freed(3, "x", slots(2)),
                new Ended(4, "x"),
                new Ended(5, "x"),
                new Freed(6, "y", slots(1))))
        .containsExactly("3 x", "5 x", "6 y");
  }

  @Test
  void tellsWhatWasNeverGivenBack() {
    assertThat(
            GrantReplay.left(
                List.of(
                    new Taken(1, "x", PATH, slots(2)),
                    new Taken(1, "y", PATH, slots(2)),
                    new Ended(2, "y"))))
        .isEqualTo(Map.of("x", slots(2)));
  }
}
