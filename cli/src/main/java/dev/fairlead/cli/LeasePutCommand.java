package dev.fairlead.cli;

import dev.fairlead.catalog.HostRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fairlead lease put}. */
@Command(
    name = "put",
    mixinStandardHelpOptions = true,
    description = {
      "Puts a file of up to 3 MiB into an active lease's directory, all at once;",
      "directories on its way are made."
    })
final class LeasePutCommand implements Callable<Integer> {
  static final int MAX_FILE = 3 * 1024 * 1024;

  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "LEASE", description = LeaseCommand.ID)
  private String id = "";

  @Parameters(index = "1", paramLabel = "LOCAL", description = "The file here.")
  private Path local = Path.of("");

  @Parameters(
      index = "2",
      paramLabel = "REMOTE",
      description = "The file there, from the lease's directory.")
  private String remote = "";

  LeasePutCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    LeaseIds.require("lease", id);
    var content = Base64.getEncoder().encodeToString(content());
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer =
          api.send(
              HostRoute.PUT_FILE,
              Map.of(Parameter.LEASE_ID, id, Parameter.FILE_PATH, remote),
              Json.object().put("content", content).build(),
              Refusal::of);
      output.write(
          surroundings.out(),
          answer,
          () -> List.of(remote + ": " + answer.whole("bytes").orElse(0L) + " bytes"));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private byte[] content() {
    try {
      if (Files.size(local) > MAX_FILE) {
        throw new CliException(ExitCode.INVALID, local + " has more than 3 MiB.");
      }
      return Files.readAllBytes(local);
    } catch (IOException unreadable) {
      throw new CliException(ExitCode.INVALID, "Can't read the file " + local + ".");
    }
  }
}
