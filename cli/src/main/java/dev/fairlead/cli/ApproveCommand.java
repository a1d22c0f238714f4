package dev.fairlead.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead approve ID OPERATION}. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = "Approves or rejects an operation of type approval; the first answer counts.")
final class ApproveCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "Agenda id, or @latest for your newest.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "OPERATION", description = "The operation's name.")
  private String operation = "";

  @Option(names = "--reject", description = "Rejects it: the operation fails.")
  private boolean reject;

  @Option(names = "--comment", paramLabel = "TEXT", description = "Why; others can read it.")
  private String comment = "";

  ApproveCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var agenda = AgendaIds.resolve(api, id);
      var answer = api.answer(agenda, operation, !reject, comment);
      output.write(
          surroundings.out(),
          answer,
          () ->
              List.of(
                  "Operation "
                      + Text.quoted(operation)
                      + " of agenda "
                      + Text.line(agenda)
                      + (reject ? " is rejected." : " is approved.")));
      return ExitCode.SUCCEEDED.number();
    }
  }
}
