package dev.fairlead.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fairlead eta ID}. */
@Command(
    name = "eta",
    mixinStandardHelpOptions = true,
    description = {
      "Says when an agenda starts and ends, and how sure that is: 8 of 10 times it should be in the"
          + " interval, as long as what it assumes is so.",
      "Why it waits: fairlead why."
    })
final class EtaCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID", description = "Agenda id, or @latest for your newest.")
  private String id = "";

  EtaCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = api.eta(AgendaIds.resolve(api, id));
      var out = surroundings.out();
      output.write(
          out, answer, () -> new EtaText(out.size().get(), fairlead.style(out)).lines(answer));
      return ExitCode.SUCCEEDED.number();
    }
  }
}
