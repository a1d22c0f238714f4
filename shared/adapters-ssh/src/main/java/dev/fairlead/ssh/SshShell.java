package dev.fairlead.ssh;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.HostShell;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.channel.ChannelExec;

/** The shell that a host starts for its user, a session of its own for each script. */
final class SshShell implements HostShell {
  /** The signals of RFC 4254, 6.10, by their numbers of POSIX. */
  private static final Map<String, Integer> SIGNALS =
      Map.ofEntries(
          Map.entry("HUP", 1),
          Map.entry("INT", 2),
          Map.entry("QUIT", 3),
          Map.entry("ILL", 4),
          Map.entry("ABRT", 6),
          Map.entry("FPE", 8),
          Map.entry("KILL", 9),
          Map.entry("SEGV", 11),
          Map.entry("PIPE", 13),
          Map.entry("ALRM", 14),
          Map.entry("TERM", 15));

  private final SshConnection connection;

  SshShell(SshConnection connection) {
    this.connection = connection;
  }

  @Override
  public Execution execute(String script, byte[] input, OutputStream output, OutputStream errors) {
    try {
      var channel = connection.session().createExecChannel(script);
      channel.setIn(new ByteArrayInputStream(input));
      channel.setOut(output);
      channel.setErr(errors);
      var ended = new CompletableFuture<OptionalInt>();
      channel.addCloseFutureListener(_ -> ended.complete(exit(channel)));
      channel.open().verify(connection.patience());
      return new Started(channel, ended);
    } catch (IOException | IllegalStateException failed) {
      throw new AccessException(
          connection.session().isOpen() ? AccessFault.FAILED : AccessFault.CONNECTION_LOST,
          "The host opens no shell: " + failed.getMessage(),
          failed);
    }
  }

  private static OptionalInt exit(ChannelExec channel) {
    var signal = channel.getExitSignal();
    if (signal != null) {
      return OptionalInt.of(128 + SIGNALS.getOrDefault(signal, 0));
    }
    var status = channel.getExitStatus();
    return status == null ? OptionalInt.empty() : OptionalInt.of(status);
  }

  @Override
  public void close() {
    connection.close();
  }

  private record Started(ChannelExec channel, CompletableFuture<OptionalInt> ended)
      implements Execution {
    @Override
    public void abandon() {
      channel.close(true);
    }
  }
}
