package dev.fairlead.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code fairlead bench}: exit code 0 passed, 1 failed, 2 usage. */
public final class BenchMain {
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
        .addSubcommand(new StartCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, _) -> {
          command.getErr().println("fairlead bench: " + failure);
          return failure instanceof IllegalArgumentException ? 2 : 1;
        });
  }
}
