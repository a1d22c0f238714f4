package dev.fairlead.cli;

import dev.fairlead.core.port.PortException;
import dev.fairlead.local.HostOptions;
import dev.fairlead.local.LocalHost;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;

/** Starts the embedded stack in this process. */
final class HomeStack implements EmbeddedServer.Launcher {
  private final CliSettings settings;

  HomeStack(CliSettings settings) {
    this.settings = settings;
  }

  @Override
  public EmbeddedServer start(EmbeddedServer.Options options) {
    LocalHost host;
    try {
      host =
          LocalHost.start(
              new HostOptions(
                  options.port(),
                  options.data(),
                  options.durable(),
                  Path.of(""),
                  settings.workerJars(),
                  options.retention(),
                  settings.callsPrivate(),
                  options
                      .cluster()
                      .map(chosen ->
                          new HostOptions.Cluster(chosen.context(), chosen.namespaces()))));
    } catch (UncheckedIOException | PortException failure) {
      throw new CliException(
          ExitCode.FAILED, "The embedded stack can't start: " + failure.getMessage());
    }
    return new EmbeddedServer() {
      @Override
      public URI address() {
        return host.address();
      }

      @Override
      public String token() {
        return host.token();
      }

      @Override
      public void close() {
        host.close();
      }
    };
  }
}
