package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Summary.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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
   * Runs so many seeds, one after the other.
   *
   * @param seeds 1 and up
   * @param out gets what there is to tell: failed seeds with how to run them again, then the sum
   */
  public static Summary run(int seeds, long firstSeed, Consumer<String> out) {
    Summary summary = run(seeds, firstSeed, Sabotage.NONE);
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
        String.format(
            "%d seeds, %d agendas, %d events, %d faults: %d seeds broke a promise",
            summary.seeds(),
            summary.agendas(),
            summary.events(),
            summary.faults(),
            summary.failures().size()));
    return summary;
  }

  /**
   * Runs one seed and tells every line of its trace.
   *
   * @return what it came to; its tail is the whole of what {@code out} got last
   */
  public static Summary replay(long seed, Consumer<String> out) {
    var coverage = new Coverage();
    Simulation.Result result = new Simulation(seed, coverage, Sabotage.NONE, out).run();
    result.problems().forEach(problem -> out.accept("PROBLEM " + problem));
    List<Failure> failures =
        result.problems().isEmpty()
            ? List.of()
            : List.of(new Failure(seed, result.problems(), result.tail()));
    return new Summary(
        1,
        failures,
        coverage.faults(),
        result.events(),
        result.agendas(),
        coverage.withoutCrash(),
        coverage.table());
  }

  static Summary run(int seeds, long firstSeed, Sabotage sabotage) {
    var coverage = new Coverage();
    var failures = new ArrayList<Failure>();
    long events = 0;
    long agendas = 0;
    for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
      Simulation.Result result = new Simulation(seed, coverage, sabotage, _ -> {}).run();
      events += result.events();
      agendas += result.agendas();
      if (!result.problems().isEmpty()) {
        failures.add(new Failure(seed, result.problems(), result.tail()));
      }
    }
    return new Summary(
        seeds,
        failures,
        coverage.faults(),
        events,
        agendas,
        coverage.withoutCrash(),
        coverage.table());
  }
}
