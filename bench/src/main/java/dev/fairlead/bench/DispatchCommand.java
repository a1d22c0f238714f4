package dev.fairlead.bench;

import dev.fairlead.bench.dispatch.DispatchBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead bench dispatch}. */
@Command(
    name = "dispatch",
    mixinStandardHelpOptions = true,
    description =
        "Counts how many agendas a second are admitted, claimed and run by the functions over the"
            + " embedded store, in one thread, with 100 in line and with many, and what is written"
            + " under the busiest key. Agendas are of one log operation.")
final class DispatchCommand implements Callable<Integer> {
  @Mixin private final Output output = new Output();

  @Option(names = "--backlog", paramLabel = "N", description = "Agendas in line (default: 100000).")
  private int backlog = 100_000;

  @Option(names = "--insights", paramLabel = "K", description = "1 to 1000 (default: 1).")
  private int insights = 1;

  @Option(
      names = "--agendas",
      paramLabel = "M",
      description = "Agendas claimed in each run (default: 3000).")
  private int agendas = 3_000;

  @Option(names = "--disk", description = "Keeps the store on disk instead of in memory.")
  private boolean isOnDisk;

  @Override
  public Integer call() {
    if (backlog < 100 || insights < 1 || insights > 1000 || agendas < 100) {
      throw new IllegalArgumentException(
          "--backlog and --agendas are 100 and up, --insights 1 to 1000.");
    }
    var summary = new DispatchBench(insights, agendas, isOnDisk, output::progress).run(backlog);
    output.figures(summary::table, summary::json);
    return summary.passed() ? 0 : 1;
  }
}
