package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Summary.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Runs the whole system, store, scheduler, executor, sweepers and API, each seed in one thread
 * under a simulated clock while calls crash, time out, are throttled and overtaken, and messages
 * are lost, doubled, shuffled and late; then checks that every promise held. The same seed gives
 * the same run. Cost: see docs/performance.md.
 */
public final class FaultsBench {
  /** From so many seeds on everything must have been tried: chance, then aim, gets everywhere. */
  public static final int FAIR_SEEDS = 300;

  private static final int TOLD = 30;
  private static final int SHRUNK = 3;
  private static final int AIMED_ROUNDS = 4;

  private FaultsBench() {}

  /**
   * Runs so many seeds; if these are {@link #FAIR_SEEDS} or more then, for each call of a port that
   * was made and each fault that chance never gave it, one more run that does.
   *
   * @param seeds 1 and up
   * @param firstSeed 0 and up
   * @param scope of each
   * @param threads 1 and up; what is told does not depend on it
   * @param out gets what there is to tell: failed seeds with how to run them again, then the sum
   */
  public static Summary run(
      int seeds, long firstSeed, Scope scope, int threads, Consumer<String> out) {
    var all = new Run(Sabotage.NONE, scope);
    List<Seed> chosen = IntStream.range(0, seeds).mapToObj(i -> Seed.of(firstSeed + i)).toList();
    all.addAll(chosen, threads);
    boolean fair = seeds >= FAIR_SEEDS && !scope.undisturbed();
    for (int round = 0; fair && round < AIMED_ROUNDS; round++) {
      all.addAll(all.coverage.untried(), threads);
    }
    Summary summary = all.summary(fair);
    tell(summary, out);
    if (!fair && !scope.undisturbed()) {
      out.accept("too few seeds to try every fault everywhere; " + FAIR_SEEDS + " are enough");
    }
    out.accept(
        seeds
            + " seeds and "
            + (summary.runs() - seeds)
            + " aimed runs, "
            + summary.agendas()
            + " agendas, "
            + summary.operations()
            + " operations, "
            + summary.events()
            + " events, "
            + summary.faults()
            + " faults: "
            + summary.failures().size()
            + " runs broke a promise");
    return summary;
  }

  private static void tell(Summary summary, Consumer<String> out) {
    for (Failure failure : summary.failures()) {
      out.accept("seed " + failure.seed() + " broke a promise:");
      failure.problems().forEach(problem -> out.accept("  " + problem));
      failure.tail().forEach(line -> out.accept("  > " + line));
      out.accept("run it again: " + failure.command());
    }
    summary.coverage().forEach(out);
    out.accept("agendas had " + String.join(", ", summary.features()));
    summary.untried().forEach(what -> out.accept("never tried: " + what));
  }

  /**
   * Runs one seed again and tells every line of its trace.
   *
   * @param seed as a failure gives it
   * @param scope as a failure gives it
   */
  public static Summary replay(long seed, Scope scope, Consumer<String> out) {
    var run = new Run(Sabotage.NONE, scope);
    Simulation.Result result = run.add(Seed.of(seed), out::accept);
    result.problems().forEach(problem -> out.accept("broke a promise: " + problem));
    return run.summary(false);
  }

  /** Many seeds, each on its own. */
  static final class Run {
    private final Sabotage sabotage;
    private final Scope scope;
    private final Coverage coverage = new Coverage();
    private final List<Failure> failures = new ArrayList<>();
    private int runs;
    private long events;
    private long agendas;
    private long operations;
    private long faults;
    private final Map<Feature, Integer> features = new EnumMap<>(Feature.class);

    Run(Sabotage sabotage, Scope scope) {
      this.sabotage = sabotage;
      this.scope = scope;
    }

    Simulation.Result add(Seed seed) {
      return add(seed, Trace.Reader.NONE);
    }

    Simulation.Result add(Seed seed, Trace.Reader reader) {
      Simulation.Result result = simulate(seed, scope, coverage, reader);
      runs++;
      events += result.events();
      agendas += result.agendas();
      operations += result.operations();
      faults += result.faults();
      seen(result.features());
      if (!result.problems().isEmpty()) {
        failures.add(new Failure(seed.code(), scope, result.problems(), List.of()));
      }
      return result;
    }

    /** Shares the seeds out among threads. */
    void addAll(List<Seed> seeds, int threads) {
      var next = new AtomicLong();
      var parts = new ArrayList<Future<Run>>();
      try (var pool = Executors.newFixedThreadPool(threads)) {
        for (int i = 0; i < threads; i++) {
          parts.add(
              pool.submit(() -> {
                var part = new Run(sabotage, scope);
                for (long n = next.getAndIncrement();
                    n < seeds.size();
                    n = next.getAndIncrement()) {
                  part.add(seeds.get((int) n));
                }
                return part;
              }));
        }
      }
      parts.forEach(part -> add(done(part)));
      failures.sort(Comparator.comparingLong(Failure::seed));
    }

    private static Run done(Future<Run> part) {
      try {
        return part.get();
      } catch (InterruptedException | ExecutionException failed) {
        throw new IllegalStateException("a seed could not be run to its end", failed);
      }
    }

    private void add(Run part) {
      coverage.add(part.coverage);
      failures.addAll(part.failures);
      runs += part.runs;
      events += part.events;
      agendas += part.agendas;
      operations += part.operations;
      faults += part.faults;
      seen(part.features);
    }

    private void seen(Map<Feature, Integer> more) {
      more.forEach((feature, times) -> features.merge(feature, times, Integer::sum));
    }

    /** The least of a seed that still breaks a promise. */
    Failure shrunk(Failure failure) {
      var seed = Seed.of(failure.seed());
      Simulation.Result whole = simulate(seed, scope);
      Scope least =
          new Shrinker(tried -> !simulate(seed, tried).problems().isEmpty())
              .shrink(scope, whole.agendas(), whole.widest(), whole.faults());
      return withTail(
          new Failure(failure.seed(), least, simulate(seed, least).problems(), List.of()));
    }

    /** The same with the last lines of its trace, which only a further run tells. */
    private Failure withTail(Failure failure) {
      var tail = new ArrayDeque<String>();
      simulate(
          Seed.of(failure.seed()),
          failure.scope(),
          new Coverage(),
          line -> {
            tail.addLast(line);
            if (tail.size() > TOLD) {
              tail.removeFirst();
            }
          });
      return new Failure(
          failure.seed(), failure.scope(), failure.problems(), new ArrayList<>(tail));
    }

    private Simulation.Result simulate(Seed seed, Scope much) {
      return simulate(seed, much, new Coverage(), Trace.Reader.NONE);
    }

    private Simulation.Result simulate(Seed seed, Scope much, Coverage seen, Trace.Reader reader) {
      seen.begin(seed);
      return new Simulation(seed, much, seen, sabotage, reader).run();
    }

    Summary summary(boolean fair) {
      var shown = new ArrayList<>(failures);
      for (int i = 0; i < shown.size(); i++) {
        shown.set(i, i < SHRUNK ? shrunk(shown.get(i)) : withTail(shown.get(i)));
      }
      return new Summary(
          runs,
          shown,
          faults,
          events,
          agendas,
          operations,
          fair ? untried() : List.of(),
          Arrays.stream(Feature.values())
              .map(feature -> features.getOrDefault(feature, 0) + " " + feature.label())
              .toList(),
          coverage.table());
    }

    private List<String> untried() {
      var untried = new ArrayList<String>();
      coverage.untried().stream()
          .flatMap(seed -> seed.aim().stream())
          .forEach(aim -> untried.add(aim.site() + " " + aim.fault()));
      List<String> callers = coverage.sites().stream().map(Site::function).distinct().toList();
      Site.all().stream()
          .map(Site::function)
          .distinct()
          .filter(function -> !callers.contains(function))
          .forEach(function -> untried.add("any call by " + function));
      Arrays.stream(Feature.values())
          .filter(feature -> !features.containsKey(feature))
          .forEach(feature -> untried.add(feature.label()));
      return untried;
    }
  }
}
