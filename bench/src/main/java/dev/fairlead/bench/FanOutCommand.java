package dev.fairlead.bench;

import dev.fairlead.bench.fanout.FanOutBench;
import dev.fairlead.bench.home.RunningHome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead bench fanout}. */
@Command(
    name = "fanout",
    mixinStandardHelpOptions = true,
    description =
        "Runs agendas of very many operations side by side on 'dev', as operations of the document"
            + " and as items of a list, and measures acceptance, end, join, looks and write units.")
final class FanOutCommand implements Callable<Integer> {
  private static final int MOST = 9_998;

  @Mixin private final Output output = new Output();

  @Option(
      names = "--width",
      paramLabel = "N",
      description =
          "Operations side by side, 1 to 9998 (default: 9998, which makes 10,000 in all).")
  private int width = MOST;

  @Override
  public Integer call() {
    if (width < 1 || width > MOST) {
      throw new IllegalArgumentException("--width is 1 to " + MOST + ".");
    }
    try (var home = RunningHome.start(BenchSettings.required())) {
      var summary = new FanOutBench(home.client(), output::progress).run(width);
      output.figures(summary::table, summary::json);
      return 0;
    }
  }
}
