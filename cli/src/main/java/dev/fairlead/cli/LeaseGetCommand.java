package dev.fairlead.cli;

import dev.fairlead.catalog.HostRoute;
import dev.fairlead.catalog.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fairlead lease get}. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = "Gets a file of up to 3 MiB from an active lease's directory.")
final class LeaseGetCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "LEASE", description = LeaseCommand.ID)
  private String id = "";

  @Parameters(
      index = "1",
      paramLabel = "REMOTE",
      description = "The file there, from the lease's directory.")
  private String remote = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "LOCAL",
      description = "The file here, which is replaced; standard output unless given.")
  private @Nullable Path local;

  LeaseGetCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    LeaseIds.require("lease", id);
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer =
          api.ask(HostRoute.GET_FILE, Map.of(Parameter.LEASE_ID, id, Parameter.FILE_PATH, remote));
      write(Base64.getDecoder().decode(LeaseText.text(answer, "content")));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private void write(byte[] content) {
    if (local == null) {
      var stream = fairlead.surroundings().out().stream();
      stream.write(content, 0, content.length);
      stream.flush();
      return;
    }
    try {
      Files.write(local, content);
    } catch (IOException unwritable) {
      throw new CliException(ExitCode.FAILED, "Can't write the file " + local + ".");
    }
  }
}
