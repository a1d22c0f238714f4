package dev.fairlead.bench;

import dev.fairlead.bench.faults.FaultsBench;
import dev.fairlead.bench.faults.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fairlead bench faults}. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description =
        "Runs the whole system in one thread under a simulated clock while calls crash and"
            + " messages go astray, and checks that every promise holds.")
final class FaultsCommand implements Callable<Integer> {
  @Option(names = "--seeds", paramLabel = "N", description = "How many seeds (default: 200).")
  private int seeds = FaultsBench.FAIR_SEEDS;

  @Option(
      names = "--first-seed",
      paramLabel = "S",
      description = "The first of them; the others count on (default: 1).")
  private long firstSeed = 1;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Runs this one seed and tells every line of its trace.")
  private @Nullable Long seed;

  @Option(
      names = "--agendas",
      paramLabel = "I",
      split = ",",
      description = "Only these of a seed's agendas, from 0 on.")
  private List<Integer> agendas = List.of();

  @Option(
      names = "--operations",
      paramLabel = "N",
      description = "Only the first so many operations of each agenda.")
  private int operations = Integer.MAX_VALUE;

  @Option(
      names = "--faults",
      paramLabel = "N",
      description = "After so many faults of a seed all is calm.")
  private int faults = Integer.MAX_VALUE;

  @Option(
      names = "--undisturbed",
      description =
          "Instead, one agenda of 2 to 500 operations a seed, and nothing goes wrong: each"
              + " operation must end as the document says.")
  private boolean undisturbed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many seeds at a time (default: as many as there are processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() {
    if (seeds < 1 || threads < 1 || operations < 1 || faults < 0 || firstSeed < 0) {
      throw new IllegalArgumentException(
          "--seeds, --threads and --operations are 1 or more, --faults and --first-seed are 0 or"
              + " more.");
    }
    Optional<Set<Integer>> which =
        agendas.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(agendas));
    var scope = new Scope(which, operations, undisturbed ? 0 : faults, undisturbed);
    var summary =
        seed == null
            ? FaultsBench.run(seeds, firstSeed, scope, threads, System.out::println)
            : FaultsBench.replay(seed, scope, System.out::println);
    return summary.isGood() ? 0 : 1;
  }
}
