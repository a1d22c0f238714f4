package dev.fairlead.wire;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.json.Json;
import java.util.List;
import java.util.Locale;

/**
 * The body of every error answer (RFC 9457).
 *
 * @param detail what went wrong this time; no ids or texts of other tenants, no stack traces
 * @param problems in the order to show them; may be empty
 * @param status the HTTP status, 400 to 599
 * @param correlationId ties the answer to the log line of the call
 */
public record ProblemJson(
    ErrorCode code, String detail, List<Problem> problems, int status, String correlationId) {
  /** What the body is served as. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPES = "https://fairlead.dev/problems/";

  public ProblemJson {
    problems = List.copyOf(problems);
  }

  /** The body; {@code code} is the name of the {@link ErrorCode}. */
  public Json.Obj json() {
    return Json.object()
        .put("type", TYPES + code.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("title", code.sentence())
        .put("status", status)
        .put("detail", detail)
        .put("code", code.name())
        .put("correlationId", correlationId)
        .put("problems", Json.array(problems.stream().map(ProblemJson::json).toList()))
        .build();
  }

  /** One problem, with a suggestion, a line and a column where it has them. */
  public static Json.Obj json(Problem problem) {
    return Json.object()
        .put("path", problem.path())
        .put("code", problem.code().text())
        .put("message", problem.message())
        .putText("suggestion", problem.suggestion())
        .putIfPresent("line", problem.position().map(place -> Json.of(place.line())))
        .putIfPresent("column", problem.position().map(place -> Json.of(place.column())))
        .build();
  }
}
