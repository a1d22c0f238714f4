package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead ls}. */
@Command(
    name = "ls",
    mixinStandardHelpOptions = true,
    description = "Lists your agendas, newest first.")
final class ListCommand implements Callable<Integer> {
  private static final int MAX_PAGE = 100;

  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "How many at most (default: 20).")
  private int limit = 20;

  ListCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new CliException(ExitCode.INVALID, "--limit is 1 or more.");
    }
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = upToLimit(api);
      var out = surroundings.out();
      output.write(
          out,
          answer,
          () ->
              new AgendaTable(out.size().get().columns(), fairlead.style(out))
                  .lines(AgendaView.items(answer, "agendas"), surroundings.clock().instant()));
      return ExitCode.SUCCEEDED.number();
    }
  }

  /** Pages as one answer. */
  private Json.Obj upToLimit(ApiClient api) {
    var agendas = new ArrayList<Json>();
    Optional<String> next = Optional.empty();
    do {
      var page = api.agendas(Math.min(MAX_PAGE, limit - agendas.size()), next);
      agendas.addAll(AgendaView.items(page, "agendas"));
      next = page.text("next");
    } while (next.isPresent() && agendas.size() < limit);
    var shown = agendas.subList(0, Math.min(limit, agendas.size()));
    return Json.object().put("agendas", Json.array(shown)).putText("next", next).build();
  }
}
