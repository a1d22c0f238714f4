package dev.fairlead.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.bench.faults.Seed.Aim;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FaultsBenchTest {
  private static final int THREADS = 2;

  /** Everybody's every call of a port has every fault that it can have. */
  @Test
  @Tag("F068")
  @Tag("S6")
  @Tag("H1")
  @Tag("H5")
  void everyPromiseHoldsInHundredsOfSeeds() {
    var told = new ArrayList<String>();

    Summary summary = FaultsBench.run(FaultsBench.FAIR_SEEDS, 1, Scope.WHOLE, THREADS, told::add);

    assertThat(summary.isGood()).as(String.join("\n", told)).isTrue();
    assertThat(summary.runs()).isGreaterThanOrEqualTo(FaultsBench.FAIR_SEEDS);
    assertThat(summary.agendas()).isGreaterThan(300);
    // What is never called can't be shown to survive: every function is among them.
    assertThat(Site.all().stream().map(Site::function).distinct())
        .allSatisfy(function ->
            assertThat(summary.coverage()).anyMatch(line -> line.startsWith(function + " ")));
    // Whatever agendas can do, some did.
    assertThat(summary.features()).hasSize(Feature.values().length);
    assertThat(summary.features()).noneMatch(line -> line.startsWith("0 "));
    // A zero in the table would be a call that never had that fault.
    assertThat(summary.coverage()).noneMatch(line -> line.matches(".* 0( .*)?"));
  }

  @Test
  void everyOperationEndsAsTheDocumentSaysWhereNothingGoesWrong() {
    var told = new ArrayList<String>();

    Summary summary = FaultsBench.run(40, 1, Scope.UNDISTURBED, THREADS, told::add);

    assertThat(summary.isGood()).as(String.join("\n", told)).isTrue();
    assertThat(summary.faults()).isZero();
    assertThat(summary.operations()).isGreaterThan(4_000);
  }

  @Test
  void tellsTheSameHoweverManyThreadsThereAre() {
    assertThat(told(1)).isEqualTo(told(3));
  }

  @Test
  void asksForSeedsEnoughBeforeItAsksForEveryFault() {
    assertThat(told(1)).anyMatch(line -> line.startsWith("too few seeds"));
  }

  @Test
  void runsNoMoreOfASeedThanItIsTold() {
    var scope = Scope.WHOLE.withAgendas(Set.of(0)).withOperations(2).withFaults(0);

    Summary summary = FaultsBench.replay(7, scope, _ -> {});

    assertThat(summary.agendas()).isEqualTo(1);
    assertThat(summary.operations()).isEqualTo(2);
    assertThat(summary.faults()).isZero();
    assertThat(scope.options()).isEqualTo(" --agendas 0 --operations 2 --faults 0");
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    assertThat(trace(7)).isEqualTo(trace(7));
  }

  @Test
  void anotherSeedGivesAnotherTrace() {
    assertThat(trace(7)).isNotEqualTo(trace(8));
  }

  @Test
  void anAimedRunIsTheSameUpToItsFault() {
    var aim = new Aim(new Site("PERMIT", PortCall.TRANSACT), Fault.CRASH_AFTER);
    long aimed = Seed.of(7).aimedAt(aim).code();

    List<String> with = trace(aimed);
    List<String> without = trace(7);

    int crash = firstClaim(with);
    assertThat(crash).isEqualTo(firstClaim(without));
    assertThat(with.get(crash)).endsWith("!! CRASH_AFTER");
    assertThat(with.subList(0, crash)).isEqualTo(without.subList(0, crash));
  }

  @Test
  void aSeedIsItsCode() {
    for (Site site : Site.all()) {
      for (Fault fault : Fault.values()) {
        Seed seed = Seed.of(123_456).aimedAt(new Aim(site, fault));
        assertThat(Seed.of(seed.code())).isEqualTo(seed);
      }
    }
    assertThat(Seed.of(5).code()).isEqualTo(5);
  }

  private static List<String> told(int threads) {
    var told = new ArrayList<String>();
    FaultsBench.run(12, 1, Scope.WHOLE, threads, told::add);
    return told;
  }

  private static List<String> trace(long seed) {
    var lines = new ArrayList<String>();
    FaultsBench.replay(seed, Scope.WHOLE, lines::add);
    return lines;
  }

  private static int firstClaim(List<String> trace) {
    return IntStream.range(0, trace.size())
        .filter(line -> trace.get(line).contains("PERMIT items.transact"))
        .findFirst()
        .orElseThrow();
  }
}
