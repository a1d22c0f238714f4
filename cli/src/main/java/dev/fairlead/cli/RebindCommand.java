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

/** {@code fairlead rebind ID}. */
@Command(
    name = "rebind",
    mixinStandardHelpOptions = true,
    description = {
      "Binds an agenda that waits to an insight anew, by what the insights say now.",
      "It keeps its age there. All that wait in an insight: fairlead insight rebind."
    })
final class RebindCommand implements Callable<Integer> {
  static final String REASON = "Why; the agenda's events tell it.";

  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID", description = "Agenda id, or @latest for your newest.")
  private String id = "";

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = REASON)
  private String reason = "";

  RebindCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var agenda = AgendaIds.resolve(api, id);
      var answer =
          api.send(
              Route.Agenda.REBIND,
              Map.of(Parameter.AGENDA_ID, agenda),
              body(reason, Optional.empty()),
              Refusal::of);
      output.write(surroundings.out(), answer, () -> List.of(said(answer)));
      return ExitCode.SUCCEEDED.number();
    }
  }

  static Json.Obj body(String reason, Optional<String> after) {
    return Json.object().put("reason", reason).putText("after", after).build();
  }

  private static String said(Json.Obj answer) {
    return "Agenda "
        + text(answer, "id")
        + (answer.truth("isNew").orElse(false)
            ? " moved from insight " + text(answer, "from") + " to "
            : " stays in insight ")
        + text(answer, "insight")
        + ": "
        + text(answer, "binding")
        + ".";
  }

  private static String text(Json.Obj answer, String field) {
    return Text.line(answer.text(field).orElse("?"));
  }
}
