package dev.fairlead.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The command line's entry point. */
public final class FairleadMain {
  private FairleadMain() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    var settings = CliSettings.read();
    var terminal = new TerminalProbe(settings);
    var surroundings =
        new Surroundings(
            settings,
            System.in,
            FairleadMain::hiddenLine,
            terminal.screen(System.out, 1),
            terminal.screen(System.err, 2),
            InstantSource.system(),
            FairleadMain::sleep,
            new HomeStack(settings),
            new JvmLife());
    System.exit(new Fairlead(surroundings).run(arguments));
  }

  /** Only of a terminal: from a pipe, standard input is read as it is. */
  @SuppressWarnings("SystemConsoleNull") // JDK 25 is back to giving none where none is
  private static Optional<String> hiddenLine(String prompt) {
    var console = System.console();
    if (console == null || !console.isTerminal()) {
      return Optional.empty();
    }
    var typed = console.readPassword("%s", prompt);
    return Optional.ofNullable(typed).map(String::new);
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCode.STOPPED, "Interrupted.");
    }
  }
}
