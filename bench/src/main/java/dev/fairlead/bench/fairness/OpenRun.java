package dev.fairlead.bench.fairness;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.replay.Arrival;
import dev.fairlead.core.scheduling.replay.Guess;
import dev.fairlead.core.scheduling.replay.InsightModel;
import dev.fairlead.core.scheduling.replay.Replay;
import dev.fairlead.core.scheduling.replay.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A run in which agendas come by chance, whether those before them were served or not. */
public final class OpenRun implements Replay.Watcher {
  /** Every so often comes all that one half of the customers sent since. */
  private static final Duration BURST = Duration.ofSeconds(10);

  private static final CustomerId FLOODER = new CustomerId("flooder");

  private final List<Arrival> arrivals;
  private final Predicate<CustomerId> isQuiet;
  private final Instant end;
  private final List<Double> waits = new ArrayList<>();
  private double usedSeconds;

  private OpenRun(List<Arrival> arrivals, Predicate<CustomerId> isQuiet, int minutes) {
    this.arrivals = arrivals;
    this.isQuiet = isQuiet;
    this.end = Crowd.START.plus(Duration.ofMinutes(minutes));
  }

  /**
   * What comes, of which the second half of the customers sends its part in bursts: so much that
   * the slots are that busy.
   */
  static List<Arrival> arrivals(int customers, double busy, int minutes, long seed) {
    // What the durations come to is chance, so the rate is found in two steps.
    double rate = 1;
    List<Arrival> arrivals = List.of();
    for (int i = 0; i < 3; i++) {
      arrivals = arrivals(new Crowd(customers, seed), rate, minutes * 60, seed);
      double offered = arrivals.stream().mapToDouble(Arrival::slotSeconds).sum();
      rate *= busy * BackloggedRun.SLOTS * minutes * 60 / offered;
    }
    return arrivals;
  }

  private static List<Arrival> arrivals(Crowd crowd, double rate, int seconds, long seed) {
    var random = new Random(seed);
    double mean = crowd.members().stream().mapToDouble(Crowd.Member::meanSeconds).sum();
    double perSecond = rate * BackloggedRun.SLOTS / mean;
    var arrivals = new ArrayList<Arrival>();
    int half = crowd.members().size() / 2;
    for (int i = 0; i < crowd.members().size(); i++) {
      Crowd.Member member = crowd.members().get(i);
      for (double at = gap(random, perSecond); at < seconds; at += gap(random, perSecond)) {
        double burst = Math.ceil(at / BURST.toSeconds()) * BURST.toSeconds();
        Instant comes = Crowd.START.plusNanos((long) ((i < half ? at : burst) * 1e9));
        arrivals.add(crowd.next(member.id(), comes, random.nextInt(21) - 10));
      }
    }
    arrivals.sort(Comparator.comparing(Arrival::at));
    return arrivals;
  }

  private static double gap(Random random, double perSecond) {
    return -Math.log(1 - random.nextDouble()) / perSecond;
  }

  /** The first half of the customers is quiet; the second half is one customer, or stays many. */
  static OpenRun flood(Crowd crowd, List<Arrival> arrivals, boolean isOne, int minutes) {
    var quiet =
        crowd.members().stream()
            .limit(crowd.members().size() / 2)
            .map(Crowd.Member::id)
            .collect(Collectors.toSet());
    var sent =
        arrivals.stream()
            .map(arrival ->
                isOne && !quiet.contains(arrival.customer()) ? by(FLOODER, arrival) : arrival)
            .toList();
    return new OpenRun(sent, quiet::contains, minutes);
  }

  private static Arrival by(CustomerId customer, Arrival arrival) {
    return new Arrival(
        customer,
        arrival.at(),
        arrival.duration(),
        arrival.floor(),
        arrival.priority(),
        arrival.shape());
  }

  OpenRun run(Algorithm algorithm) {
    var limits = Limits.ofMap(Map.of("operations", (long) BackloggedRun.SLOTS));
    var insight = new InsightModel(algorithm, Policy.of(algorithm.name()), limits);
    var replay = new Replay(insight, Guess.byShape(), this);
    replay.run(arrivals.iterator(), end);
    replay.running().forEach(run -> used(run, end));
    for (Arrival waiting : replay.waiting()) {
      count(waiting, Duration.between(waiting.at(), end));
    }
    waits.sort(Comparator.naturalOrder());
    return this;
  }

  @Override
  public List<Arrival> started(Run run) {
    count(run.arrival(), run.waited());
    return List.of();
  }

  @Override
  public void ended(Run run) {
    used(run, run.endsAt());
  }

  @Override
  public void settled(Instant at, long waiting) {
    // What counts here is seen at starts and ends.
  }

  private void count(Arrival arrival, Duration waited) {
    if (isQuiet.test(arrival.customer())) {
      waits.add(waited.toNanos() / 1e9);
    }
  }

  private void used(Run run, Instant until) {
    usedSeconds += Duration.between(run.startedAt(), until).toNanos() / 1e9;
  }

  /** The 99th percentile of how long quiet customers' agendas waited, in seconds. */
  double quietP99Seconds() {
    return waits.isEmpty() ? 0 : waits.get((int) Math.ceil(0.99 * waits.size()) - 1);
  }

  /** Part of all slot-seconds that were used. */
  double busy() {
    return usedSeconds / (BackloggedRun.SLOTS * Usage.seconds(end));
  }

  /** How long a quiet customer's agenda takes on average, in seconds. */
  double quietMeanSeconds() {
    return arrivals.stream()
        .filter(arrival -> isQuiet.test(arrival.customer()))
        .mapToDouble(Arrival::slotSeconds)
        .average()
        .orElse(0);
  }
}
