package dev.fairlead.cli;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead top [INSIGHT]}. */
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    description = "Shows who has which share of an insight, and who waits; until you stop it.")
final class TopCommand implements Callable<Integer> {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "INSIGHT",
      description = "The insight, by its id (default: default).")
  private String insight = "default";

  @Option(names = "--once", description = "Shows it once; so it is for what is no terminal.")
  private boolean once;

  TopCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    var out = surroundings.out();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      if (once || !output.isTable() || !out.terminal() || surroundings.settings().dumb()) {
        var answer = ask(api);
        output.write(out, answer, () -> lines(answer));
        return ExitCode.SUCCEEDED.number();
      }
      var picture = new Redrawn(out);
      try (var _ = surroundings.life().whenStopped(picture::leave)) {
        while (!surroundings.life().isStopping()) {
          picture.draw(lines(ask(api)));
          surroundings.pause().await(EVERY);
        }
      }
      return ExitCode.SUCCEEDED.number();
    }
  }

  private Json.Obj ask(ApiClient api) {
    return api.ask(Route.Progress.SHARES, Map.of(Parameter.INSIGHT_ID, insight));
  }

  private List<String> lines(Json.Obj answer) {
    var out = fairlead.surroundings().out();
    return new SharesTable(out.size().get(), fairlead.style(out)).lines(answer);
  }
}
