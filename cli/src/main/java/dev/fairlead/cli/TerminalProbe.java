package dev.fairlead.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds out what an output stream is connected to. Java itself knows only whether all of standard
 * input and output are terminals, and nothing of sizes.
 */
final class TerminalProbe {
  private static final long SIZE_LIFE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long STTY_LIMIT_SECONDS = 1;

  private final CliSettings settings;

  TerminalProbe(CliSettings settings) {
    this.settings = settings;
  }

  /**
   * The stream as a screen.
   *
   * @param descriptor its file descriptor: 1 or 2
   */
  Screen screen(PrintStream stream, int descriptor) {
    boolean terminal = isTerminal(descriptor);
    boolean unicode = stream.charset().name().startsWith("UTF-");
    return terminal
        ? new Screen(stream, true, unicode, new Sizes()::current)
        : new Screen(
            stream,
            false,
            unicode,
            () ->
                settings
                    .columns()
                    .map(columns -> new Screen.Size(columns, Screen.UNBOUNDED.lines()))
                    .orElse(Screen.UNBOUNDED));
  }

  private static boolean isTerminal(int descriptor) {
    try {
      var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException noProc) {
      return Objects.requireNonNull(System.console()).isTerminal();
    }
  }

  /** The controlling terminal's size, asked for again when it may have changed. */
  private static final class Sizes {
    private Screen.Size size = Screen.Size.USUAL;
    private long askedNanos;
    private boolean asked;

    synchronized Screen.Size current() {
      long now = System.nanoTime();
      if (!asked || now - askedNanos > SIZE_LIFE_NANOS) {
        asked = true;
        askedNanos = now;
        size = stty().orElse(size);
      }
      return size;
    }

    private static Optional<Screen.Size> stty() {
      try {
        var process =
            new ProcessBuilder("stty", "size")
                .redirectInput(new File("/dev/tty"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (!process.waitFor(STTY_LIMIT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return Optional.empty();
        }
        return parse(said.strip());
      } catch (IOException noSuchThing) {
        return Optional.empty();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }

    /** {@code 24 80}: lines, then columns. */
    private static Optional<Screen.Size> parse(String said) {
      int space = said.indexOf(' ');
      try {
        int lines = Integer.parseInt(said.substring(0, Math.max(0, space)));
        int columns = Integer.parseInt(said.substring(space + 1));
        return lines > 0 && columns > 0
            ? Optional.of(new Screen.Size(columns, lines))
            : Optional.empty();
      } catch (NumberFormatException notASize) {
        return Optional.empty();
      }
    }
  }
}
