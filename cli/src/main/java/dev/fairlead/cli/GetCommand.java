package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Insight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fairlead get ID}. */
@Command(name = "get", mixinStandardHelpOptions = true, description = "Shows an agenda.")
final class GetCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID", description = "Agenda id, or @latest for your newest.")
  private String id = "";

  GetCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = api.agenda(AgendaIds.resolve(api, id));
      output.write(surroundings.out(), answer, () -> lines(api, answer));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private List<String> lines(ApiClient api, Json.Obj answer) {
    var agenda = AgendaView.of(answer);
    var lines = new ArrayList<>(Report.table(fairlead, agenda));
    bound(answer).ifPresent(lines::add);
    waiting(answer).ifPresent(lines::add);
    lines.addAll(
        Report.diagnosis(
            fairlead, fairlead.surroundings().out(), api, agenda, Report.closerLook(agenda)));
    return lines;
  }

  /** Where it was put in line, and why there, where that was a choice. */
  private static Optional<String> bound(Json.Obj answer) {
    var insight = answer.text("insight").orElse("");
    return answer
        .text("binding")
        .filter(_ -> !Insight.isDefault(insight))
        .map(because -> "Insight " + Text.line(insight) + ": " + Text.line(because) + ".");
  }

  /** For what nothing of it starts. */
  private static Optional<String> waiting(Json.Obj answer) {
    return answer
        .field("inventory")
        .flatMap(value -> value instanceof Json.Obj object ? Optional.of(object) : Optional.empty())
        .flatMap(inventory ->
            inventory
                .text("holder")
                .map(holder ->
                    "It waits for the inventory "
                        + Text.line(inventory.text("name").orElse(""))
                        + ", which agenda "
                        + Text.line(holder)
                        + " has until its end."));
  }
}
