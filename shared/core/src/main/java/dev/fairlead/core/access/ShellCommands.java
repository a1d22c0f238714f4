package dev.fairlead.core.access;

import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** Commands by a host's shell. Tells what still runs to end when it is closed. */
public final class ShellCommands implements CommandInterface {
  /** From the request to end to the order. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final HostShell shell;
  private final String directory;
  private final Duration patience;
  private final Set<Started> running = ConcurrentHashMap.newKeySet();

  /**
   * In one directory of one host.
   *
   * @param directory absolute, or from where a shell of the host starts
   * @param patience how long the host may take to start a command
   */
  public ShellCommands(HostShell shell, String directory, Duration patience) {
    this.shell = shell;
    this.directory = directory;
    this.patience = patience;
  }

  @Override
  public Running start(Command command) {
    var place = command.directory().path().below(directory);
    var started = new CompletableFuture<Void>();
    var output = new OutputTail(command.kept());
    var errors = new OutputTail(command.kept());
    var said = new ShellScript.Errors(errors, () -> started.complete(null));
    var execution = shell.execute(ShellScript.of(command, place), command.input(), output, said);
    try {
      await(CompletableFuture.anyOf(started, execution.ended()), patience);
    } catch (TimeoutException late) {
      execution.abandon();
      throw new AccessException(
          AccessFault.FAILED,
          "The host started no command within " + patience.toMillis() + " ms.",
          late);
    }
    if (said.lacksDirectory()) {
      throw new AccessException(AccessFault.NOT_FOUND, "There is no directory " + place + ".");
    }
    if (said.process().isEmpty()) {
      throw notStarted(execution, said);
    }
    var one = new Started(command, execution, output, errors, said.process().get());
    running.add(one);
    return one;
  }

  private static AccessException notStarted(
      HostShell.Execution execution, ShellScript.Errors said) {
    boolean isLost = execution.ended().join().isEmpty();
    return isLost
        ? new AccessException(
            AccessFault.CONNECTION_LOST, "The connection broke while the command was started.")
        : new AccessException(
            AccessFault.UNSUPPORTED,
            "The host has no POSIX shell that runs commands: " + said.preface().strip());
  }

  @Override
  public void close() {
    try {
      running.forEach(Started::cancel);
    } catch (AccessException unreachable) {
      // Then there is no connection to end, and nobody to tell that a command should.
    } finally {
      shell.close();
    }
  }

  private static <T> T await(Future<T> what, Duration most) throws TimeoutException {
    try {
      return what.get(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new AccessException(AccessFault.FAILED, "The program that waited is ending.", ending);
    } catch (ExecutionException failed) {
      throw new AccessException(
          AccessFault.FAILED, "The host could not run it: " + failed.getCause(), failed);
    }
  }

  private final class Started implements Running {
    private final Command command;
    private final HostShell.Execution execution;
    private final OutputTail output;
    private final OutputTail errors;
    private final long process;
    private final AtomicReference<CommandEnd.Why> why =
        new AtomicReference<>(CommandEnd.Why.EXITED);

    /** Done when it is told to end, so that who waits for its end counts the grace. */
    private final CompletableFuture<Void> told = new CompletableFuture<>();

    Started(
        Command command,
        HostShell.Execution execution,
        OutputTail output,
        OutputTail errors,
        long process) {
      this.command = command;
      this.execution = execution;
      this.output = output;
      this.errors = errors;
      this.process = process;
    }

    @Override
    public CommandEnd await() {
      try {
        return awaitEnd();
      } catch (AccessException interrupted) {
        if (Thread.currentThread().isInterrupted()) {
          cancel();
        }
        throw interrupted;
      } finally {
        running.remove(this);
      }
    }

    private CommandEnd awaitEnd() {
      try {
        ShellCommands.await(CompletableFuture.anyOf(execution.ended(), told), command.limit());
      } catch (TimeoutException late) {
        stop(CommandEnd.Why.TIME_LIMIT);
      }
      try {
        return ended(ShellCommands.await(execution.ended(), told.isDone() ? GRACE : Duration.ZERO));
      } catch (TimeoutException stubborn) {
        signal("KILL");
      }
      try {
        return ended(ShellCommands.await(execution.ended(), GRACE));
      } catch (TimeoutException elsewhere) {
        // Something outside of its group has its output open; that is not waited for.
        execution.abandon();
        return end(-1);
      }
    }

    private CommandEnd ended(OptionalInt exit) {
      return end(
          exit.orElseThrow(() ->
              new AccessException(
                  AccessFault.CONNECTION_LOST,
                  "The connection broke while the command ran; it may still run.")));
    }

    private CommandEnd end(int exit) {
      return new CommandEnd(why.get(), exit, output.kept(), errors.kept());
    }

    @Override
    public void cancel() {
      stop(CommandEnd.Why.CANCELLED);
    }

    private void stop(CommandEnd.Why reason) {
      if (!execution.ended().isDone() && why.compareAndSet(CommandEnd.Why.EXITED, reason)) {
        try {
          signal("TERM");
        } finally {
          told.complete(null);
        }
      }
    }

    /** Only while its end was not heard, and so the number is still its own. */
    private void signal(String name) {
      if (execution.ended().isDone()) {
        return;
      }
      var ignored = OutputStream.nullOutputStream();
      var kill = shell.execute(ShellScript.ending(process, name), new byte[0], ignored, ignored);
      try {
        ShellCommands.await(kill.ended(), patience);
      } catch (TimeoutException late) {
        kill.abandon();
      }
    }
  }
}
