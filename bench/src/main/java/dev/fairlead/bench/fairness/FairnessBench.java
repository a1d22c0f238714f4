package dev.fairlead.bench.fairness;

import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Algorithms;
import dev.fairlead.core.scheduling.replay.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** All the runs, one after the other. */
public final class FairnessBench {
  private static final double BUSY = 0.95;

  /** What comes for the priority run, of what there are slots for: lines have to form. */
  private static final double TOO_MUCH = 1.2;

  /** Shorter ones have too few forecasts to tell, longer ones only longer lines. */
  private static final int ETA_MINUTES = 20;

  private final int customers;
  private final int minutes;
  private final long seed;
  private final Consumer<String> progress;

  public FairnessBench(int customers, int minutes, long seed, Consumer<String> progress) {
    this.customers = customers;
    this.minutes = minutes;
    this.seed = seed;
    this.progress = progress;
  }

  public Fairness run() {
    Algorithm fair = algorithm("fair");
    var ways =
        List.of(
            new BackloggedRun.Way("fair", fair, true, true, false),
            new BackloggedRun.Way("oracle", fair, true, true, true),
            new BackloggedRun.Way("dispatch-count", new Counting(), true, false, false),
            new BackloggedRun.Way("round-robin", new Counting(), false, false, false));
    var runs = new ArrayList<BackloggedRun>();
    for (BackloggedRun.Way way : ways) {
      var run = new BackloggedRun(new Crowd(customers, seed), way, minutes).run();
      progress.accept(
          String.format(Locale.ROOT, "%-16s %d dispatches", way.name(), run.dispatches()));
      runs.add(run);
    }
    List<Arrival> arrivals = OpenRun.arrivals(customers, BUSY, minutes, seed);
    var crowd = new Crowd(customers, seed);
    var control = OpenRun.flood(crowd, arrivals, false, minutes).run(fair);
    var flood = OpenRun.flood(crowd, arrivals, true, minutes).run(fair);
    progress.accept("flood            " + arrivals.size() + " agendas, twice");
    var priority =
        new PriorityRun(
                algorithm("priority"), OpenRun.arrivals(customers, TOO_MUCH, minutes, seed + 1))
            .run(minutes);
    progress.accept("priority         " + priority.dispatches() + " dispatches");
    var etas = new ArrayList<EtaCoverage>();
    List<String> forecast = minutes < ETA_MINUTES ? List.of() : List.of("fifo", "fair", "priority");
    for (String name : forecast) {
      var run = EtaRun.coverage(algorithm(name), customers, ETA_MINUTES, seed);
      progress.accept(String.format(Locale.ROOT, "eta %-12s %d forecasts", name, run.forecasts()));
      etas.add(run);
    }
    return new Fairness(customers, minutes, seed, runs, control, flood, priority, etas);
  }

  private static Algorithm algorithm(String name) {
    return Algorithms.find(name)
        .orElseThrow(() -> new IllegalStateException("no algorithm " + name));
  }
}
