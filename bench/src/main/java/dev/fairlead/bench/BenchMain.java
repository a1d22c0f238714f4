package dev.fairlead.bench;

import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code fairlead bench}: exit code 0 passed, 1 failed, 2 usage, 5 stopped. */
public final class BenchMain {
  private static final int STOPPED = 5;

  private BenchMain() {}

  @Command(
      name = "fairlead bench",
      mixinStandardHelpOptions = true,
      description = "Measures Fairlead, and tries to break it.",
      synopsisSubcommandLabel = "COMMAND")
  private static final class Bench {}

  /** Runs one bench and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .addSubcommand(new KillCommand())
        .addSubcommand(new FaultsCommand())
        .addSubcommand(new StartCommand())
        .addSubcommand(new ColdStartCommand())
        .addSubcommand(new MakespanCommand())
        .addSubcommand(new FanOutCommand())
        .addSubcommand(new CostCommand())
        .addSubcommand(new DispatchCommand())
        .addSubcommand(new SchedulerCommand())
        .addSubcommand(new FairnessCommand())
        .addSubcommand(new PodsCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, _) -> {
          if (failure instanceof CancellationException) {
            return STOPPED;
          }
          command.getErr().println("fairlead bench: " + failure);
          return failure instanceof IllegalArgumentException ? 2 : 1;
        });
  }
}
