package dev.fairlead.doctor;

import dev.fairlead.doctor.finding.ReportText;
import java.io.PrintWriter;
import java.time.InstantSource;
import picocli.CommandLine;

/** Entry point of {@code fairlead doctor}. */
public final class DoctorMain {
  private static final int USAGE = 2;
  private static final int FAILED = 1;

  private DoctorMain() {}

  /** Looks, reports and exits with the report's code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String... arguments) {
    DoctorSettings settings;
    try {
      settings = DoctorSettings.read();
    } catch (IllegalArgumentException failure) {
      System.err.println("fairlead doctor: " + failure.getMessage());
      return USAGE;
    }
    var terminal = Terminal.ofStandardOutput();
    var text =
        new ReportText(
            terminal.present() && !settings.plain(),
            System.out.charset().name().startsWith("UTF-"),
            terminal.columns());
    return commandLine(
            new DoctorCommand(
                new OwnPlaces(settings, InstantSource.system()), text, settings.clusterIsKnown()))
        .setOut(new PrintWriter(System.out, true, System.out.charset()))
        .execute(arguments);
  }

  static CommandLine commandLine(DoctorCommand command) {
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((failure, _) -> {
          var err = failure.getCommandLine().getErr();
          err.println("fairlead doctor: " + failure.getMessage());
          err.println("Try 'fairlead doctor --help'.");
          return USAGE;
        })
        .setExecutionExceptionHandler((failure, line, _) -> {
          // Not foreseen, so it is not known whether the message is fit to be shown; the class is.
          line.getErr().println("fairlead doctor made a mistake: " + failure.getClass().getName());
          return FAILED;
        });
  }
}
