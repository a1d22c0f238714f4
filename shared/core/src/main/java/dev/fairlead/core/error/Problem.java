package dev.fairlead.core.error;

import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong with an input.
 *
 * @param path JSON Pointer (RFC 6901) of the place; empty for the whole document
 * @param code what is wrong, stable
 * @param message one sentence for people
 * @param suggestion what was probably meant instead, for a "did you mean"
 * @param position where it is in the text, if whoever found it was reading one
 */
public record Problem(
    String path,
    ProblemCode code,
    String message,
    Optional<String> suggestion,
    Optional<SourcePosition> position) {
  /** By place, then code: the order in which problems are shown. */
  public static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::path)
          .thenComparing(problem -> problem.code().text())
          .thenComparing(Problem::message);

  /** A problem of a value, without a suggestion. */
  public Problem(String path, ProblemCode code, String message) {
    this(path, code, message, Optional.empty(), Optional.empty());
  }
}
