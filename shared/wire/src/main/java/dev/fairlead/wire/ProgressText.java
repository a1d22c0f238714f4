package dev.fairlead.wire;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What work says of itself, as JSON: {@code {"message": "copying", "percent": 40, "progress": …}},
 * each of them optional. One form for the lines that handlers write, for messages and for rows.
 */
public final class ProgressText {
  private static final String MESSAGE = "message";
  private static final String PERCENT = "percent";
  private static final String PARAMS = "progress";
  private static final String ATTEMPT = "attempt";

  private ProgressText() {}

  /**
   * What lines say, each over those before it. A line that is no JSON object says nothing: it may
   * be cut off, or not whole yet. Nor does a field of the wrong kind, or a progress of more than
   * {@value OperationProgress#MAX_PARAMS_BYTES} bytes.
   */
  public static OperationProgress ofLines(String lines) {
    return lines
        .lines()
        .filter(line -> line.strip().startsWith("{"))
        .map(ProgressText::ofLine)
        .reduce(OperationProgress.NONE, OperationProgress::then);
  }

  /** What the fields of an object say. */
  public static OperationProgress of(Json.Obj said) {
    return new OperationProgress(
        said.text(MESSAGE),
        said.field(PERCENT).flatMap(ProgressText::percent),
        said.field(PARAMS)
            .filter(params -> !params.equals(Json.NULL))
            .filter(
                params -> JsonText.canonical(params).length <= OperationProgress.MAX_PARAMS_BYTES));
  }

  /** Puts the fields into an object. */
  public static Json.Builder put(Json.Builder json, OperationProgress progress) {
    return json.putText(MESSAGE, progress.message())
        .putIfPresent(PERCENT, progress.percent().map(percent -> Json.of((long) percent)))
        .putIfPresent(PARAMS, progress.params());
  }

  /** The fields in an object of their own. */
  public static Json.Obj json(OperationProgress progress) {
    return put(Json.object(), progress).build();
  }

  /** The same of an earlier attempt, with its number. */
  public static Json.Obj json(OperationProgress.OfAttempt last) {
    return put(Json.object().put(ATTEMPT, last.attempt()), last.progress()).build();
  }

  /** Reads that back; empty if it is none. */
  public static Optional<OperationProgress.OfAttempt> lastOf(Json given) {
    return given instanceof Json.Obj said
        ? said.whole(ATTEMPT)
            .map(attempt -> new OperationProgress.OfAttempt(Math.toIntExact(attempt), of(said)))
        : Optional.empty();
  }

  private static OperationProgress ofLine(String line) {
    try {
      return JsonText.parse(line) instanceof Json.Obj said ? of(said) : OperationProgress.NONE;
    } catch (FairleadException unreadable) {
      return OperationProgress.NONE;
    }
  }

  private static Optional<Integer> percent(Json given) {
    return given instanceof Json.Num number
        ? Optional.of(
            number
                .value()
                .max(BigDecimal.ZERO)
                .min(BigDecimal.valueOf(100))
                .setScale(0, RoundingMode.DOWN)
                .intValueExact())
        : Optional.empty();
  }
}
