package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Insight;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What goes with everything that is submitted. */
final class SubmitOptions {
  @Option(
      names = "--idempotency-key",
      paramLabel = "K",
      description =
          "Submitting again with the same key and document answers with the first agenda.")
  private @Nullable String idempotencyKey;

  @Option(names = "--watch", description = "Follows the agenda to its end, as 'watch' does.")
  private boolean watch;

  /** Refuses a key that can't be sent. */
  Optional<String> idempotencyKey() {
    if (idempotencyKey != null && !Text.isHeaderValue(idempotencyKey)) {
      throw new CliException(ExitCode.INVALID, "--idempotency-key is of visible ASCII characters.");
    }
    return Optional.ofNullable(idempotencyKey);
  }

  boolean isWatched() {
    return watch;
  }

  /** Says what was accepted, or follows it to its end. */
  ExitCode goOn(Fairlead fairlead, ApiClient api, Json.Obj accepted, OutputOptions output) {
    var id = accepted.text("id").orElse("");
    if (watch) {
      return new WatchCommand(fairlead).follow(api, id, output);
    }
    output.write(
        fairlead.surroundings().out(),
        accepted,
        () ->
            List.of(
                "Agenda "
                    + Text.line(id)
                    + " accepted on insight "
                    + Text.line(accepted.text("insight").orElse("?"))
                    + why(accepted)
                    + ".",
                "Follow it with: fairlead watch " + Text.line(id)));
    return ExitCode.SUCCEEDED;
  }

  /** Why there; of the insight that every environment has, it goes without saying. */
  private static String why(Json.Obj accepted) {
    return accepted
        .text("binding")
        .filter(_ -> !accepted.text("insight").equals(Optional.of(Insight.DEFAULT.id())))
        .map(because -> ": " + Text.line(because))
        .orElse("");
  }
}
