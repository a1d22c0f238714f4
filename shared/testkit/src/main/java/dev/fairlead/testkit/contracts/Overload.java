package dev.fairlead.testkit.contracts;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Waiting;
import dev.fairlead.core.scheduling.replay.Arrival;
import dev.fairlead.core.scheduling.replay.Guess;
import dev.fairlead.core.scheduling.replay.InsightModel;
import dev.fairlead.core.scheduling.replay.Replay;
import dev.fairlead.core.scheduling.replay.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Ten slots, and for as long as it takes 20 agendas of a second each second, of nine customers and
 * of all levels of priority; at the beginning another 100 of them. One agenda of a tenth customer,
 * of the lowest level, came before them all; it is thought to take ten seconds.
 */
final class Overload implements Replay.Watcher {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private static final String VICTIM = "victim";
  private static final int SLOTS = 10;
  private static final int LOWEST = -10;

  private final Algorithm algorithm;
  private final Policy policy;
  private Duration waited = Duration.ofDays(365);

  Overload(Algorithm algorithm, Policy policy) {
    this.algorithm = algorithm;
    this.policy = policy;
  }

  static Waiting waiting(String customer, int number, Instant at, double estimate) {
    var key = new AgendaKey(new CustomerId(customer), new AgendaId("%026d".formatted(number)));
    return new Waiting(key, 0, at, Amounts.of(1, 1, 0, 0), estimate);
  }

  /** How long the one agenda waits; a year if it still does at the end. */
  Duration victimWaits(Duration atMost) {
    var insight =
        new InsightModel(algorithm, policy, Limits.ofMap(Map.of("operations", (long) SLOTS)));
    new Replay(insight, Guess.oracle(), this)
        .run(arrivals(atMost.plusSeconds(10)).iterator(), START.plus(atMost).plusSeconds(10));
    return waited;
  }

  private static List<Arrival> arrivals(Duration length) {
    var random = new Random(17);
    var arrivals = new ArrayList<Arrival>();
    arrivals.add(arrival(VICTIM, START, 10, LOWEST));
    for (int i = 0; i < 100; i++) {
      arrivals.add(arrival("c" + i % 9, START, 1, random.nextInt(21) - 10));
    }
    for (long millis = 50; millis < length.toMillis(); millis += 50) {
      Instant at = START.plusMillis(millis);
      arrivals.add(arrival("c" + random.nextInt(9), at, 1, random.nextInt(21) - 10));
    }
    return arrivals;
  }

  private static Arrival arrival(String customer, Instant at, int seconds, int priority) {
    return new Arrival(
        new CustomerId(customer),
        at,
        Duration.ofSeconds(seconds),
        Amounts.of(1, 1, 0, 0),
        priority,
        "all");
  }

  @Override
  public List<Arrival> started(Run run) {
    if (run.arrival().customer().value().equals(VICTIM)) {
      waited = run.waited();
    }
    return List.of();
  }

  @Override
  public void ended(Run run) {
    // Only its start counts.
  }

  @Override
  public void settled(Instant at, long waiting) {
    // Only its start counts.
  }
}
