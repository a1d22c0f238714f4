package dev.fairlead.core.run;

import static dev.fairlead.core.run.Scenario.tick;
import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.RetryPolicy;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reports that repeat, reorder, come late or never, and attempts that vanish. */
class LostAndLateTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void takesAnEndThatComesBeforeItsStart() {
    var agenda = Scenario.of(op("a")).then();

    var start = agenda.started("a");
    agenda.then(agenda.succeeded("a"));
    var late = agenda.step(start);

    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
    assertThat(agenda.operation("a").startedAt()).isPresent();
    assertThat(agenda.operation("a").starts()).isEqualTo(1);
    assertThat(late.changes()).isEmpty();
  }

  @Test
  @Tag("F084")
  void takesAReportedEndOnlyOnce() {
    var agenda = Scenario.of(op("a"), op("b").after("a")).then();

    var step = agenda.step(agenda.succeeded("a", 1), agenda.failed("a", 1));
    agenda.step(agenda.succeeded("a", 1));

    assertThat(step.changes()).filteredOn(Change.OperationEnded.class::isInstance).hasSize(1);
    assertThat(agenda.operation("a").outcome()).contains(OperationOutcome.SUCCEEDED);
    assertThat(agenda.operation("a").commits()).isEqualTo(1);
  }

  @Test
  void takesAReportedStartOnlyOnce() {
    var agenda = Scenario.of(op("a")).then();
    var start = agenda.started("a");

    agenda.step(start);
    var again = agenda.step(start);

    assertThat(again.changes()).isEmpty();
  }

  @Test
  void countsEachStartOfTheSameAttempt() {
    var agenda = Scenario.of(op("a").queued()).then();

    agenda.step(agenda.started("a", 1, 1));
    agenda.step(agenda.started("a", 1, 3));
    agenda.step(agenda.started("a", 1, 2));

    assertThat(agenda.operation("a").starts()).isEqualTo(3);
  }

  @Test
  @Tag("F068")
  void onlyCountsTheStartsOfAnAttemptThatNoLongerCounts() {
    var agenda = Scenario.of(op("a").attempts(3)).then();
    agenda.then(agenda.failed("a"));

    var step = agenda.step(agenda.started("a", 1, 2), agenda.succeeded("a", 1));

    assertThat(step.changes()).containsExactly(new Change.StartsCounted("a", 1, 2, agenda.now()));
    assertThat(step.intents()).containsExactly(new Intent.Release("a", 1));
    assertThat(agenda.operation("a").state()).isEqualTo(OperationState.LEASING);
    assertThat(agenda.operation("a").starts()).isEqualTo(2);
  }

  @Test
  void believesNobodyAboutAnAttemptThatWasNeverMade() {
    var agenda = Scenario.of(op("a"), op("b").after("a")).then();

    var step =
        agenda.step(agenda.started("a", 2, 1), agenda.succeeded("a", 2), agenda.succeeded("b", 1));

    assertThat(step.changes()).isEmpty();
  }

  @Test
  @Tag("S17")
  void triesAnotherAttemptForEachThatWasLostWithoutCountingItAsAFailure() {
    var agenda = Scenario.of(op("a")).then();

    for (int i = 1; i <= RetryPolicy.MAX_LOST_ATTEMPTS; i++) {
      assertThat(agenda.step(agenda.lost("a")).intents()).contains(new Intent.Launch("a", i + 1));
    }
    assertThat(agenda.operation("a").attempts().failures()).isZero();
    agenda.step(agenda.lost("a"));

    assertThat(agenda.operation("a").outcome()).contains(OperationOutcome.FAILED);
    assertThat(agenda.operation("a").diagnostic().orElseThrow().code()).isEqualTo("lost");
  }

  @Test
  void asksTheLauncherAgainOnlyAfterAWhile() {
    var agenda = Scenario.of(op("a")).then();

    assertThat(agenda.step(tick()).intents()).isEmpty();
    agenda.pass(Scenario.CONFIRM);
    var step = agenda.step(tick());

    assertThat(step.intents()).containsExactly(new Intent.Launch("a", 1));
    assertThat(step.changes()).isEmpty();
  }

  @Test
  void asksTheLauncherAgainAboutARunningAttempt() {
    var agenda = Scenario.of(op("a")).then();
    agenda.step(agenda.started("a"));

    agenda.pass(Scenario.CONFIRM);

    assertThat(agenda.step(tick()).intents()).containsExactly(new Intent.Launch("a", 1));
  }

  @Test
  void looksOnceHoweverManyTicksCameTogether() {
    var agenda = Scenario.of(op("a")).then();
    agenda.step(agenda.started("a"));

    agenda.pass(Scenario.CONFIRM);

    assertThat(agenda.step(tick(), tick(), tick()).intents())
        .containsExactly(new Intent.Launch("a", 1));
  }

  @Test
  void givesAnOrderAgainThatNobodyAnswered() {
    var agenda = Scenario.of(op("a").queued()).then().pass(Scenario.SILENCE);

    var again = agenda.step(tick());
    var soon = agenda.step(tick());

    assertThat(again.intents()).containsExactly(new Intent.Launch("a", 1));
    assertThat(again.changes()).containsExactly(new Change.OperationLaunched("a", 1, agenda.now()));
    assertThat(soon.intents()).isEmpty();
  }

  @Test
  void ordersWhatWaitsInALongQueueAgainWhenItsWaitDoubled() {
    var agenda = Scenario.of(op("a").queued()).then();
    List<Integer> orders = new ArrayList<>();

    for (int looks = 1; looks <= 40; looks++) {
      agenda.pass(Scenario.SILENCE);
      if (agenda.step(tick()).intents().contains(new Intent.Launch("a", 1))) {
        orders.add(looks);
      }
    }

    // Not 2, 4, 8 …: each step takes a moment, and it waits at least twice as long.
    assertThat(orders).containsExactly(1, 3, 7, 15, 31);
  }

  @Test
  void ordersWhatMayBeLostOnceAnHourHoweverLongItWaits() {
    var agenda = Scenario.of(op("a").queued()).then().pass(Duration.ofHours(30));
    agenda.step(tick());

    var early = agenda.pass(AttemptLease.MOST_PAUSE.minus(SECOND)).step(tick());
    var again = agenda.pass(SECOND).step(tick());

    assertThat(early.intents()).isEmpty();
    assertThat(again.intents()).containsExactly(new Intent.Launch("a", 1));
  }

  @Test
  @Tag("H1")
  @Tag("S17")
  void losesAnAttemptThatStoppedBeating() {
    var agenda = Scenario.of(op("a").queued()).then();
    agenda.step(agenda.started("a"));
    agenda.pass(Scenario.SILENCE.minus(SECOND));
    assertThat(agenda.step(tick()).changes()).isEmpty();

    var step = agenda.pass(SECOND).step(tick());

    assertThat(step.intents())
        .containsExactly(new Intent.Release("a", 1), new Intent.Launch("a", 2));
    assertThat(agenda.operation("a").attempts().lost()).isEqualTo(1);
  }

  @Test
  void keepsAnAttemptThatBeatsWhateverTheOrderOfTheReports() {
    var agenda = Scenario.of(op("a").queued()).then();
    agenda.step(agenda.started("a"));
    agenda.pass(Scenario.SILENCE);
    var beat = agenda.beat("a", 1);
    agenda.pass(SECOND);

    assertThat(agenda.step(tick(), beat).changes()).isEmpty();
    assertThat(agenda.step(beat, tick()).changes()).isEmpty();
  }

  @Test
  void doesNotOrderAgainWhatBeatsThoughItsStartWasNeverReported() {
    var agenda = Scenario.of(op("a").queued()).then();
    agenda.pass(Scenario.SILENCE);

    assertThat(agenda.step(agenda.beat("a", 1), tick()).intents()).isEmpty();
  }

  @Test
  void takesTheBeatOfAnOlderAttemptForNothing() {
    var agenda = Scenario.of(op("a").queued().attempts(2)).then();
    agenda.then(agenda.failed("a"));
    agenda.step(agenda.started("a"));
    agenda.pass(Scenario.SILENCE);

    var step = agenda.step(agenda.beat("a", 1), tick());

    assertThat(step.intents()).contains(new Intent.Launch("a", 3));
  }

  @Test
  void keepsEntriesSmallWhenThousandsOfOrdersAreGivenAgain() {
    var agenda = Scenario.of(many(1_200));
    agenda.settle();
    agenda.pass(Scenario.SILENCE);
    int before = agenda.entries().size();

    for (int i = 0; i < 3; i++) {
      assertThat(agenda.step(tick()).intents()).isNotEmpty();
    }

    assertThat(agenda.step(tick()).intents()).isEmpty();
    assertThat(agenda.entries().stream().skip(before))
        .allMatch(entry -> entry.size() <= RunStep.CHANGES_PER_ENTRY);
  }

  @Test
  void startsAndSkipsThousandsInEntriesOfLimitedSize() {
    var agenda = Scenario.of(many(1_200));

    var steps = agenda.settle();
    agenda.settle(agenda.failed("operation 0"));

    assertThat(agenda.run().operations().values())
        .noneMatch(operation -> operation.state() == OperationState.WAITING);
    assertThat(steps).hasSizeGreaterThan(3);
    assertThat(agenda.entries()).allMatch(entry -> entry.size() <= RunStep.CHANGES_PER_ENTRY + 5);
    assertThat(agenda.replayed()).isEqualTo(agenda.run());
  }

  @Test
  void leavesReportsForTheNextEntryWhenTheirResultsFillThisOne() {
    var agenda = Scenario.of(many(300));
    agenda.settle();
    var results =
        agenda.run().operations().keySet().stream()
            .map(name -> ended(agenda, name, new Ending.Succeeded(big(8_000))))
            .toArray(Report[]::new);

    var steps = agenda.settle(results);

    assertThat(steps).hasSizeGreaterThan(300 * 8_000 / RunStep.BYTES_PER_ENTRY);
    assertThat(agenda.entries())
        .allMatch(entry -> textLength(entry) < RunStep.BYTES_PER_ENTRY + 20_000);
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
  }

  @Test
  void cutsLongDiagnosticsSinceTheJournalKeepsThem() {
    var why = new Diagnostic("x".repeat(1_000), "\uD83D\uDE00".repeat(100_000));

    assertThat(why.code()).hasSize(100).endsWith("…");
    assertThat(why.message()).hasSizeLessThanOrEqualTo(Diagnostic.MAX_MESSAGE).endsWith("\uDE00…");
    assertThat(new Diagnostic("exit:1", "short").message()).isEqualTo("short");
  }

  private static Json big(int length) {
    return Json.of("x".repeat(length));
  }

  private static Report ended(Scenario agenda, String name, Ending ending) {
    return new Report.Ended(name, 1, 1, Optional.of(agenda.now()), agenda.now(), ending);
  }

  private static long textLength(List<Change> entry) {
    return entry.stream().mapToLong(change -> change.toString().length()).sum();
  }

  private static List<ScenarioOperation> many(int count) {
    return IntStream.range(0, count).mapToObj(i -> op("operation " + i).queued()).toList();
  }
}
