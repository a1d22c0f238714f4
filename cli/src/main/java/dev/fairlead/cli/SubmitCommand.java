package dev.fairlead.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead submit FILE}. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = "Submits an agenda to a server.")
final class SubmitCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Mixin private final SourceOptions source = new SourceOptions();
  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--idempotency-key",
      paramLabel = "K",
      description =
          "Submitting again with the same key and document answers with the first agenda.")
  private @Nullable String idempotencyKey;

  @Option(names = "--watch", description = "Follows the agenda to its end, as 'watch' does.")
  private boolean watch;

  SubmitCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    if (idempotencyKey != null && !Text.isHeaderValue(idempotencyKey)) {
      throw new CliException(ExitCode.INVALID, "--idempotency-key is of visible ASCII characters.");
    }
    var surroundings = fairlead.surroundings();
    var connection = server.connection(surroundings.settings());
    var document = source.read(surroundings.in());
    try (var api = new ApiClient(connection)) {
      var accepted = api.submit(document, Optional.ofNullable(idempotencyKey));
      var id = accepted.text("id").orElse("");
      if (watch) {
        return new WatchCommand(fairlead).follow(api, id, output).number();
      }
      output.write(
          surroundings.out(),
          accepted,
          () ->
              List.of(
                  "Agenda "
                      + Text.line(id)
                      + " accepted on insight "
                      + Text.line(accepted.text("insight").orElse("?"))
                      + ".",
                  "Follow it with: fairlead watch " + Text.line(id)));
      return ExitCode.SUCCEEDED.number();
    }
  }
}
