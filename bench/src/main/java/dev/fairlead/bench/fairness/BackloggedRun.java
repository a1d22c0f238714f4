package dev.fairlead.bench.fairness;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Contest;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.replay.Arrival;
import dev.fairlead.core.scheduling.replay.Guess;
import dev.fairlead.core.scheduling.replay.InsightModel;
import dev.fairlead.core.scheduling.replay.Replay;
import dev.fairlead.core.scheduling.replay.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A run in which every customer has something waiting all the time. */
public final class BackloggedRun implements Replay.Watcher {
  static final int SLOTS = 1000;
  static final double WINDOW_SECONDS = 300;

  /** Agendas that each customer has waiting. */
  private static final int WAITING = 12;

  /** How the run is ordered: by what, with which weights and knowledge. */
  record Way(String name, Algorithm algorithm, boolean byWeight, boolean settles, boolean knows) {}

  private final Crowd crowd;
  private final Way way;
  private final double seconds;
  private final InsightModel insight;
  private final Map<CustomerId, Usage> usages = new LinkedHashMap<>();
  private final double weights;
  private double mostLag;
  private double mostLagRatio;
  private double nextSample;
  private double idleSlotSeconds;
  private double lastEvent;
  private long lastHeld;
  private long mostHeld;
  private long dispatches;

  BackloggedRun(Crowd crowd, Way way, int minutes) {
    this.crowd = crowd;
    this.way = way;
    this.seconds = minutes * 60.0;
    this.insight =
        new InsightModel(
            way.algorithm(),
            Policy.of(way.algorithm().name()),
            Limits.ofMap(Map.of("operations", (long) SLOTS)),
            Contest::decide,
            way.settles());
    crowd.enter(insight, way.byWeight());
    int windows = (int) Math.ceil(seconds / WINDOW_SECONDS);
    crowd
        .members()
        .forEach(
            member -> usages.put(member.id(), new Usage(member.weight(), windows, WINDOW_SECONDS)));
    this.weights = crowd.members().stream().mapToDouble(Crowd.Member::weight).sum();
  }

  Way way() {
    return way;
  }

  BackloggedRun run() {
    var first = new ArrayList<Arrival>();
    for (int i = 0; i < WAITING; i++) {
      crowd.members().forEach(member -> first.add(crowd.next(member.id(), Crowd.START, 0)));
    }
    var replay = new Replay(insight, way.knows() ? Guess.oracle() : Guess.byShape(), this);
    replay.run(first.iterator(), Crowd.START.plusMillis((long) (seconds * 1000)));
    replay.running().forEach(run -> usage(run).count(run, seconds));
    return this;
  }

  @Override
  public List<Arrival> started(Run run) {
    dispatches++;
    usage(run).started(run);
    return List.of(crowd.next(run.arrival().customer(), run.startedAt(), 0));
  }

  @Override
  public void ended(Run run) {
    usage(run).ended(run);
  }

  @Override
  public void settled(Instant at, long waiting) {
    double now = Usage.seconds(at);
    idleSlotSeconds += (SLOTS - lastHeld) * (now - lastEvent);
    lastEvent = now;
    lastHeld = insight.held().operations();
    mostHeld = Math.max(mostHeld, lastHeld);
    if (now >= nextSample) {
      nextSample = now + 1;
      sample(now);
    }
  }

  /** How far each is behind its part of what all have used. */
  private void sample(double now) {
    double all = usages.values().stream().mapToDouble(usage -> usage.usedAt(now)).sum();
    double widest = widest();
    for (Usage usage : usages.values()) {
      double lag = usage.weight() / weights * all - usage.usedAt(now);
      mostLag = Math.max(mostLag, lag);
      mostLagRatio = Math.max(mostLagRatio, lag / bound(usage, widest));
    }
  }

  private double widest() {
    return usages.values().stream()
        .mapToDouble(usage -> usage.mostBeyond() / usage.weight())
        .max()
        .orElse(0);
  }

  /** wᵢ · maxⱼ(Aⱼ ÷ wⱼ) + Pᵢ, in slot-seconds: see the docs of {@code core.scheduling.fair}. */
  private static double bound(Usage usage, double widest) {
    return usage.weight() * widest + usage.mostChargedInFlight();
  }

  private Usage usage(Run run) {
    Usage usage = usages.get(run.arrival().customer());
    if (usage == null) {
      throw new IllegalStateException(run + " of nobody");
    }
    return usage;
  }

  /** Slot-seconds. */
  double mostLag() {
    return mostLag;
  }

  /** The largest part of its bound that a lag ever was; above 1 the bound is broken. */
  double mostLagRatio() {
    return mostLagRatio;
  }

  /** The largest of the customers' bounds, in slot-seconds. */
  double lagBound() {
    double widest = widest();
    return usages.values().stream().mapToDouble(usage -> bound(usage, widest)).max().orElse(0);
  }

  /**
   * How long a customer waited from one dispatch to the next, as part of the bound: (W · Aᵢ ÷ wᵢ +
   * Σⱼ (Aⱼ + Pⱼ)) ÷ slots.
   */
  double starvationRatio() {
    double others =
        usages.values().stream()
            .mapToDouble(usage -> usage.mostBeyond() + usage.mostChargedInFlight())
            .sum();
    return usages.values().stream()
        .mapToDouble(usage ->
            usage.longestGap() * SLOTS / (weights * usage.mostBeyond() / usage.weight() + others))
        .max()
        .orElse(0);
  }

  /** Jain's index of slot-seconds per weight, window by window. */
  List<Double> jainOfWindows() {
    return IntStream.range(0, (int) Math.ceil(seconds / WINDOW_SECONDS))
        .mapToObj(window ->
            jain(
                usages.values().stream()
                    .mapToDouble(usage -> usage.window(window) / usage.weight())
                    .toArray()))
        .toList();
  }

  double jainOfAll() {
    return jain(
        usages.values().stream().mapToDouble(usage -> usage.total() / usage.weight()).toArray());
  }

  /** (Σx)² ÷ (n · Σx²): 1 if all have the same, 1 ÷ n if one has all. */
  static double jain(double[] parts) {
    double sum = 0;
    double squares = 0;
    for (double part : parts) {
      sum += part;
      squares += part * part;
    }
    return squares == 0 ? 1 : sum * sum / (parts.length * squares);
  }

  /** Part of all slot-seconds that were idle, while everybody had something waiting. */
  double idle() {
    return idleSlotSeconds / (SLOTS * seconds);
  }

  /** Slots that were ever held above those there are. */
  long over() {
    return Math.max(0, mostHeld - SLOTS);
  }

  long dispatches() {
    return dispatches;
  }
}
