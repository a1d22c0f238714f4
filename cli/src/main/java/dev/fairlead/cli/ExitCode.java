package dev.fairlead.cli;

/** What a command exits with. The numbers are public contract. */
enum ExitCode {
  /** Done; for an agenda that was followed: it succeeded. */
  SUCCEEDED(0),
  /** The agenda failed, or something broke. */
  FAILED(1),
  /** Wrong usage or invalid input. */
  INVALID(2),
  /** No server answers. */
  UNREACHABLE(3),
  /** The server refused the credentials (401, 403). */
  REFUSED(4),
  /** The agenda was cancelled or ran out of time. */
  STOPPED(5);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** What following an agenda to this outcome exits with. */
  static ExitCode ofOutcome(String outcome) {
    return switch (outcome) {
      case "succeeded" -> SUCCEEDED;
      case "cancelled", "timedOut" -> STOPPED;
      default -> FAILED;
    };
  }
}
