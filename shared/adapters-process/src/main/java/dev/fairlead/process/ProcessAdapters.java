package dev.fairlead.process;

import dev.fairlead.core.access.CommandInterface;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.access.HttpInterface;
import dev.fairlead.core.access.HttpService;
import dev.fairlead.core.access.ServedHttp;
import dev.fairlead.core.access.ShellCommands;
import dev.fairlead.core.port.HttpCaller;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Access to one directory of this machine, as the user that Fairlead runs as. Commands need a POSIX
 * {@code sh}. They get PATH, HOME, LANG, TMPDIR and USER of ours and nothing else.
 */
public final class ProcessAdapters {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path directory;

  private ProcessAdapters(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  /** Looks at nothing yet. */
  public static ProcessAdapters in(Path directory) {
    return new ProcessAdapters(directory);
  }

  public CommandInterface commands() {
    return new ShellCommands(new LocalShell(), directory.toString(), PATIENCE);
  }

  public FilesystemInterface files() {
    return new LocalFiles(directory);
  }

  public HttpInterface http(HttpService service) {
    return new ServedHttp(service, caller(), commands());
  }

  /** Requests by the JDK's client, to any address. */
  public static HttpCaller caller() {
    return new ClientHttpCaller();
  }
}
