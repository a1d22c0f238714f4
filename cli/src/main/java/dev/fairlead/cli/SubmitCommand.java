package dev.fairlead.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fairlead submit FILE...}. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = {
      "Submits agendas to a server.",
      "Each is accepted or refused on its own; with a key, each goes by it and its place."
    })
final class SubmitCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Agenda documents, YAML or JSON: files, folders of them, files of several documents with"
              + " --- between them; - for stdin.")
  private List<String> files = List.of();

  @Mixin private final TimeScaleOption timeScale = new TimeScaleOption();
  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final SubmitOptions submit = new SubmitOptions();

  SubmitCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var key = submit.idempotencyKey();
    timeScale.check();
    var surroundings = fairlead.surroundings();
    var connection = server.connection(surroundings.settings());
    var documents =
        DocumentFiles.require(files, surroundings.in(), DocumentFile.MAX_UPLOAD_BYTES).stream()
            .map(timeScale::applied)
            .toList();
    try (var api = new ApiClient(connection)) {
      if (documents.size() > 1) {
        return several(api, documents, key).number();
      }
      var accepted = api.submit(documents.getFirst(), key);
      return submit.goOn(fairlead, api, accepted, output).number();
    }
  }

  private ExitCode several(ApiClient api, List<DocumentText> documents, Optional<String> key) {
    if (submit.isWatched()) {
      throw new CliException(
          ExitCode.INVALID, "--watch follows one agenda; these are " + documents.size() + ".");
    }
    var results = new BatchSubmit(api, key).submit(documents);
    var out = fairlead.surroundings().out();
    output.write(
        out, BatchSubmit.json(results), () -> BatchSubmit.lines(results, out, fairlead.style(out)));
    return BatchSubmit.exitCode(results);
  }
}
