package dev.fairlead.bench.fairness;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.replay.Arrival;
import dev.fairlead.core.scheduling.replay.InsightModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Customers of weights 1 to 16 whose agendas hold one slot for min(60 s, Pareto(1.5, 1 s)), times
 * 1, 3 or 10 for one customer or another. To the scheduler all agendas look alike. The durations of
 * a customer's agendas are the same in every run of the same seed, whoever is served when.
 */
final class Crowd {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Amounts ONE_SLOT = Amounts.of(1, 1, 0, 0);

  /** Mean of min(60, Pareto(1.5, 1)), in seconds: 1 + 2 · (1 − 60^−½). */
  static final double MEAN_SECONDS = 1 + 2 * (1 - 1 / Math.sqrt(60));

  private static final int[] FACTORS = {1, 3, 10};
  private static final double LONGEST_SECONDS = 60;
  private static final double PARETO_SHAPE = 1.5;

  /** A customer of the crowd. */
  record Member(CustomerId id, double weight, int factor) {
    double meanSeconds() {
      return MEAN_SECONDS * factor;
    }
  }

  private final List<Member> members = new ArrayList<>();
  private final Map<CustomerId, Member> byId = new HashMap<>();
  private final Map<CustomerId, Random> durations = new HashMap<>();

  Crowd(int customers, long seed) {
    for (int i = 0; i < customers; i++) {
      var id = new CustomerId(String.format(Locale.ROOT, "c%05d", i));
      // Every weight meets every factor.
      var member = new Member(id, 1 + i % 16, FACTORS[i / 16 % FACTORS.length]);
      members.add(member);
      byId.put(id, member);
      durations.put(id, new Random(seed * 1_000_003 + i));
    }
  }

  List<Member> members() {
    return members;
  }

  Member member(CustomerId id) {
    return byId.computeIfAbsent(
        id,
        _ -> {
          throw new IllegalStateException(id + " is none of the crowd");
        });
  }

  /** Tells the insight what is due to whom; all alike if weights are not to count. */
  void enter(InsightModel insight, boolean byWeight) {
    members.forEach(
        member -> insight.customer(member.id(), byWeight ? member.weight() : 1, Limits.NONE));
  }

  /** The next agenda of a customer. */
  Arrival next(CustomerId customer, Instant at, int priority) {
    Member member = member(customer);
    Random random = durations.computeIfAbsent(customer, id -> new Random(id.value().hashCode()));
    double pareto = Math.pow(1 - random.nextDouble(), -1 / PARETO_SHAPE);
    double seconds = Math.min(LONGEST_SECONDS, pareto) * member.factor();
    return new Arrival(
        customer, at, Duration.ofNanos((long) (seconds * 1e9)), ONE_SLOT, priority, "all");
  }
}
