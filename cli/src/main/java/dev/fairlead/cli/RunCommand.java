package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private static final int LOG_LINES = 10;

  private final Fairlead fairlead;

  @Mixin private final SourceOptions source = new SourceOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where the stack keeps everything; else a temporary folder, removed at the end.")
  private @Nullable Path data;

  RunCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    var document = source.read(surroundings.in());
    var screen = output.commentary(surroundings);
    try (var cleanup = new Cleanup();
        var _ = surroundings.life().whenStopped(() -> interrupted(screen, cleanup))) {
      var server = surroundings.embedded().start(0, folder(cleanup), data != null);
      cleanup.add(server::close);
      var connection =
          new Connection(server.address(), server.token(), "The embedded stack has stopped.");
      try (var api = new ApiClient(connection)) {
        var accepted = api.submit(document, Optional.empty());
        return new Report(fairlead, output)
            .follow(
                api,
                accepted.text("id").orElse(""),
                // With the stack its logs will be gone, so they are shown here.
                (id, operation) -> lastLines(api.logs(id, Optional.of(operation))))
            .number();
      }
    }
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

  private static List<String> lastLines(Json.Obj logs) {
    var lines = new ArrayList<String>();
    for (var log : AgendaView.items(logs, "logs")) {
      Text.block(log.text("text").orElse("")).lines().forEach(lines::add);
    }
    return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
  }
}
