package dev.fairlead.core.run;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.secret.Redaction;
import java.util.Optional;

/**
 * What the work of an attempt says of itself while it runs. It decides nothing.
 *
 * @param message what it is doing, for people; cut like a diagnostic's
 * @param percent how much of it is done, 0 to 100; what is beyond counts as the nearer of the two
 * @param params whatever the work wants to know again should another attempt be needed, such as the
 *     id of a job elsewhere; free JSON
 */
public record OperationProgress(
    Optional<String> message, Optional<Integer> percent, Optional<Json> params) {
  /** Of work that says nothing. */
  public static final OperationProgress NONE =
      new OperationProgress(Optional.empty(), Optional.empty(), Optional.empty());

  /** Bytes of params, in canonical form. */
  public static final int MAX_PARAMS_BYTES = 8 * 1024;

  public OperationProgress {
    message = message.map(text -> Report.Diagnostic.cut(text, Report.Diagnostic.MAX_MESSAGE));
    percent = percent.map(given -> Math.clamp(given, 0, 100));
  }

  public boolean isNone() {
    return equals(NONE);
  }

  /** This and, over it, what was said later: what the later does not speak of stays. */
  public OperationProgress then(OperationProgress later) {
    return new OperationProgress(
        later.message.or(() -> message),
        later.percent.or(() -> percent),
        later.params.or(() -> params));
  }

  /** As others may know it. */
  public OperationProgress redacted(Redaction redaction) {
    return new OperationProgress(
        message.map(redaction::cutText), percent, params.map(redaction::json));
  }

  /**
   * What an earlier attempt said last.
   *
   * @param attempt which that was, 1 and up
   */
  public record OfAttempt(int attempt, OperationProgress progress) {}
}
