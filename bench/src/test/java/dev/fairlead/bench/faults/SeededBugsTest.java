package dev.fairlead.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.bench.faults.Summary.Failure;
import dev.fairlead.core.port.Write;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * A checker that finds nothing in a broken system would find nothing in ours: at least one bug for
 * each promise.
 */
class SeededBugsTest {
  private static final int SEEDS = 2_000;

  @Nested
  class OneTerminalStateAndEvent {
    @Test
    void findsThatWhoeverLostARaceAppendsAllTheSame() {
      assertIsFound(BentItems.sabotage(SeededBugs.AppendsRegardless::new));
    }

    @Test
    void findsAStoreThatAnswersBeforeItHasWritten() {
      assertIsFound(BentItems.sabotage(SeededBugs.LosesEntries::new));
    }
  }

  @Nested
  class AttemptsAndFences {
    @Test
    void findsAJournalThatLetsEntriesBeReplaced() {
      assertIsFound(BentItems.sabotage(SeededBugs.JournalWithoutFence::new));
    }

    @Test
    void findsPlacesInLineThatAreTakenTwice() {
      assertIsFound(BentItems.sabotage(SeededBugs.Unconditional::places));
    }

    @Test
    void findsAttemptsThatGoByTheSameNumber() {
      assertIsFound(SeededBugs.launcher(SeededBugs.ReusesTheFirstAttempt::new));
    }

    @Test
    void findsAClaimThatIsTornInTwo() {
      assertIsFound(
          BentItems.sabotage(good -> new SeededBugs.Torn(good, "grants/", Write.Put.class)));
    }

    @Test
    void findsClaimsThatOvertake() {
      assertIsFound(BentItems.sabotage(SeededBugs.YoungestFirst::new));
    }
  }

  @Nested
  class NothingOutsideWithoutARow {
    @Test
    void findsAProcessThatNoEntryNames() {
      assertIsFound(SeededBugs.launcher(SeededBugs.StartsAhead::new));
    }

    @Test
    void findsProcessesThatAreNeverReleased() {
      assertIsFound(SeededBugs.launcher(SeededBugs.NeverReleases::new));
    }
  }

  @Nested
  class Acceptances {
    @Test
    void findsClientTokensThatAreNeverTaken() {
      assertIsFound(BentItems.sabotage(SeededBugs.Unconditional::tokens));
    }

    @Test
    void findsAnAcceptanceThatIsTornInTwo() {
      assertIsFound(
          BentItems.sabotage(good -> new SeededBugs.Torn(good, "waiting/", Write.Put.class)));
    }
  }

  @Nested
  class OneEffect {
    @Test
    void findsAnOperationThatIsCommittedTwice() {
      var run = run(BentItems.sabotage(SeededBugs.AppendsRegardless::new));
      assertThat(firstProblem(run, "was committed twice")).isTrue();
    }
  }

  @Nested
  class Locks {
    @Test
    void findsAnInventoryThatTwoAgendasHaveAtOnce() {
      assertIsFound(BentItems.sabotage(SeededBugs.Unconditional::inventories));
    }

    @Test
    void findsAnInventoryThatIsNeverFreed() {
      assertIsFound(BentItems.sabotage(SeededBugs.Forgets::toFreeInventories));
    }
  }

  @Nested
  class Quotas {
    @Test
    void findsThatMoreIsAdmittedThanThereIsRoomFor() {
      assertThat(
              firstProblem(run(BentItems.sabotage(SeededBugs.HoldsNothing::new)), "default holds "))
          .isTrue();
    }

    @Test
    void findsThatTwoSchedulersAdmitAtOnce() {
      assertIsFound(BentItems.sabotage(SeededBugs.Unconditional::turns));
    }

    @Test
    void findsThatWhatEndedIsNeverFreed() {
      assertIsFound(BentItems.sabotage(SeededBugs.Forgets::toSettle));
    }

    @Test
    void findsThatWhatWasGivenBackIsNeverFreed() {
      assertIsFound(BentItems.sabotage(SeededBugs.Forgets::whatIsGivenBack));
    }

    @Test
    void findsThatALimitIsNotKept() {
      assertThat(firstProblem(run(BentItems.sabotage(SeededBugs.NoLimits::ofInsights)), "quota: "))
          .isTrue();
    }
  }

  @Nested
  class Pools {
    @Test
    void findsThatTheCapacityIsNotKept() {
      var run = run(BentItems.sabotage(SeededBugs.NoLimits::ofPools));
      assertThat(firstProblem(run, "quota: pool site over")).isTrue();
    }

    @Test
    void findsThatTwoInsightsDrawAtOnce() {
      var run = run(BentItems.sabotage(SeededBugs.Unconditional::pools));
      // About once in a thousand seeds, and just not in the first two thousand.
      assertThat(firstProblem(run, "has drawn ", 2_001)).isTrue();
    }

    @Test
    void findsThatWhatMayLastIsTakenForShort() {
      var run = run(BentItems.sabotage(SeededBugs.AllIsShort::new));
      assertThat(firstProblem(run, "quota: lasting of ")).isTrue();
    }
  }

  @Nested
  class Orders {
    @Test
    void findsThatWhatIsHeldIsDispatched() {
      var run = run(BentItems.sabotage(SeededBugs.NoHalts::new));
      assertThat(firstProblem(run, "which is held")).isTrue();
    }

    @Test
    void findsThatWhatIsDrainedTakesMore() {
      var run = run(BentItems.sabotage(SeededBugs.NoHalts::new));
      assertThat(firstProblem(run, "which is drained")).isTrue();
    }

    @Test
    void findsThatWhoWasSetAsideIsForgotten() {
      var run = run(BentItems.sabotage(SeededBugs.ForgetsAsides::new));
      assertThat(firstProblem(run, "left for good: set aside")).isTrue();
    }

    @Test
    void findsThatWhoIsBumpedOvertakesOthers() {
      var run = run(BentItems.sabotage(SeededBugs.Overtakes::new));
      assertThat(firstProblem(run, "for the places ")).isTrue();
    }
  }

  @Nested
  class HintsAreHints {
    @Test
    void findsAlarmsThatAreNeverSet() {
      assertIsFound(BentItems.sabotage(SeededBugs.Forgets::theFirstAlarm));
    }

    @Test
    void findsAlarmsThatRingOnce() {
      assertIsFound(BentItems.sabotage(SeededBugs.Forgets::theNextAlarm));
    }

    @Test
    void findsAgendasThatNobodyWakes() {
      assertIsFound(BentItems.sabotage(SeededBugs.Forgets::toWake));
    }

    @Test
    void findsAnOutboxThatIsNeverEmptied() {
      assertIsFound(BentItems.sabotage(SeededBugs.Forgets::keptPromises));
    }
  }

  @Test
  void shrinksAFailureToLessThatStillFails() {
    var run = run(SeededBugs.launcher(SeededBugs.NeverReleases::new));
    Failure whole = firstFailure(run, found -> found.agendas() >= 2 && found.widest() > 8);

    Failure least = run.shrunk(whole);

    assertThat(least.problems()).isNotEmpty();
    assertThat(least.scope().operations()).isLessThan(8);
    assertThat(least.scope().faults()).isZero();
    assertThat(least.scope().agendas().orElseThrow()).hasSize(1);
    assertThat(least.command())
        .matches("./fairlead bench faults --seed \\d+ --agendas \\d --operations \\d+ --faults 0");
  }

  private static FaultsBench.Run run(Sabotage sabotage) {
    return new FaultsBench.Run(sabotage, Scope.WHOLE);
  }

  private static void assertIsFound(Sabotage sabotage) {
    assertThat(firstFailure(run(sabotage)).problems()).isNotEmpty();
  }

  private static Failure firstFailure(FaultsBench.Run run) {
    return firstFailure(run, _ -> true);
  }

  private static Failure firstFailure(FaultsBench.Run run, Predicate<Simulation.Result> wanted) {
    for (int number = 1; number <= SEEDS; number++) {
      Seed seed = Seed.of(number);
      Simulation.Result result = run.add(seed);
      if (!result.problems().isEmpty() && wanted.test(result)) {
        return new Failure(seed.code(), Scope.WHOLE, result.problems(), List.of());
      }
    }
    throw new AssertionError("nothing was found in " + SEEDS + " seeds");
  }

  private static boolean firstProblem(FaultsBench.Run run, String what) {
    return firstProblem(run, what, 1);
  }

  private static boolean firstProblem(FaultsBench.Run run, String what, int first) {
    for (int number = first; number < first + SEEDS; number++) {
      if (run.add(Seed.of(number)).problems().stream().anyMatch(found -> found.contains(what))) {
        return true;
      }
    }
    return false;
  }
}
