package dev.fairlead.core.outlook;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.Receipt;
import dev.fairlead.core.scheduling.Waiting;
import dev.fairlead.core.scheduling.replay.InsightModel;
import dev.fairlead.core.scheduling.replay.PoolModel;
import dev.fairlead.core.scheduling.replay.Stake;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** One of the insights of a course: what runs there goes on, and who sends agendas sends more. */
final class CourseInsight {
  private static final Receipt UNKNOWN = new Receipt(0, 0, 0, 0, 0, 0);

  /** Draws that are not added up one by one. */
  private static final int MANY = 50;

  private final String id;
  private final Outlook outlook;
  private final Runtimes runtimes;
  private final boolean goesOn;
  private final boolean isAwaited;
  private final PoolModel pool;
  private final InsightModel model;
  private final CourseEvents events;
  private final RandomGenerator random;
  private final RuntimeDraws draws;
  private final Map<AgendaKey, Estimate> arrived = new HashMap<>();

  CourseInsight(
      String id,
      PoolOutlook.Prospect prospect,
      PoolOutlook whole,
      PoolModel pool,
      CourseEvents events,
      RandomGenerator random) {
    this.id = id;
    this.outlook = prospect.outlook();
    this.runtimes = prospect.runtimes();
    this.goesOn = prospect.goesOn();
    this.isAwaited = id.equals(whole.own());
    this.pool = pool;
    this.events = events;
    this.random = random;
    this.draws = new RuntimeDraws(runtimes, random);
    this.model =
        pool.enter(
            id,
            outlook.algorithm(),
            outlook.policy(),
            outlook.limits(),
            waiting -> whole.isBrief().test(estimate(waiting.agenda())));
    outlook
        .customers()
        .forEach((customer, standing) ->
            model.customer(customer, standing.weight(), standing.ceiling()));
    outlook.virtualTimes().forEach(model::resume);
    for (Stake stake : outlook.stakes()) {
      model.resume(stake);
      resume(stake);
      expect(stake);
    }
  }

  /** How many are there at first. */
  int size() {
    return outlook.stakes().stream().mapToInt(stake -> 1 + stake.line().size()).sum();
  }

  /** Whether anything is dispatched from it. */
  boolean goesOn() {
    return goesOn;
  }

  double runtimeSeconds(AgendaKey agenda) {
    return draws.draw(agenda.customer(), estimate(agenda));
  }

  /** It was dispatched: says when it ends. */
  void started(Pick pick, double now) {
    Estimate estimate = estimate(pick.waiting().agenda());
    double seconds = draws.draw(pick.waiting().agenda().customer(), estimate);
    events.end(id, pick, now + seconds, at(now), seconds * slotsOf(estimate));
  }

  private Estimate estimate(AgendaKey agenda) {
    Estimate own = arrived.get(agenda);
    return own == null ? runtimes.of(agenda) : own;
  }

  private Instant at(double seconds) {
    return outlook.now().plus(Duration.ofNanos((long) (seconds * 1e9)));
  }

  /** What of an account runs: as many as are admitted, each of them a like part. */
  private void resume(Stake stake) {
    CustomerId customer = stake.key().customer();
    int count = (int) stake.held().agendas();
    var estimates = new Estimate[count];
    var ages = new double[count];
    for (int i = 0; i < count; i++) {
      estimates[i] = like(stake);
      ages[i] = draws.drawAge(customer, estimates[i]);
    }
    // What they have lasted is known of them together.
    double factor = meanAge(stake) / Math.max(1e-9, Arrays.stream(ages).average().orElse(0));
    for (int i = 0; i < count; i++) {
      resume(stake, part(stake.held(), i, count), estimates[i], ages[i] * factor);
    }
  }

  private double meanAge(Stake stake) {
    double slots = stake.inFlight().slots();
    return slots > 0
        ? Math.max(0, outlook.now().toEpochMilli() / 1000.0 - stake.inFlight().slotStarts() / slots)
        : 0;
  }

  private void resume(Stake stake, Amounts floor, Estimate estimate, double age) {
    double left = draws.drawLeft(stake.key().customer(), estimate, age);
    var waiting = new Waiting(key(stake), stake.key().lane(), at(-age), floor, 0);
    double charge = stake.inFlight().charged() / stake.held().agendas();
    arrived.put(waiting.agenda(), estimate);
    pool.running(id, waiting);
    events.end(
        id,
        new Pick(waiting, 0, charge, UNKNOWN),
        left,
        at(-age),
        (age + left) * slotsOf(estimate));
  }

  /** Like one that waits in the same account; if none does, like any that was seen. */
  private Estimate like(Stake stake) {
    if (!stake.line().isEmpty()) {
      return runtimes.of(stake.line().get(random.nextInt(stake.line().size())).agenda());
    }
    List<Estimate> usual = runtimes.usual();
    return usual.isEmpty() ? Estimate.UNSEEN : usual.get(random.nextInt(usual.size()));
  }

  private static Amounts part(Amounts whole, long index, long count) {
    var part = new TreeMap<String, Long>();
    whole
        .asMap()
        .forEach((name, amount) ->
            part.put(name, amount * (index + 1) / count - amount * index / count));
    return Amounts.ofMap(part);
  }

  /** Everybody goes on sending as many as now; who comes later to the awaited line is later. */
  private void expect(Stake stake) {
    long came = stake.held().agendas() + since(stake.line());
    if (came > 0 && !(isAwaited && outlook.isByAge())) {
      CustomerId customer = stake.key().customer();
      double seconds = waited(stake) + Math.max(0.1, draws.meanSeconds(customer, like(stake)));
      expect(stake, 0, gamma(came) / seconds);
    }
  }

  /** How many came since the oldest did, but for those that came at once with it. */
  private static long since(List<Waiting> line) {
    return line.stream()
        .filter(waiting -> waiting.addedAt().isAfter(line.getFirst().addedAt()))
        .count();
  }

  /** Since the oldest in line came: none of those that came since has started. */
  private double waited(Stake stake) {
    return stake.line().isEmpty()
        ? 0
        : Math.max(
            0,
            Duration.between(stake.line().getFirst().addedAt(), outlook.now()).toMillis() / 1000.0);
  }

  /** The sum of so many exponential draws; close enough to a normal one if they are many. */
  private double gamma(long count) {
    if (count > MANY) {
      return Math.max(1, count + Math.sqrt((double) count) * random.nextGaussian());
    }
    double sum = 0;
    for (long i = 0; i < count; i++) {
      sum -= Math.log(1 - random.nextDouble());
    }
    return sum;
  }

  private void expect(Stake stake, double now, double perSecond) {
    events.arrival(id, stake, now - Math.log(1 - random.nextDouble()) / perSecond, perSecond);
  }

  /** One more of an account, and the next after it. */
  void arrive(CourseEvents.Arrival arrival) {
    Stake stake = arrival.stake();
    AgendaKey key = key(stake);
    List<Waiting> line = stake.line();
    if (line.isEmpty()) {
      long count = stake.held().agendas();
      arrived.put(key, like(stake));
      model.submit(
          new Waiting(
              key,
              stake.key().lane(),
              at(arrival.at()),
              part(stake.held(), 0, count),
              stake.inFlight().charged() / count));
    } else {
      Waiting like = line.get(random.nextInt(line.size()));
      arrived.put(key, runtimes.of(like.agenda()));
      model.submit(new Waiting(key, like.lane(), at(arrival.at()), like.floor(), like.estimate()));
    }
    expect(stake, arrival.at(), arrival.perSecond());
  }

  /** Of an agenda that there is none of; it sorts after those that there are. */
  private AgendaKey key(Stake stake) {
    String digits = Long.toString(events.next());
    return new AgendaKey(
        stake.key().customer(), new AgendaId("z" + "0".repeat(25 - digits.length()) + digits));
  }

  private static double slotsOf(Estimate estimate) {
    return estimate.runtimeSeconds() > 0 ? estimate.slotSeconds() / estimate.runtimeSeconds() : 1;
  }
}
