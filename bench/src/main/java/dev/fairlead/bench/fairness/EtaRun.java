package dev.fairlead.bench.fairness;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.outlook.Forecast;
import dev.fairlead.core.outlook.Outlook;
import dev.fairlead.core.outlook.Runtimes;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.Pace;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Standing;
import dev.fairlead.core.scheduling.Waiting;
import dev.fairlead.core.scheduling.replay.Arrival;
import dev.fairlead.core.scheduling.replay.Guess;
import dev.fairlead.core.scheduling.replay.InsightModel;
import dev.fairlead.core.scheduling.replay.Replay;
import dev.fairlead.core.scheduling.replay.Run;
import dev.fairlead.core.scheduling.replay.Stake;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A run that more comes to than there are slots for, in which agendas that wait are told when they
 * start and end: how often is that so? The forecast knows what it would in production: the accounts
 * as they stand, and what agendas took that have ended; what arrives later, and how long anything
 * lasts, it has to guess.
 */
final class EtaRun implements Replay.Watcher, Guess {
  private static final int SLOTS = 60;
  private static final double TOO_MUCH = 1.1;
  private static final int MOST_CUSTOMERS = 40;
  private static final int RUNS = 3;

  /** On average, at times that have nothing to do with those of bursts. */
  private static final Duration EVERY = Duration.ofSeconds(20);

  /** Agendas that are asked for at a time. */
  private static final int ASKED = 2;

  private final Algorithm algorithm;
  private final InsightModel insight;
  private final List<Arrival> arrivals;
  private final Random random;
  private final Instant asksUntil;
  private final Map<CustomerId, Standing> customers = new HashMap<>();
  private final Map<AgendaKey, Told> told = new HashMap<>();
  private final Map<CustomerId, Pace> paces = new HashMap<>();
  private Estimate estimate = Estimate.UNSEEN;
  private Instant nextAsk;
  private int startsAsTold;
  private int endsAsTold;
  private int forecasts;

  /** What was said, and when. */
  private record Told(Instant at, Forecast forecast) {}

  private EtaRun(Algorithm algorithm, Crowd crowd, List<Arrival> arrivals, int minutes, long seed) {
    this.algorithm = algorithm;
    this.arrivals = arrivals;
    this.random = new Random(seed);
    this.insight = new InsightModel(algorithm, Policy.of(algorithm.name()), limits());
    crowd.enter(insight, true);
    this.nextAsk = Crowd.START.plus(Duration.ofMinutes(1));
    this.asksUntil = Crowd.START.plus(Duration.ofMinutes(minutes));
  }

  private static Limits limits() {
    return Limits.ofMap(Map.of("operations", (long) SLOTS));
  }

  /** Of several runs together: what is told in one of them is about the same line. */
  static EtaCoverage coverage(Algorithm algorithm, int customers, int minutes, long seed) {
    var all = new EtaCoverage(algorithm.name(), 0, 0, 0);
    for (int i = 0; i < RUNS; i++) {
      EtaRun run = of(algorithm, customers, minutes, seed + i);
      all = all.plus(run.forecasts, run.startsAsTold, run.endsAsTold);
    }
    return all;
  }

  private static EtaRun of(Algorithm algorithm, int customers, int minutes, long seed) {
    int few = Math.min(MOST_CUSTOMERS, customers);
    List<Arrival> arrivals =
        OpenRun.arrivals(few, TOO_MUCH * SLOTS / BackloggedRun.SLOTS, minutes, seed);
    return new EtaRun(algorithm, new Crowd(few, seed), arrivals, minutes, seed).run(few, seed);
  }

  private EtaRun run(int few, long seed) {
    new Crowd(few, seed)
        .members()
        .forEach(member ->
            customers.put(
                member.id(),
                new Standing(member.weight(), Standing.USUAL.held(), Standing.USUAL.ceiling())));
    // To the end of all that came: of what is told, nothing is left out for coming true late.
    new Replay(insight, this, this).run(arrivals.iterator(), Instant.MAX);
    return this;
  }

  @Override
  public double of(Arrival arrival) {
    return estimate.slotSeconds();
  }

  @Override
  public void learn(Arrival arrival) {
    double seconds = arrival.duration().toNanos() / 1e9;
    Pace known = paces.getOrDefault(arrival.customer(), Pace.UNSEEN);
    paces.put(arrival.customer(), known.with(estimate, seconds));
    estimate = estimate.with(arrival.slotSeconds(), seconds);
  }

  @Override
  public List<Arrival> started(Run run) {
    Told forecast = told.remove(run.pick().waiting().agenda());
    if (forecast != null) {
      forecasts++;
      Duration start = Duration.between(forecast.at(), run.startedAt());
      Duration end = Duration.between(forecast.at(), run.endsAt());
      startsAsTold += forecast.forecast().start().covers(start) ? 1 : 0;
      endsAsTold += forecast.forecast().end().covers(end) ? 1 : 0;
    }
    return List.of();
  }

  @Override
  public void ended(Run run) {
    // What it took is learnt; when it was to end is known since its start.
  }

  @Override
  public void settled(Instant at, long waiting) {
    if (at.isBefore(nextAsk) || at.isAfter(asksUntil)) {
      return;
    }
    nextAsk = at.plusMillis((long) (EVERY.toMillis() * 2 * random.nextDouble()));
    Outlook outlook = outlook(at);
    List<Waiting> line =
        outlook.stakes().stream()
            .flatMap(stake -> stake.line().stream())
            .sorted(Comparator.comparing(each -> each.agenda().agenda()))
            .toList();
    if (line.isEmpty() || line.size() > Snapshot.MAX_CANDIDATES) {
      return;
    }
    for (int i = 0; i < ASKED; i++) {
      AgendaKey agenda = line.get(random.nextInt(line.size())).agenda();
      Forecast.of(outlook, agenda, runtimes(), 0, 0, random)
          .ifPresent(forecast -> told.putIfAbsent(agenda, new Told(at, forecast)));
    }
  }

  private Outlook outlook(Instant now) {
    return new Outlook(
        now,
        algorithm,
        Policy.of(algorithm.name()),
        Snapshot.MAX_CANDIDATES,
        limits(),
        insight.virtualTimes(),
        customers,
        insight.stakes().stream()
            .sorted(
                Comparator.<Stake, String>comparing(stake -> stake.key().customer().value())
                    .thenComparingInt(stake -> stake.key().lane()))
            .toList(),
        insight.held(),
        true);
  }

  private Runtimes runtimes() {
    Estimate known = estimate;
    Map<CustomerId, Pace> theirs = Map.copyOf(paces);
    return new Runtimes() {
      @Override
      public Estimate of(AgendaKey waiting) {
        return known;
      }

      @Override
      public List<Estimate> usual() {
        return List.of(known);
      }

      @Override
      public Pace pace(CustomerId customer) {
        return theirs.getOrDefault(customer, Pace.UNSEEN);
      }
    };
  }
}
