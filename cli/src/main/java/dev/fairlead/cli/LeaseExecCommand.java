package dev.fairlead.cli;

import dev.fairlead.catalog.HostRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.json.Json;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead lease exec}. */
@Command(
    name = "exec",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a command in an active lease's directory, for up to 15 s; no shell takes it apart.",
      "Its output and its exit code are this command's; 5 if it ran out of time."
    })
final class LeaseExecCommand implements Callable<Integer> {
  private static final int MAX_INPUT = 1024 * 1024;

  /** As ssh has it when nobody can say. */
  private static final int UNKNOWN = 255;

  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = {"-i", "--stdin"},
      description = "Gives it standard input, up to 1 MiB; else it has none.")
  private boolean hasInput;

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME=VALUE",
      description = "A variable; others on the host may see it for a moment.")
  private Map<String, String> environment = Map.of();

  @Option(
      names = {"-C", "--directory"},
      paramLabel = "PATH",
      description = "Where it runs, from the lease's directory.")
  private @Nullable String directory;

  @Option(
      names = "--time-limit",
      paramLabel = "DURATION",
      description = "How long it may run; 15s, which is the most, unless given.")
  private @Nullable String timeLimit;

  @Parameters(index = "0", paramLabel = "LEASE", description = LeaseCommand.ID)
  private String id = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "After --, the program and its arguments.")
  private List<String> command = List.of();

  LeaseExecCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var values = Map.of(Parameter.LEASE_ID, LeaseIds.require("lease", id));
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var end = api.send(HostRoute.EXEC, values, body(), Refusal::of);
      print(surroundings.out(), end, "output", "outputBytes");
      print(surroundings.err(), end, "errors", "errorBytes");
      if (LeaseText.text(end, "end").equals("timeLimit")) {
        throw new CliException(ExitCode.STOPPED, "It ran as long as it may, and was ended.");
      }
      int exit = Math.toIntExact(end.whole("exitCode").orElse(-1L));
      return exit < 0 ? UNKNOWN : exit;
    }
  }

  private Json.Obj body() {
    var body =
        Json.object()
            .put("command", Json.texts(command))
            .putText("directory", Optional.ofNullable(directory))
            .putText("timeLimit", Optional.ofNullable(timeLimit));
    if (!environment.isEmpty()) {
      var texts = Json.object();
      new TreeMap<>(environment).forEach(texts::put);
      body.put("environment", texts.build());
    }
    if (hasInput) {
      body.put("input", Base64.getEncoder().encodeToString(input()));
    }
    return body.build();
  }

  private byte[] input() {
    try {
      byte[] bytes = fairlead.surroundings().in().readNBytes(MAX_INPUT + 1);
      if (bytes.length > MAX_INPUT) {
        throw new CliException(
            ExitCode.INVALID, "Standard input has more than 1 MiB; put a file instead.");
      }
      return bytes;
    } catch (IOException failed) {
      throw new CliException(ExitCode.INVALID, "Can't read standard input.");
    }
  }

  /** Bytes as they came; what is left out was before them. */
  private void print(Screen screen, Json.Obj end, String field, String length) {
    byte[] bytes = Base64.getDecoder().decode(LeaseText.text(end, field));
    long left = end.whole(length).orElse(0L) - bytes.length;
    if (left > 0) {
      fairlead.surroundings().err().print("(" + left + " bytes before this are left out)");
    }
    screen.stream().write(bytes, 0, bytes.length);
    screen.stream().flush();
  }
}
