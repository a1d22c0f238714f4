package dev.fairlead.core.access;

import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** A POSIX shell of a host, which {@link ShellCommands} makes commands of. */
public interface HostShell extends AutoCloseable {
  /**
   * Runs a script in a shell of its own, which leads a group of processes.
   *
   * @param output gets what it prints, by any thread, before the execution has ended
   * @throws AccessException if the host does not let us
   */
  Execution execute(String script, byte[] input, OutputStream output, OutputStream errors);

  /** Ends the connection, if there is one. */
  @Override
  void close();

  /** A script that was started. */
  interface Execution {
    /**
     * Done once the script and all that has its output open have ended: how, as {@link
     * CommandEnd#exit} says it, or nothing if the connection broke before that was known.
     */
    CompletableFuture<OptionalInt> ended();

    /** Stops listening: {@link #ended} is done soon, whatever runs on. */
    void abandon();
  }
}
