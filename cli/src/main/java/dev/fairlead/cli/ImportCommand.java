package dev.fairlead.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code fairlead import}: a command for each format. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Makes agendas of other systems' documents.")
final class ImportCommand {
  private ImportCommand() {}

  static CommandLine commandLine(Fairlead fairlead) {
    return new CommandLine(new ImportCommand())
        .addSubcommand(new ImportErnestCommand(fairlead))
        .addSubcommand(new ImportWfFormatCommand(fairlead));
  }
}
