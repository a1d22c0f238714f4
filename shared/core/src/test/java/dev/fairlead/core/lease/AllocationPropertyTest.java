package dev.fairlead.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whoever comes and goes, in whatever order. */
class AllocationPropertyTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void nothingIsOverfullNobodyIsPassedAndAllAreServed(long seed) {
    var random = new Random(seed);
    int limit = 1 + random.nextInt(4);
    var yard =
        new Yard()
            .blueprint(
                "hosts",
                "limit=%d leasesPerResource=%d strategy=%s"
                    .formatted(
                        limit, 1 + random.nextInt(3), random.nextBoolean() ? "SPREAD" : "PACK"));
    for (int step = 0; step < 150; step++) {
      disturb(yard, random);
      yard.turn();
      check(yard, limit);
      if (random.nextInt(3) == 0) {
        yard.settle();
      }
    }

    for (int step = 0; step < 400 && !pending(yard).isEmpty(); step++) {
      yard.turn().settle();
      active(yard).stream().findFirst().ifPresent(yard::release);
      yard.pass(Duration.ofMinutes(1));
    }
    assertThat(pending(yard)).as("never served").isEmpty();
  }

  private static void disturb(Yard yard, Random random) {
    yard.pass(Duration.ofSeconds(random.nextInt(100)));
    if (random.nextInt(3) > 0) {
      yard.ask(random.nextInt(4) == 0 ? "b" : "a");
    }
    var active = active(yard);
    if (!active.isEmpty() && random.nextBoolean()) {
      yard.release(active.get(random.nextInt(active.size())));
    }
  }

  private static void check(Yard yard, int limit) {
    assertThat(
            yard.resources.values().stream()
                .filter(each -> each.state() != ResourceState.DESTROYED))
        .hasSizeLessThanOrEqualTo(limit)
        .allMatch(each -> each.draft().capacity().holds(each.use().amounts(), each.use().leases()))
        .doesNotHaveDuplicates();
    // What nobody can have now, who came later did not get just now either.
    yard.decide()
        .forEach((older, decision) -> {
          if (decision instanceof Decision.Wait(Lease.Why why)
              && why.code().equals("waiting-for-resources")) {
            assertThat(active(yard))
                .filteredOn(each -> each.stamps().acquired().orElseThrow().equals(yard.now))
                .filteredOn(
                    each -> each.request().attributes().equals(older.request().attributes()))
                .as("passed " + older.id())
                .noneMatch(each -> Demand.ORDER.compare(demand(older), demand(each)) < 0);
          }
        });
  }

  private static Demand demand(Lease lease) {
    return new Demand(lease, Set.of(), Set.of());
  }

  private static List<Lease> pending(Yard yard) {
    return in(yard, LeaseState.PENDING);
  }

  private static List<Lease> active(Yard yard) {
    return in(yard, LeaseState.ACTIVE);
  }

  private static List<Lease> in(Yard yard, LeaseState state) {
    return yard.leases.values().stream().filter(each -> each.state() == state).toList();
  }
}
