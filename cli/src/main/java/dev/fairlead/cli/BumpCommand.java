package dev.fairlead.cli;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead bump ID}. */
@Command(
    name = "bump",
    mixinStandardHelpOptions = true,
    description = {
      "Puts an agenda that waits before all others that you have in the same line.",
      "It changes places with the first of them, so nobody else waits longer."
    })
final class BumpCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID", description = "Agenda id, or @latest for your newest.")
  private String id = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; the audit tells it.")
  private String reason = "";

  BumpCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var agenda = AgendaIds.resolve(api, id);
      var answer =
          api.send(
              Route.Agenda.BUMP,
              Map.of(Parameter.AGENDA_ID, agenda),
              RebindCommand.body(reason, Optional.empty()),
              Refusal::of);
      output.write(surroundings.out(), answer, () -> List.of(said(answer)));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private static String said(Json.Obj answer) {
    return "Agenda "
        + Text.line(answer.text("id").orElse("?"))
        + (answer.truth("isNew").orElse(false)
            ? " is before all others that you have in its line."
            : " was before all others that you have in its line already.");
  }
}
