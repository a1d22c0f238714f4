package dev.fairlead.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fairlead why ID [OPERATION]}. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = "Says why an agenda waits, what is ahead of it, and what would unblock it.")
final class WhyCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "Agenda id, or @latest for your newest.")
  private String id = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OPERATION",
      description = "Only this operation.")
  private @Nullable String operation;

  WhyCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = api.why(AgendaIds.resolve(api, id), Optional.ofNullable(operation));
      var out = surroundings.out();
      output.write(
          out,
          answer,
          () ->
              new WhyText(out.size().get(), fairlead.style(out))
                  .lines(answer, surroundings.clock().instant()));
      return ExitCode.SUCCEEDED.number();
    }
  }
}
