package dev.fairlead.cli;

import java.time.Duration;
import java.time.InstantSource;

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
            terminal.screen(System.out, 1),
            terminal.screen(System.err, 2),
            InstantSource.system(),
            FairleadMain::sleep,
            new HomeStack(settings),
            new JvmLife());
    System.exit(new Fairlead(surroundings).run(arguments));
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
