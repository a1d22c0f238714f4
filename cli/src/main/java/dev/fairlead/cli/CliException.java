package dev.fairlead.cli;

import java.util.ArrayList;
import java.util.List;

/** Ends the command: what to say on standard error, line by line, and what to exit with. */
sealed class CliException extends RuntimeException permits DocumentRefusal {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final ArrayList<String> details;

  CliException(ExitCode exitCode, String message) {
    this(exitCode, message, List.of());
  }

  CliException(ExitCode exitCode, String message, List<String> details) {
    super(message);
    this.exitCode = exitCode;
    this.details = new ArrayList<>(details);
  }

  ExitCode exitCode() {
    return exitCode;
  }

  List<String> details() {
    return List.copyOf(details);
  }
}
