package dev.fairlead.core.scheduling.priority;

import static dev.fairlead.core.scheduling.Lines.agenda;
import static dev.fairlead.core.scheduling.Lines.customers;
import static dev.fairlead.core.scheduling.Lines.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Decision;
import dev.fairlead.core.scheduling.Lines;
import dev.fairlead.core.scheduling.Standing;
import dev.fairlead.core.scheduling.Stop;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PriorityTest {
  private final Priority priority = new Priority();

  @Test
  @Tag("F061")
  void takesTheHigherLevelFirst() {
    Decision decision =
        new Lines()
            .account(0, List.of(agenda("a", 1, 0, 1)))
            .account(0, List.of(agenda("a", 2, 5, 1)))
            .account(0, List.of(agenda("a", 3, -5, 1)))
            .by(priority);

    assertThat(numbers(decision)).containsExactly(2, 1, 3);
  }

  @Test
  @Tag("F061")
  void ageMakesUpForALevelAfterTenMinutes() {
    Decision early =
        new Lines()
            .account(0, List.of(agenda("a", 0, 0, 1)))
            .account(0, List.of(agenda("a", 599, 1, 1)))
            .by(priority);
    Decision late =
        new Lines()
            .account(0, List.of(agenda("a", 0, 0, 1)))
            .account(0, List.of(agenda("a", 601, 1, 1)))
            .by(priority);

    assertThat(numbers(early)).containsExactly(599, 0);
    assertThat(numbers(late)).containsExactly(0, 601);
  }

  @Test
  void atTheSamePlaceTheLevelWithTheOlderAgendaGoesFirst() {
    Decision decision =
        new Lines()
            .account(0, List.of(agenda("a", 600, 1, 1)))
            .account(0, List.of(agenda("a", 0, 0, 1)))
            .by(priority);

    assertThat(numbers(decision)).containsExactly(0, 600);
  }

  @Test
  void aLevelIsSharedByWhatItsCustomersHadOfIt() {
    Decision decision =
        new Lines()
            .account(5, IntStream.range(0, 5).mapToObj(i -> agenda("had", i, 3, 1)).toList())
            .account(0, IntStream.range(10, 15).mapToObj(i -> agenda("new", i, 3, 1)).toList())
            .room(6)
            .by(priority);

    assertThat(customers(decision)).containsExactly("new", "new", "new", "new", "new", "had");
    assertThat(decision.virtualTimes()).isEqualTo(Map.of(3, 5.0));
  }

  @Test
  void aLevelWhoseOldestIsOfACustomerAtItsCeilingDoesNotComeByItsAge() {
    var full = new Standing(1, Amounts.of(1, 1, 0, 0), Limits.ofMap(Map.of("agendas", 1L)));
    Decision decision =
        new Lines()
            .standing("full", full)
            .account(0, List.of(agenda("full", 0, 1, 1)))
            .account(0, List.of(agenda("a", 2000, 1, 1)))
            .account(0, List.of(agenda("b", 1000, 0, 1)))
            .by(priority);

    assertThat(numbers(decision)).containsExactly(1000, 2000);
    assertThat(decision.exhausted()).hasSize(1);
  }

  @Test
  void stopsWhereAnAgendaThatWasNotReadMayDecideWhichLevelIsNext() {
    Decision decision =
        new Lines()
            .account(0, List.of(agenda("a", 1, 1, 1), agenda("a", 2, 1, 1)), true)
            .account(0, List.of(agenda("b", 300, 1, 1)))
            .account(0, List.of(agenda("c", 0, 0, 1)))
            .by(priority);

    assertThat(numbers(decision)).containsExactly(1, 300, 2);
    assertThat(decision.stop()).isEqualTo(Stop.HEADS_USED);
  }
}
