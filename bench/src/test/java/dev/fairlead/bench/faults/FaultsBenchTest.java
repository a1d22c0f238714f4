package dev.fairlead.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.bench.faults.Seed.Aim;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class FaultsBenchTest {
  /** Every function's every call of a port crashes before and after; messages fare no better. */
  @Test
  void everyPromiseHoldsInTwoHundredSeeds() {
    var told = new ArrayList<String>();

    Summary summary = FaultsBench.run(200, 1, told::add);

    assertThat(summary.failures()).as(String.join("\n", told)).isEmpty();
    assertThat(summary.withoutCrash()).isEmpty();
    assertThat(summary.runs()).isGreaterThanOrEqualTo(200);
    assertThat(summary.agendas()).isGreaterThan(300);
    for (Fault fault : Fault.values()) {
      assertThat(summary.coverage()).as("calls with %s", fault).anyMatch(has(fault));
    }
  }

  /** What is never called can't be shown to survive: who is to call a port does. */
  @Test
  void everyFunctionIsAmongThem() {
    Summary summary = FaultsBench.run(20, 1, _ -> {});

    assertThat(Site.all().stream().map(Site::function).distinct())
        .allSatisfy(function ->
            assertThat(summary.coverage()).anyMatch(line -> line.startsWith(function + " ")));
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

    int crash =
        with.indexOf(with.stream().filter(line -> line.contains("CRASH")).findFirst().get());
    assertThat(with.get(crash)).contains("after PERMIT items.transact");
    assertThat(with.subList(0, crash - 1)).isEqualTo(without.subList(0, crash - 1));
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

  private static Predicate<String> has(Fault fault) {
    return line -> line.contains(" " + fault + " ");
  }
}
