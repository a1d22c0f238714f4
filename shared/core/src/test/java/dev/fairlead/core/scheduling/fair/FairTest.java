package dev.fairlead.core.scheduling.fair;

import static dev.fairlead.core.scheduling.Lines.agenda;
import static dev.fairlead.core.scheduling.Lines.agendas;
import static dev.fairlead.core.scheduling.Lines.customers;
import static dev.fairlead.core.scheduling.Lines.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Contest;
import dev.fairlead.core.scheduling.Decision;
import dev.fairlead.core.scheduling.Lines;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Stop;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FairTest {
  private final Fair fair = new Fair();

  /** POP's RoundRobinAgendaSchedulerTest, first vector. */
  @Test
  @Tag("F060")
  void servesTwoOfThreeAndThenTheThird() {
    Decision first =
        new Lines()
            .account(0, List.of(agenda("a", 1)))
            .account(0, List.of(agenda("b", 2)))
            .account(0, List.of(agenda("c", 3)))
            .room(2)
            .by(fair);

    assertThat(customers(first)).containsExactly("a", "b");

    // Meanwhile the first two sent something else; whose turn it is was not forgotten.
    Decision second =
        new Lines()
            .virtualTime(0, first.virtualTimes().getOrDefault(0, 0.0))
            .account(tag(first, "a"), List.of(agenda("a", 4)))
            .account(tag(first, "b"), List.of(agenda("b", 5)))
            .account(0, List.of(agenda("c", 3)))
            .room(2)
            .by(fair);

    assertThat(customers(second)).startsWith("c").hasSize(2);
  }

  @Test
  @Tag("F060")
  void servesOnlyTheThirdWhenOthersHaveNothingMore() {
    Decision second =
        new Lines().virtualTime(0, 0).account(0, List.of(agenda("c", 3))).room(2).by(fair);

    assertThat(customers(second)).containsExactly("c");
    assertThat(second.stop()).isEqualTo(Stop.NOBODY_LEFT);
  }

  /** POP's second vector: six, four and nine agendas, and one customer with none. */
  @Test
  @Tag("F060")
  void servesEverythingInRoundsWhileThereIsRoom() {
    Decision decision =
        new Lines()
            .account(0, agendas("a", 0, 6))
            .account(0, agendas("b", 10, 14))
            .account(0, agendas("c", 20, 29))
            .room(19)
            .by(fair);

    assertThat(customers(decision))
        .hasSize(19)
        .startsWith("a", "b", "c", "a", "b", "c", "a", "b", "c", "a", "b", "c", "a", "c", "a", "c")
        .endsWith("c", "c", "c");
    assertThat(numbers(decision)).containsSubsequence(0, 1, 2, 3, 4, 5);
  }

  @Test
  void countsSlotSecondsNotAgendas() {
    Decision decision =
        new Lines()
            .account(0, IntStream.range(0, 20).mapToObj(i -> agenda("long", i, 0, 10)).toList())
            .account(0, IntStream.range(20, 60).mapToObj(i -> agenda("short", i, 0, 1)).toList())
            .room(22)
            .by(fair);

    assertThat(Collections.frequency(customers(decision), "long")).isEqualTo(2);
  }

  @Test
  void sharesByWeight() {
    Decision decision =
        new Lines()
            .weight("heavy", 3)
            .account(0, agendas("heavy", 0, 40))
            .account(0, agendas("light", 40, 80))
            .room(40)
            .by(fair);

    assertThat(Collections.frequency(customers(decision), "heavy")).isEqualTo(30);
  }

  @Test
  void givesNothingBackToWhoWasAway() {
    Decision decision =
        new Lines()
            .virtualTime(0, 100)
            .account(0, agendas("back", 0, 40))
            .account(100, agendas("here", 40, 80))
            .room(20)
            .by(fair);

    assertThat(Collections.frequency(customers(decision), "back")).isEqualTo(10);
  }

  @Test
  void chargesForEachEntryUntilItIsSettled() {
    var policy = new Policy("fair", Duration.ofMinutes(10), Optional.empty(), 9);
    var snapshot = new Lines().account(0, agendas("a", 0, 2)).room(1).snapshot();

    Decision decision = Contest.decide(snapshot, fair, policy);

    assertThat(decision.picks().getFirst().charge()).isEqualTo(10);
    assertThat(decision.finishTags().values()).containsExactly(10.0);
  }

  @Test
  void nobodyGoesOnForEverWithWorkThatIsThoughtToBeFree() {
    Decision decision =
        new Lines()
            .account(0, IntStream.range(0, 500).mapToObj(i -> agenda("free", i, 0, 0)).toList())
            .account(0.1, agendas("other", 500, 501))
            .room(200)
            .by(fair);

    assertThat(customers(decision)).contains("other");
  }

  private static double tag(Decision decision, String customer) {
    return decision.finishTags().getOrDefault(new AccountKey(new CustomerId(customer), 0), 0.0);
  }
}
