package dev.fairlead.core.run;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.secret.Redaction;
import java.time.Duration;
import java.util.Optional;

/** How an attempt ended that had secrets, as others may know it. */
public final class RedactedEnding {
  private RedactedEnding() {}

  public static Ending of(Ending ending, Redaction redaction) {
    return switch (ending) {
      case Ending.Succeeded(Json result) -> new Ending.Succeeded(redaction.json(result));
      case Ending.Declined(Diagnostic diagnostic) ->
          new Ending.Declined(clean(diagnostic, redaction));
      case Ending.Failed(Diagnostic diagnostic, Optional<Duration> retryAfter) ->
          new Ending.Failed(clean(diagnostic, redaction), retryAfter);
      case Ending.TimedOut(Diagnostic diagnostic) ->
          new Ending.TimedOut(clean(diagnostic, redaction));
      case Ending.Lost(Diagnostic diagnostic) -> new Ending.Lost(clean(diagnostic, redaction));
    };
  }

  /** A diagnostic cuts what is too long, perhaps in the middle of a secret. */
  private static Diagnostic clean(Diagnostic diagnostic, Redaction redaction) {
    return new Diagnostic(
        redaction.cutText(diagnostic.code()), redaction.cutText(diagnostic.message()));
  }
}
