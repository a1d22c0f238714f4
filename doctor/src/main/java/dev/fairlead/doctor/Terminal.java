package dev.fairlead.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What standard output is connected to.
 *
 * @param present whether a terminal shows it
 * @param columns how wide that is; without end where none is
 */
record Terminal(boolean present, int columns) {
  private static final int USUAL_COLUMNS = 80;
  private static final int STTY_LIMIT_SECONDS = 1;

  static Terminal ofStandardOutput() {
    return isTerminal()
        ? new Terminal(true, columnsByStty())
        : new Terminal(false, Integer.MAX_VALUE);
  }

  /** Java itself knows only whether all of standard input and output are terminals. */
  private static boolean isTerminal() {
    try {
      var target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException noProc) {
      return Objects.requireNonNull(System.console()).isTerminal();
    }
  }

  private static int columnsByStty() {
    try {
      var process =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(STTY_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return USUAL_COLUMNS;
      }
      return columnsIn(
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException noSuchThing) {
      return USUAL_COLUMNS;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return USUAL_COLUMNS;
    }
  }

  /** {@code 24 80}: lines, then columns. */
  static int columnsIn(String said) {
    try {
      int columns = Integer.parseInt(said.strip().replaceFirst("^\\d+ ", ""));
      return columns > 0 ? columns : USUAL_COLUMNS;
    } catch (NumberFormatException notASize) {
      return USUAL_COLUMNS;
    }
  }
}
