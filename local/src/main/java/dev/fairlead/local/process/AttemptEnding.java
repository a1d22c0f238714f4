package dev.fairlead.local.process;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.wire.JsonText;

/** What an exit code and a result file mean. */
final class AttemptEnding {
  /** Bytes of a result: what a request to the API may be. */
  static final int MAX_RESULT_BYTES = 5 * 1024 * 1024;

  private AttemptEnding() {}

  static Ending of(AttemptDirectory directory, int exitCode) {
    return exitCode == 0 ? result(directory) : new Ending.Failed(diagnostic(exitCode));
  }

  private static Ending result(AttemptDirectory directory) {
    var written = directory.result(MAX_RESULT_BYTES);
    if (written.isEmpty()) {
      return new Ending.Succeeded(Json.object().put("exitCode", 0).build());
    }
    if (written.get().length > MAX_RESULT_BYTES) {
      return new Ending.Failed(new Diagnostic("result", "The result is larger than 5 MiB."));
    }
    try {
      return new Ending.Succeeded(JsonText.parse(written.get()));
    } catch (FairleadException malformed) {
      return new Ending.Failed(
          new Diagnostic("result", "The result is not JSON: " + malformed.getMessage()));
    }
  }

  private static Diagnostic diagnostic(int exitCode) {
    var sentence =
        switch (exitCode) {
          case 126 -> "The program can't be executed, or its working directory can't be entered.";
          case 127 -> "There is no such program.";
          default ->
              exitCode > 128
                  ? "The command was ended by signal " + (exitCode - 128) + "."
                  : "The command ended with exit code " + exitCode + ".";
        };
    return new Diagnostic("exit:" + exitCode, sentence);
  }
}
