package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead dev}. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    description = "Runs a server here until it is stopped; other commands find it.")
final class DevCommand implements Callable<Integer> {
  private static final int MAX_RETENTION_DAYS = 3650;

  private final Fairlead fairlead;

  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port on the loopback interface; else any free one.")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where it keeps everything; else a temporary folder, removed at the end.")
  private @Nullable Path data;

  @Option(
      names = "--retention-days",
      paramLabel = "N",
      defaultValue = "90",
      description = "Agendas are deleted so long after their end (default: ${DEFAULT-VALUE}).")
  private int retentionDays;

  @Option(
      names = "--kube-context",
      paramLabel = "NAME",
      description = "Runs pods in the cluster of this context of the kubeconfig.")
  private @Nullable String kubeContext;

  @Option(
      names = "--kube-namespace",
      paramLabel = "NAMESPACE",
      description =
          "Where pods may be, for a user who may not look into all namespaces; else the context's"
              + " namespace then. May be repeated.")
  private List<String> kubeNamespaces = List.of();

  DevCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    if (port < 0 || port > 65_535) {
      throw new CliException(ExitCode.INVALID, "--port is 0 to 65535.");
    }
    if (retentionDays < 0 || retentionDays > MAX_RETENTION_DAYS) {
      throw new CliException(
          ExitCode.INVALID, "--retention-days is 0 to " + MAX_RETENTION_DAYS + ".");
    }
    if (kubeContext == null && !kubeNamespaces.isEmpty()) {
      throw new CliException(ExitCode.INVALID, "--kube-namespace needs --kube-context.");
    }
    var surroundings = fairlead.surroundings();
    try (var cleanup = new Cleanup();
        var _ = surroundings.life().whenStopped(cleanup::close)) {
      var folder = folder(cleanup);
      var server =
          surroundings
              .embedded()
              .start(
                  new EmbeddedServer.Options(
                      port,
                      folder,
                      data != null,
                      Duration.ofDays(retentionDays),
                      Optional.ofNullable(kubeContext)
                          .map(context -> new EmbeddedServer.Cluster(context, kubeNamespaces))));
      cleanup.add(server::close);
      announce(server, folder, cleanup);
      surroundings.life().awaitStop();
      return ExitCode.SUCCEEDED.number();
    }
  }

  private void announce(EmbeddedServer server, Path folder, Cleanup cleanup) {
    var surroundings = fairlead.surroundings();
    var devFile = new DevFile(surroundings.settings());
    long pid = ProcessHandle.current().pid();
    devFile.write(new DevFile.Note(server.address().toString(), server.token(), pid));
    cleanup.add(() -> devFile.remove(pid));
    var ready =
        Json.object()
            .put("url", server.address().toString())
            .put("pid", pid)
            .put("data", folder.toAbsolutePath().toString())
            .put("durable", data != null)
            .build();
    output.write(
        surroundings.out(),
        ready,
        () ->
            List.of(
                "Fairlead is ready at " + server.address(),
                data == null
                    ? "Everything is gone when it stops; keep it with --data DIR."
                    : "Data in " + folder,
                "In another terminal: fairlead submit FILE --watch",
                "Ctrl-C stops it."));
  }

  private Path folder(Cleanup cleanup) {
    if (data != null) {
      return data;
    }
    try {
      var folder = Files.createTempDirectory("fairlead-dev-");
      cleanup.add(() -> Cleanup.delete(folder));
      return folder;
    } catch (IOException failure) {
      throw new CliException(
          ExitCode.FAILED, "Can't make a temporary folder: " + failure.getMessage());
    }
  }
}
