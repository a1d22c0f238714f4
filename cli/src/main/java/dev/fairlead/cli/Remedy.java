package dev.fairlead.cli;

import java.util.Optional;

/** What usually helps against a failure, by the code of its diagnostic. */
final class Remedy {
  private static final String EXIT = "exit:";

  private Remedy() {}

  /** A sentence or two, where there is something to say that the failure itself does not. */
  static Optional<String> of(OperationView operation) {
    var code = operation.diagnostic().map(DiagnosticView::code).orElse("");
    return switch (code) {
      case "exit:126" ->
          Optional.of("Make the program executable, and check the workingDirectory.");
      case "exit:127" ->
          Optional.of("Install the program where the operation runs, or name it by its path.");
      case "exit:137" -> Optional.of("Something killed it; often that is a machine out of memory.");
      case "lost" -> again(operation, "It did not fail by itself.");
      case "reference" ->
          Optional.of(
              "A fallback serves where a result lacks what is referenced:"
                  + " @<name.out::/field?none>.");
      case "payload", "bad-payload" -> Optional.of("Correct the operation's payload.");
      default ->
          code.startsWith(EXIT)
              ? again(operation, "Is it one that comes and goes?")
              : Optional.empty();
    };
  }

  /** Only for those that were tried once: others were allowed more. */
  private static Optional<String> again(OperationView operation, String reason) {
    return operation.attempt() > 1
        ? Optional.empty()
        : Optional.of(reason + " Let it be tried again: retry: { maxAttempts: 3 }.");
  }
}
