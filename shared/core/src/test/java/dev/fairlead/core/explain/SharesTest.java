package dev.fairlead.core.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairlead.core.explain.Shares.Queued;
import dev.fairlead.core.explain.Shares.Row;
import dev.fairlead.core.explain.Shares.Stake;
import dev.fairlead.core.id.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static Stake stake(String customer, double weight, double slots, double tag) {
    return new Stake(new CustomerId(customer), 0, weight, slots, Optional.of(tag));
  }

  @Test
  void dividesByWeightAmongThoseWhoHoldOrWantSomething() {
    var idle = new Stake(new CustomerId("idle"), 0, 5, 0, Optional.empty());

    List<Row> rows =
        Shares.of(
            List.of(stake("b", 1, 6, 100), stake("a", 3, 2, 100), idle),
            Map.of(new CustomerId("c"), new Queued(4, NOON)));

    assertThat(rows).extracting(row -> row.customer().value()).containsExactly("b", "a", "c");
    assertThat(rows).extracting(Row::share).containsExactly(0.75, 0.25, 0.0);
    assertThat(rows).extracting(Row::due).containsExactly(0.2, 0.6, 0.2);
    assertThat(rows.getLast().queued()).contains(new Queued(4, NOON));
  }

  @Test
  void saysWhoIsBehindAndByHowMuch() {
    List<Row> rows = Shares.of(List.of(stake("a", 1, 1, 100), stake("b", 3, 1, 20)), Map.of());

    assertThat(rows.getFirst().lag()).isCloseTo(-60, within(1e-9));
    assertThat(rows.getLast().lag()).isCloseTo(60, within(1e-9));
    assertThat(rows.stream().mapToDouble(Row::lag).sum()).isCloseTo(0, within(1e-9));
  }

  @Test
  void addsUpTheLanesOfACustomer() {
    var other = new Stake(new CustomerId("a"), 5, 1, 3, Optional.of(7.0));

    List<Row> rows = Shares.of(List.of(stake("a", 1, 1, 100), other), Map.of());

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().slots()).isEqualTo(4);
    assertThat(rows.getFirst().lag()).isZero();
    assertThat(rows.getFirst().due()).isEqualTo(1);
  }

  @Test
  void isEmptyWhereNobodyHoldsOrWantsAnything() {
    assertThat(Shares.of(List.of(), Map.of())).isEmpty();
  }
}
