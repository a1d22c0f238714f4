package dev.fairlead.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fairlead watch ID}. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = "Follows an agenda to its end and exits with its outcome.")
final class WatchCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID", description = "Agenda id, or @latest for your newest.")
  private String id = "";

  WatchCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    try (var api = new ApiClient(server.connection(fairlead.surroundings().settings()))) {
      return follow(api, AgendaIds.resolve(api, id), output).number();
    }
  }

  /** Follows one agenda; a signal leaves it running. */
  ExitCode follow(ApiClient api, String agendaId, OutputOptions options) {
    var surroundings = fairlead.surroundings();
    var screen = options.commentary(surroundings);
    try (var _ = surroundings.life().whenStopped(() -> left(screen, agendaId))) {
      return new Report(fairlead, options).follow(api, agendaId, Report::closerLook);
    }
  }

  private static void left(Screen screen, String agendaId) {
    if (screen.terminal()) {
      LiveProgress.restore(screen);
    }
    screen.print("Agenda " + Text.line(agendaId) + " goes on without you.");
  }
}
