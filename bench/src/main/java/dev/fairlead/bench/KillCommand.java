package dev.fairlead.bench;

import dev.fairlead.bench.kill.KillBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead bench kill}. */
@Command(
    name = "kill",
    mixinStandardHelpOptions = true,
    description =
        "Kills 'dev --data' at seeded moments of an agenda of 60 operations, starts it again,"
            + " and checks that nothing was lost or done twice.")
final class KillCommand implements Callable<Integer> {
  @Mixin private final Output output = new Output();

  @Option(names = "--runs", paramLabel = "N", description = "How many runs (default: 20).")
  private int runs = 20;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of the first run; the others count on (default: 1).")
  private long seed = 1;

  @Override
  public Integer call() {
    if (runs < 1) {
      throw new IllegalArgumentException("--runs is 1 or more.");
    }
    var summary = new KillBench(BenchSettings.required(), output::progress).run(runs, seed);
    output.figures(summary::table, summary::json);
    return summary.passed() ? 0 : 1;
  }
}
