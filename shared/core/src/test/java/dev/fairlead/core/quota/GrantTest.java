package dev.fairlead.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GrantTest {
  private static final Limits LIMITS =
      Limits.ofMap(Map.of("agendas", 5L, "operations", 100L, "gpu", 8L));

  private static Amounts amounts(long operations, long gpu) {
    return Amounts.ofMap(Map.of("operations", operations, "gpu", gpu));
  }

  @Test
  void speaksOnlyOfWhatOperationsUseAndSomebodyLimits() {
    var grant = Grant.of(Amounts.of(1, 2, 3000, 0), LIMITS);

    assertThat(grant.amounts()).isEqualTo(amounts(2, 0));
    assertThat(Amounts.of(1, 2, 9000, 0).fits(grant.limits())).isTrue();
    assertThat(amounts(0, 1).fits(grant.limits())).isFalse();
    assertThat(Grant.of(Amounts.of(1, 2, 0, 0), Limits.ofMap(Map.of("agendas", 5L))))
        .isEqualTo(Grant.UNLIMITED);
  }

  @Test
  void lacksWhatIsWantedBeyondIt() {
    var grant = Grant.of(amounts(2, 1), LIMITS);

    assertThat(grant.lacking(Amounts.of(0, 5, 4000, 0))).isEqualTo(amounts(3, 0));
    assertThat(grant.lacking(amounts(1, 1)).isZero()).isTrue();
    assertThat(grant.plus(grant.lacking(amounts(5, 2)))).isEqualTo(Grant.of(amounts(5, 2), LIMITS));
  }

  @Test
  void givesBackAllThatIsIdleOnceThatIsAQuarter() {
    var grant = Grant.of(amounts(8, 4), LIMITS);
    var floor = amounts(2, 0);

    assertThat(grant.surplus(floor, amounts(7, 4)).isZero()).isTrue();
    assertThat(grant.surplus(floor, amounts(6, 4))).isEqualTo(amounts(2, 0));
    assertThat(grant.surplus(floor, Amounts.NONE)).isEqualTo(amounts(6, 4));
    assertThat(grant.minus(grant.surplus(floor, Amounts.NONE))).isEqualTo(Grant.of(floor, LIMITS));
  }
}
