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
import dev.fairlead.core.scheduling.replay.Stake;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** One way in which an insight may go on from where it stands, until an agenda starts. */
final class Course {
  private static final Receipt UNKNOWN = new Receipt(0, 0, 0, 0, 0, 0);
  private static final int MOST_EVENTS = 10_000;
  private static final int ROOM = 500;

  /** Draws that are not added up one by one. */
  private static final int MANY = 50;

  private final Outlook outlook;
  private final AgendaKey agenda;
  private final Runtimes runtimes;
  private final RandomGenerator random;
  private final InsightModel insight;
  private final Map<CustomerId, Map<Estimate, RuntimeCurve>> curves = new HashMap<>();
  private final Map<CustomerId, Map<Estimate, Double>> scales = new HashMap<>();
  private final Map<Estimate, Double> shapeErrors = new HashMap<>();
  private final Map<CustomerId, Double> ownErrors = new HashMap<>();
  private final Map<AgendaKey, Estimate> arrived = new HashMap<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingLong(Event::number));
  private long number;
  private int lined;
  private int running;
  private int before;
  private double start = Double.POSITIVE_INFINITY;

  /** What happens, so many seconds from now. */
  private sealed interface Event {
    double at();

    long number();

    record End(double at, long number, Pick pick, Instant startedAt, double slotSeconds)
        implements Event {}

    record Arrival(double at, long number, Stake stake, double perSecond) implements Event {}
  }

  Course(Outlook outlook, AgendaKey agenda, Runtimes runtimes, RandomGenerator random) {
    this.outlook = outlook;
    this.agenda = agenda;
    this.runtimes = runtimes;
    this.random = random;
    this.insight = new InsightModel(outlook.algorithm(), outlook.policy(), outlook.limits());
    outlook
        .customers()
        .forEach((id, standing) -> insight.customer(id, standing.weight(), standing.ceiling()));
    outlook.virtualTimes().forEach(insight::resume);
    for (Stake stake : outlook.stakes()) {
      insight.resume(stake);
      lined += stake.line().size();
      resume(stake);
      expect(stake);
    }
  }

  /** How many go before it. */
  int before() {
    return before;
  }

  /** What happened, which is what it costs: what was there at first, and what came or ended. */
  int events() {
    return outlook.stakes().size() + lined + (int) number;
  }

  /** Seconds from now; infinite if it never starts. */
  double startSeconds() {
    return start;
  }

  double runtimeSeconds() {
    return draw(agenda.customer(), runtimes.of(agenda));
  }

  void run() {
    turn(0);
    // Who comes frees nothing: without anything that ends it would wait for ever.
    for (int i = 0; i < MOST_EVENTS && Double.isInfinite(start) && running > 0; i++) {
      Event next = events.remove();
      switch (next) {
        case Event.End end -> {
          running--;
          insight.ended(end.pick(), end.startedAt(), end.slotSeconds());
          turn(end.at());
        }
        // It came to a line that is there already: looked at when something ends.
        case Event.Arrival arrival -> arrive(arrival);
      }
    }
  }

  private Instant at(double seconds) {
    return outlook.now().plus(Duration.ofNanos((long) (seconds * 1e9)));
  }

  private void turn(double now) {
    List<Pick> picks;
    do {
      picks = insight.turn(at(now), ROOM);
      for (Pick pick : picks) {
        AgendaKey picked = pick.waiting().agenda();
        if (picked.equals(agenda)) {
          start = now;
          return;
        }
        before++;
        Estimate estimate = arrived.getOrDefault(picked, Estimate.UNSEEN);
        if (!arrived.containsKey(picked)) {
          estimate = runtimes.of(picked);
        }
        double seconds = draw(picked.customer(), estimate);
        running++;
        events.add(
            new Event.End(now + seconds, number++, pick, at(now), seconds * slotsOf(estimate)));
      }
    } while (picks.size() == ROOM);
  }

  /** What of an account runs: as many as are admitted, each of them a like part. */
  private void resume(Stake stake) {
    int count = (int) stake.held().agendas();
    var estimates = new Estimate[count];
    var ages = new double[count];
    for (int i = 0; i < count; i++) {
      estimates[i] = like(stake);
      ages[i] = age(stake, estimates[i]);
    }
    // What they have lasted is known of them together.
    double factor = meanAge(stake) / Math.max(1e-9, Arrays.stream(ages).average().orElse(0));
    for (int i = 0; i < count; i++) {
      resume(stake, i, count, estimates[i], ages[i] * factor);
    }
  }

  private double meanAge(Stake stake) {
    double slots = stake.inFlight().slots();
    return slots > 0
        ? Math.max(0, outlook.now().toEpochMilli() / 1000.0 - stake.inFlight().slotStarts() / slots)
        : 0;
  }

  private double age(Stake stake, Estimate estimate) {
    return curve(stake.key().customer(), estimate).drawAge(random);
  }

  private void resume(Stake stake, int index, int count, Estimate estimate, double age) {
    CustomerId customer = stake.key().customer();
    double scale = scale(customer, estimate);
    double left = curve(customer, estimate).drawLeft(age / scale, random) * scale;
    Amounts floor = part(stake.held(), index, count);
    var waiting = new Waiting(key(stake), stake.key().lane(), at(-age), floor, 0);
    double charge = stake.inFlight().charged() / count;
    running++;
    events.add(
        new Event.End(
            left,
            number++,
            new Pick(waiting, 0, charge, UNKNOWN),
            at(-age),
            (age + left) * slotsOf(estimate)));
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

  /** Everybody goes on sending as many as now. */
  private void expect(Stake stake) {
    long came = stake.held().agendas() + since(stake.line());
    if (came > 0 && !outlook.isByAge()) {
      double seconds =
          waited(stake) + Math.max(0.1, curve(stake.key().customer(), like(stake)).meanSeconds());
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
    double gap = -Math.log(1 - random.nextDouble()) / perSecond;
    events.add(new Event.Arrival(now + gap, number++, stake, perSecond));
  }

  private void arrive(Event.Arrival arrival) {
    Stake stake = arrival.stake();
    AgendaKey key = key(stake);
    List<Waiting> line = stake.line();
    if (line.isEmpty()) {
      long count = stake.held().agendas();
      arrived.put(key, like(stake));
      insight.submit(
          new Waiting(
              key,
              stake.key().lane(),
              at(arrival.at()),
              part(stake.held(), 0, count),
              stake.inFlight().charged() / count));
    } else {
      Waiting model = line.get(random.nextInt(line.size()));
      arrived.put(key, runtimes.of(model.agenda()));
      insight.submit(
          new Waiting(key, model.lane(), at(arrival.at()), model.floor(), model.estimate()));
    }
    expect(stake, arrival.at(), arrival.perSecond());
  }

  /** Of an agenda that there is none of; it sorts after those that there are. */
  private AgendaKey key(Stake stake) {
    String digits = Long.toString(number);
    return new AgendaKey(
        stake.key().customer(), new AgendaId("z" + "0".repeat(25 - digits.length()) + digits));
  }

  private double draw(CustomerId customer, Estimate estimate) {
    return curve(customer, estimate).draw(random) * scale(customer, estimate);
  }

  private RuntimeCurve curve(CustomerId customer, Estimate estimate) {
    return curves
        .computeIfAbsent(customer, _ -> new HashMap<>())
        .computeIfAbsent(estimate, shape -> new RuntimeCurve(shape, runtimes.pace(customer)));
  }

  private double scale(CustomerId customer, Estimate estimate) {
    return scales
        .computeIfAbsent(customer, _ -> new HashMap<>())
        .computeIfAbsent(
            estimate,
            shape ->
                curve(customer, shape)
                    .error(
                        shapeErrors.computeIfAbsent(shape, _ -> random.nextGaussian()),
                        ownErrors.computeIfAbsent(customer, _ -> random.nextGaussian())));
  }

  private static double slotsOf(Estimate estimate) {
    return estimate.runtimeSeconds() > 0 ? estimate.slotSeconds() / estimate.runtimeSeconds() : 1;
  }
}
