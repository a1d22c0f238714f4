package dev.fairlead.core.scheduling;

import static dev.fairlead.core.scheduling.Lines.NOON;
import static dev.fairlead.core.scheduling.Lines.agenda;
import static dev.fairlead.core.scheduling.Lines.agendas;
import static dev.fairlead.core.scheduling.Lines.customers;
import static dev.fairlead.core.scheduling.Lines.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.fair.Fair;
import dev.fairlead.core.scheduling.fifo.Fifo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContestTest {
  private static final Limits TWO = Limits.ofMap(Map.of("agendas", 2L));

  private final Algorithm fair = new Fair();

  @Test
  void aCustomerAtItsCeilingLeavesAndTheOthersGoOn() {
    Decision decision =
        new Lines()
            .standing("a", new Standing(1, Amounts.of(1, 1, 0, 0), TWO))
            .account(0, agendas("a", 0, 5))
            .account(0, agendas("b", 10, 13))
            .by(fair);

    assertThat(customers(decision)).containsExactly("a", "b", "b", "b");
    assertThat(decision.exhausted()).containsExactly(new CustomerId("a"));
    assertThat(decision.stop()).isEqualTo(Stop.NOBODY_LEFT);
  }

  @Test
  void aCeilingHoldsOverAllLanesOfACustomer() {
    Decision decision =
        new Lines()
            .standing("a", new Standing(1, Amounts.NONE, TWO))
            .account(0, List.of(agenda("a", 0, 1, 1), agenda("a", 1, 1, 1)))
            .account(0, List.of(agenda("a", 2, 0, 1), agenda("a", 3, 0, 1)))
            .by(Algorithms.find("priority").orElseThrow());

    assertThat(numbers(decision)).containsExactly(0, 1);
  }

  @Test
  void nothingSmallerGoesBeforeWhatDoesNotFitIntoTheInsight() {
    var large = new Waiting(agenda("a", 0).agenda(), 0, NOON, Amounts.of(1, 8, 0, 0), 1);
    Decision decision =
        new Lines()
            .limits(Amounts.of(3, 3, 0, 0), Limits.ofMap(Map.of("operations", 10L)))
            .account(1, agendas("b", 10, 20))
            .account(0, List.of(large))
            .by(fair);

    assertThat(decision.picks()).isEmpty();
    assertThat(decision.stop()).isEqualTo(Stop.INSIGHT_FULL);
  }

  @Test
  void fillsTheInsightToItsLimit() {
    Decision decision =
        new Lines()
            .limits(Amounts.of(3, 3, 0, 0), Limits.ofMap(Map.of("operations", 10L)))
            .account(0, agendas("b", 10, 30))
            .by(fair);

    assertThat(decision.picks()).hasSize(7);
    assertThat(decision.stop()).isEqualTo(Stop.INSIGHT_FULL);
  }

  @Test
  void stopsWhenWhoIsNextHasMoreThanWasRead() {
    Decision decision =
        new Lines().account(0, agendas("a", 0, 2), true).account(0, agendas("b", 10, 15)).by(fair);

    assertThat(customers(decision)).containsExactly("a", "b", "a", "b");
    assertThat(decision.stop()).isEqualTo(Stop.HEADS_USED);
  }

  @Test
  void goesOnWhileWhoHasMoreIsNotNext() {
    Decision decision =
        new Lines()
            .account(0, List.of(agenda("a", 0, 0, 10)), true)
            .account(0, agendas("b", 10, 15))
            .by(fair);

    assertThat(customers(decision)).containsExactly("a", "b", "b", "b", "b", "b");
    assertThat(decision.stop()).isEqualTo(Stop.HEADS_USED);
  }

  @Test
  void stopsBeforeAnAccountThatWasNotReadWouldBeNext() {
    Decision decision =
        new Lines()
            .account(0, agendas("a", 0, 5))
            .account(1, agendas("b", 10, 15))
            .beyond(0, 2.5, NOON)
            .by(fair);

    assertThat(customers(decision)).containsExactly("a", "a", "b", "a", "b");
    assertThat(decision.stop()).isEqualTo(Stop.HEADS_USED);
  }

  @Test
  void amongEqualStartTagsWhatWasReadGoesFirst() {
    Decision decision =
        new Lines().virtualTime(0, 5).account(0, agendas("a", 0, 5)).beyond(0, 1, NOON).by(fair);

    assertThat(customers(decision)).containsExactly("a");
  }

  @Test
  void byAgeStopsBeforeAnAgendaThatWasNotReadMayBeOlder() {
    Decision decision =
        new Lines().account(0, agendas("a", 0, 5)).beyond(0, 0, NOON.plusSeconds(2)).by(new Fifo());

    assertThat(numbers(decision)).containsExactly(0, 1, 2);
    assertThat(decision.stop()).isEqualTo(Stop.HEADS_USED);
  }

  @Test
  void whoEnteredKeepsWhatItIsGivenBackEvenBelowVirtualTime() {
    Decision decision =
        new Lines()
            .virtualTime(0, 10)
            .entered(7, agendas("a", 0, 5))
            .entered(10, agendas("b", 10, 15))
            .room(6)
            .by(fair);

    assertThat(customers(decision)).containsExactly("a", "a", "a", "a", "b", "a");
    assertThat(decision.virtualTimes()).containsEntry(0, 11.0);
  }

  @Test
  void anAgendaThatTheIndexShowsTwiceGoesOnce() {
    var once = agenda("a", 1);

    assertThat(numbers(new Lines().account(0, List.of(once, once)).by(fair))).containsExactly(1);
  }

  @Test
  void saysWhyItWasTheirTurn() {
    var standing = new Standing(2, Amounts.of(1, 1, 0, 0), Limits.NONE);
    Decision decision =
        new Lines()
            .limits(Amounts.of(4, 4, 0, 0), Limits.NONE)
            .standing("a", standing)
            .virtualTime(0, 10)
            .account(16, agendas("b", 0, 3))
            .account(0, agendas("a", 10, 11))
            .by(fair);

    assertThat(decision.picks().getFirst().receipt()).isEqualTo(new Receipt(10, 10, 4, 0.25, 3, 0));
    assertThat(decision.virtualTimes()).containsEntry(0, 18.0);
  }

  @Test
  void countsThoseOfHigherPriorityThatWerePassedOver() {
    Decision decision =
        new Lines()
            .account(0, List.of(agenda("a", 0, -1, 1)))
            .account(0, List.of(agenda("b", 700, 0, 1), agenda("b", 800, 0, 1)))
            .room(1)
            .by(Algorithms.find("priority").orElseThrow());

    assertThat(decision.picks().getFirst().receipt().ofHigherPriority()).isEqualTo(2);
    assertThat(decision.picks().getFirst().receipt().older()).isZero();
  }

  @Test
  void tellsTheTagsOfThoseThatWerePickedFrom() {
    Decision decision =
        new Lines()
            .weight("a", 4)
            .account(3, agendas("a", 0, 2))
            .account(9, agendas("b", 10, 11))
            .room(2)
            .by(fair);

    assertThat(decision.finishTags())
        .containsOnlyKeys(new AccountKey(new CustomerId("a"), 0))
        .allSatisfy((_, tag) -> assertThat(tag).isCloseTo(3.5, within(1e-9)));
    assertThat(decision.virtualTimes()).isEqualTo(Map.of(0, 3.25));
  }

  @Test
  void findsTheAlgorithmsByName() {
    assertThat(Algorithms.names()).contains("fifo", "fair", "priority");
    assertThat(Algorithms.find("fair")).get().isInstanceOf(Fair.class);
    assertThat(Algorithms.find("lottery")).isEmpty();
  }

  @Test
  void neverLoadsMoreThanItsBound() {
    var lines = new Lines().account(0, agendas("a", 0, 1001));

    assertThatIllegalArgumentException().isThrownBy(lines::snapshot);
  }
}
