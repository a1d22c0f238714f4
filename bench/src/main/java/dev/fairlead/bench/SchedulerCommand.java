package dev.fairlead.bench;

import dev.fairlead.bench.scheduler.Speeds;
import dev.fairlead.core.scheduling.Algorithms;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead bench scheduler}. */
@Command(
    name = "scheduler",
    mixinStandardHelpOptions = true,
    description =
        "Counts how many decisions a second one core comes to, quota checks and receipts included,"
            + " on a line of 1000 agendas and on a long one.")
final class SchedulerCommand implements Callable<Integer> {
  @Mixin private final Output output = new Output();

  @Option(names = "--customers", paramLabel = "N", description = "1 to 100000 (default: 10000).")
  private int customers = 10_000;

  @Option(
      names = "--queued",
      paramLabel = "M",
      description = "Agendas in line, 1000 to 2000000 (default: 1000000).")
  private int queued = 1_000_000;

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "fifo, fair (default), priority, or another on the class path.")
  private String policy = "fair";

  @Override
  public Integer call() {
    if (customers < 1 || customers > 100_000 || queued < 1000 || queued > 2_000_000) {
      throw new IllegalArgumentException("--customers is 1 to 100000, --queued 1000 to 2000000.");
    }
    var algorithm =
        Algorithms.find(policy)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "--policy is one of " + String.join(", ", Algorithms.names()) + "."));
    var speeds = Speeds.measure(algorithm, customers, queued, output::progress);
    output.figures(speeds::table, speeds::json);
    return speeds.passed() ? 0 : 1;
  }
}
