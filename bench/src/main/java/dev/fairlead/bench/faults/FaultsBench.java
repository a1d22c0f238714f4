package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Summary.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Runs the whole system, store, scheduler, executor, sweepers and API, in one thread under a
 * simulated clock while calls crash, time out, are throttled and overtaken, and messages are lost,
 * doubled, shuffled and late; then checks that every promise held. The same seed gives the same
 * run. Cost: some 50 ms a seed.
 */
public final class FaultsBench {
  private static final int TOLD = 30;

  private FaultsBench() {}

  /**
   * Runs so many seeds, one after the other; then, for each call of a port that was made and that
   * chance never crashed before, or never after, one more run that does.
   *
   * @param seeds 1 and up
   * @param firstSeed 0 and up
   * @param out gets what there is to tell: failed seeds with how to run them again, then the sum
   */
  public static Summary run(int seeds, long firstSeed, Consumer<String> out) {
    var run = new FaultsBench.Run(Sabotage.NONE);
    LongStream.range(firstSeed, firstSeed + seeds).mapToObj(Seed::of).forEach(run::add);
    List<Seed> aimed = run.coverage.withoutCrash();
    aimed.forEach(run::add);
    Summary summary = run.summary();
    for (Failure failure : summary.failures()) {
      out.accept("seed " + failure.seed() + " broke a promise:");
      failure.problems().forEach(problem -> out.accept("  " + problem));
      failure.tail().stream()
          .skip(Math.max(0, failure.tail().size() - TOLD))
          .forEach(line -> out.accept("  > " + line));
      out.accept("run it again: ./fairlead bench faults --replay " + failure.seed());
    }
    summary.coverage().forEach(out);
    out.accept(
        seeds
            + " seeds and "
            + aimed.size()
            + " aimed runs, "
            + summary.agendas()
            + " agendas, "
            + summary.events()
            + " events, "
            + summary.faults()
            + " faults: "
            + summary.failures().size()
            + " runs broke a promise");
    return summary;
  }

  /**
   * Runs one seed again and tells every line of its trace.
   *
   * @param seed as a failure gives it
   */
  public static Summary replay(long seed, Consumer<String> out) {
    var run = new FaultsBench.Run(Sabotage.NONE);
    Simulation.Result result = run.add(Seed.of(seed), out);
    result.problems().forEach(problem -> out.accept("broke a promise: " + problem));
    return run.summary();
  }

  /** Many seeds, each on its own. */
  static final class Run {
    private final Sabotage sabotage;
    private final Coverage coverage = new Coverage();
    private final List<Failure> failures = new ArrayList<>();
    private int runs;
    private long events;
    private long agendas;

    Run(Sabotage sabotage) {
      this.sabotage = sabotage;
    }

    Simulation.Result add(Seed seed) {
      return add(seed, _ -> {});
    }

    Simulation.Result add(Seed seed, Consumer<String> everyLine) {
      coverage.begin(seed);
      Simulation.Result result = new Simulation(seed, coverage, sabotage, everyLine).run();
      runs++;
      events += result.events();
      agendas += result.agendas();
      if (!result.problems().isEmpty()) {
        failures.add(new Failure(seed.code(), result.problems(), result.tail()));
      }
      return result;
    }

    Summary summary() {
      return new Summary(
          runs,
          failures,
          coverage.faults(),
          events,
          agendas,
          coverage.withoutCrash().stream()
              .flatMap(seed -> seed.aim().stream())
              .map(aim -> aim.site() + " " + aim.fault())
              .toList(),
          coverage.table());
    }
  }
}
