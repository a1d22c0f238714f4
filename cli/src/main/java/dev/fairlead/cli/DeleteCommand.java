package dev.fairlead.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fairlead delete ID...}. */
@Command(
    name = "delete",
    aliases = "rm",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes agendas that are over, or still in line, with their documents, results and logs.",
      "Nothing asks back, and nothing brings them back."
    })
final class DeleteCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      description = "Agenda ids, or @latest for your newest.")
  private List<String> ids = List.of();

  DeleteCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      // All names first: once one is deleted, @latest is another.
      var agendas = ids.stream().map(id -> AgendaIds.resolve(api, id)).distinct().toList();
      for (var agenda : agendas) {
        var answer = api.deleteAgenda(agenda);
        output.write(
            surroundings.out(),
            answer,
            () -> List.of("Agenda " + Text.line(agenda) + " is deleted."));
      }
      return ExitCode.SUCCEEDED.number();
    }
  }
}
