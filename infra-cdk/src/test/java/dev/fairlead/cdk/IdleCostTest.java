package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table is left in target/idle-cost.md. */
class IdleCostTest {
  /** What an idle environment may cost in a month, dollars. */
  private static final double BUDGET = 5.00;

  @Test
  void isWithinTheBudget() throws IOException {
    var cost = IdleCost.of(Synthesis.test());
    Files.writeString(Path.of("target/idle-cost.md"), cost.table());

    // With ten insights: the turns read what they have. What else nine more bring costs nothing:
    // a queue that nobody reads or watches, and a stack.
    assertThat(cost.dollars()).isLessThan(BUDGET);
  }

  @Test
  void countsWhatIsThere() {
    var lines = IdleCost.of(Synthesis.test()).lines();

    assertThat(lines)
        .extracting(IdleCost.Line::what)
        .contains("metrics of alarms", "polls of standard queues", "invocations", "read units");
    assertThat(lines)
        .filteredOn(line -> !line.what().startsWith("dashboards"))
        .allSatisfy(line -> assertThat(line.quantity()).isPositive());
  }
}
