package dev.fairlead.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** A command as OpenSSH's server runs it: by the user's shell, which leads a session of its own. */
final class ShellOfServer implements Command {
  private final String command;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private @Nullable OutputStream err;
  private @Nullable ExitCallback callback;
  private @Nullable Process process;

  ShellOfServer(String command) {
    this.command = command;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    err = stream;
  }

  @Override
  public void setExitCallback(ExitCallback exit) {
    callback = exit;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    var started = new ProcessBuilder("setsid", "sh", "-c", command).start();
    process = started;
    var said = copying(started.getInputStream(), out);
    var complained = copying(started.getErrorStream(), err);
    copying(in, started.getOutputStream());
    Thread.ofVirtual().start(() -> tellEnd(started, said, complained));
  }

  private void tellEnd(Process started, Thread said, Thread complained) {
    try {
      int exit = started.waitFor();
      said.join();
      complained.join();
      if (callback != null) {
        callback.onExit(exit);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread copying(@Nullable InputStream from, @Nullable OutputStream to) {
    if (from == null || to == null) {
      throw new IllegalStateException("started before it was set up");
    }
    return Thread.ofVirtual().start(() -> copy(from, to));
  }

  private static void copy(InputStream from, OutputStream to) {
    try (to) {
      var chunk = new byte[8192];
      for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
        to.write(chunk, 0, count);
        to.flush();
      }
    } catch (IOException torn) {
      // The client or the process is gone.
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
