package dev.fairlead.process;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.HostShell;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** This machine's {@code sh}. */
final class LocalShell implements HostShell {
  /**
   * Runs its argument in a process group of its own where it can (macOS lacks the program); without
   * one, only the command itself is told to end.
   */
  private static final String LEADER =
      "command -v setsid >/dev/null 2>&1 && exec setsid sh -c \"$0\"; exec sh -c \"$0\"";

  /** Fairlead's own settings, tokens among them, are not a command's business. */
  private static final Set<String> HANDED_ON = Set.of("PATH", "HOME", "LANG", "TMPDIR", "USER");

  @Override
  public Execution execute(String script, byte[] input, OutputStream output, OutputStream errors) {
    var builder = new ProcessBuilder("sh", "-c", LEADER, script);
    builder.environment().keySet().retainAll(HANDED_ON);
    try {
      return new Started(builder.start(), input, output, errors);
    } catch (IOException notRun) {
      throw new AccessException(
          AccessFault.UNSUPPORTED, "No sh can be run here: " + notRun.getMessage(), notRun);
    }
  }

  @Override
  public void close() {
    // There is no connection.
  }

  private static final class Started implements Execution {
    private final CompletableFuture<OptionalInt> ended;
    private final Process process;

    Started(Process process, byte[] input, OutputStream output, OutputStream errors) {
      this.process = process;
      var said = copying(process.getInputStream(), output);
      var complained = copying(process.getErrorStream(), errors);
      Thread.ofVirtual().name("command-input").start(() -> feed(process, input));
      ended =
          process
              .onExit()
              .thenCombine(
                  CompletableFuture.allOf(said, complained),
                  (over, _) -> OptionalInt.of(over.exitValue()));
    }

    private static CompletableFuture<Void> copying(InputStream from, OutputStream to) {
      return CompletableFuture.runAsync(
          () -> {
            try (from) {
              from.transferTo(to);
            } catch (IOException torn) {
              // The pipe of a process that was killed; what came before is what it said.
            }
          },
          task -> Thread.ofVirtual().name("command-output").start(task));
    }

    private static void feed(Process process, byte[] input) {
      try (var stdin = process.getOutputStream()) {
        stdin.write(input);
      } catch (IOException unread) {
        // It need not read what it is given.
      }
    }

    @Override
    public CompletableFuture<OptionalInt> ended() {
      return ended;
    }

    @Override
    public void abandon() {
      process.destroyForcibly();
      ended.complete(OptionalInt.empty());
    }
  }
}
