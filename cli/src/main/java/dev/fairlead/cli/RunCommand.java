package dev.fairlead.cli;

import dev.fairlead.cli.Diagnosis.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead run FILE}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs an agenda to its end on an embedded stack in this process.")
final class RunCommand implements Callable<Integer> {
  /** What lies in --data is not this command's to delete. */
  private static final Duration RETENTION = Duration.ofDays(3650);

  private final Fairlead fairlead;

  @Mixin private final SourceOptions source = new SourceOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where the stack keeps everything; else a temporary folder, removed at the end.")
  private @Nullable Path data;

  @Option(
      names = "--secret",
      paramLabel = "NAME=FILE",
      description = {
        "Sets a secret of the stack from a file before the run; - for standard input.",
        "With --data it stays there."
      })
  private Map<String, Path> secrets = Map.of();

  RunCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    var document = source.read(surroundings.in());
    // The stack below is this very release, so what it would refuse is known before it starts.
    var _ = DocumentCheck.require(document);
    var values = values();
    var screen = output.commentary(surroundings);
    try (var cleanup = new Cleanup();
        var _ = surroundings.life().whenStopped(() -> interrupted(screen, cleanup))) {
      var server =
          surroundings
              .embedded()
              .start(
                  new EmbeddedServer.Options(
                      0, folder(cleanup), data != null, RETENTION, Optional.empty()));
      cleanup.add(server::close);
      var connection =
          new Connection(server.address(), server.token(), "The embedded stack has stopped.");
      try (var api = new ApiClient(connection)) {
        values.forEach(api::setSecret);
        var accepted = api.submit(document, Optional.empty());
        return new Report(fairlead, output)
            .follow(api, accepted.text("id").orElse(""), this::afterFailure)
            .number();
      }
    }
  }

  private Map<String, String> values() {
    var values = new LinkedHashMap<String, String>();
    secrets.forEach((name, file) -> {
      SecretCommand.requireName(name);
      var input = SecretInput.of(fairlead.surroundings());
      values.put(name, input.read(name, Optional.of(file)));
    });
    return values;
  }

  private List<Step> afterFailure(AgendaView agenda) {
    var file = Text.quoted(source.file());
    var again = Step.of("run it again", "fairlead run " + file);
    if (data == null) {
      return List.of(
          again, Step.of("look closer", "fairlead dev", "fairlead submit " + file + " --watch"));
    }
    // The folder can be served once this stack has let go of it.
    var steps = new ArrayList<Step>();
    steps.add(again);
    steps.add(Step.of("serve it", "fairlead dev --data " + Text.quoted(data.toString())));
    steps.addAll(Report.closerLook(agenda));
    return steps;
  }

  private Path folder(Cleanup cleanup) {
    if (data != null) {
      return data;
    }
    try {
      var folder = Files.createTempDirectory("fairlead-run-");
      cleanup.add(() -> Cleanup.delete(folder));
      return folder;
    } catch (IOException failure) {
      throw new CliException(
          ExitCode.FAILED, "Can't make a temporary folder: " + failure.getMessage());
    }
  }

  private static void interrupted(Screen screen, Cleanup cleanup) {
    if (screen.terminal()) {
      LiveProgress.restore(screen);
    }
    screen.print("Stopping.");
    cleanup.close();
  }
}
