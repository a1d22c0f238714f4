package dev.fairlead.bench;

import dev.fairlead.bench.fairness.FairnessBench;
import dev.fairlead.bench.fairness.JainPlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead bench fairness}. */
@Command(
    name = "fairness",
    mixinStandardHelpOptions = true,
    description =
        "Shares 1000 slots among customers of different weights and durations, in simulated time:"
            + " who gets how much, who waits how long, beside an oracle and what others call fair."
            + " Fails if a promise does not hold.")
final class FairnessCommand implements Callable<Integer> {
  @Mixin private final Output output = new Output();

  @Option(names = "--customers", paramLabel = "N", description = "2 to 2000 (default: 200).")
  private int customers = 200;

  @Option(names = "--minutes", paramLabel = "N", description = "5 to 600 (default: 60).")
  private int minutes = 60;

  @Option(names = "--seed", paramLabel = "N", description = "Other durations (default: 1).")
  private long seed = 1;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Where the plot goes, an SVG (default: fairness.svg).")
  private Path plot = Path.of("fairness.svg");

  @Override
  public Integer call() throws IOException {
    if (customers < 2 || customers > 2000 || minutes < 5 || minutes > 600) {
      throw new IllegalArgumentException("--customers is 2 to 2000, --minutes 5 to 600.");
    }
    var fairness = new FairnessBench(customers, minutes, seed, output::progress).run();
    Files.writeString(plot, JainPlot.svg(fairness));
    output.progress("plot             " + plot);
    output.figures(fairness::table, fairness::json);
    return fairness.passed() ? 0 : 1;
  }
}
