package dev.fairlead.bench;

import dev.fairlead.bench.faults.FaultsBench;
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
  private int seeds = 200;

  @Option(
      names = "--first-seed",
      paramLabel = "S",
      description = "The first of them; the others count on (default: 1).")
  private long firstSeed = 1;

  @Option(
      names = "--replay",
      paramLabel = "SEED",
      description = "Runs this one seed and tells every line of its trace.")
  private @Nullable Long replay;

  @Override
  public Integer call() {
    if (seeds < 1) {
      throw new IllegalArgumentException("--seeds is 1 or more.");
    }
    var summary =
        replay == null
            ? FaultsBench.run(seeds, firstSeed, System.out::println)
            : FaultsBench.replay(replay, System.out::println);
    return summary.failures().isEmpty() ? 0 : 1;
  }
}
