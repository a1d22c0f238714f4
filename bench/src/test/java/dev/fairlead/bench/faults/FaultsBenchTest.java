package dev.fairlead.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.bench.faults.Seed.Aim;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FaultsBenchTest {
  /** Every function's every call of a port crashes before and after; messages fare no better. */
  @Test
  @Tag("F068")
  @Tag("S6")
  @Tag("H1")
  @Tag("H5")
  void everyPromiseHoldsInTwoHundredSeeds() {
    var told = new ArrayList<String>();

    Summary summary = FaultsBench.run(200, 1, told::add);

    assertThat(summary.failures()).as(String.join("\n", told)).isEmpty();
    assertThat(summary.withoutCrash()).isEmpty();
    assertThat(summary.runs()).isGreaterThanOrEqualTo(200);
    assertThat(summary.agendas()).isGreaterThan(300);
    // What is never called can't be shown to survive: every function is among them.
    assertThat(Site.all().stream().map(Site::function).distinct())
        .allSatisfy(function ->
            assertThat(summary.coverage()).anyMatch(line -> line.startsWith(function + " ")));
    for (Fault fault : Fault.values()) {
      assertThat(summary.coverage()).as("calls with %s", fault).anyMatch(has(fault));
    }
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
  void anAimedRunIsTheSameUpToItsCrash() {
    var aim = new Aim(new Site("PERMIT", PortCall.TRANSACT), true);
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
      for (boolean after : List.of(true, false)) {
        Seed seed = Seed.of(123_456).aimedAt(new Aim(site, after));
        assertThat(Seed.of(seed.code())).isEqualTo(seed);
      }
    }
    assertThat(Seed.of(5).code()).isEqualTo(5);
  }

  private static List<String> trace(long seed) {
    var lines = new ArrayList<String>();
    FaultsBench.replay(seed, lines::add);
    return lines;
  }

  private static int firstClaim(List<String> trace) {
    return IntStream.range(0, trace.size())
        .filter(line -> trace.get(line).contains("PERMIT items.transact"))
        .findFirst()
        .orElseThrow();
  }

  private static Predicate<String> has(Fault fault) {
    return line -> line.contains(" " + fault + " ");
  }
}
