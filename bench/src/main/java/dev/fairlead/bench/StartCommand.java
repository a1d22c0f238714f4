package dev.fairlead.bench;

import dev.fairlead.bench.start.StartBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead bench start}. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "Measures 'run examples/hello.yaml' as a whole, and 'dev' until it is ready.")
final class StartCommand implements Callable<Integer> {
  @Mixin private final Output output = new Output();

  @Option(names = "--runs", paramLabel = "N", description = "How often each (default: 5).")
  private int runs = 5;

  @Override
  public Integer call() {
    if (runs < 1) {
      throw new IllegalArgumentException("--runs is 1 or more.");
    }
    var figures = new StartBench(BenchSettings.required()).run(runs);
    output.figures(figures::table, figures::json);
    return 0;
  }
}
