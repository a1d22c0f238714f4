package dev.fairlead.cli;

import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.error.SourcePosition;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.wire.ProblemJson;
import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong with a document, in the words of the API.
 *
 * @param path JSON Pointer of the place; empty for the whole document
 * @param code stable; of a newer server maybe one that we don't know
 * @param position where that is in the file, if it is anywhere
 */
record DocumentProblem(
    String path,
    String code,
    String message,
    Optional<String> suggestion,
    Optional<SourcePosition> position) {
  /** From the file's top to its bottom; what has no place comes last. */
  static final Comparator<DocumentProblem> BY_POSITION =
      Comparator.comparing((DocumentProblem problem) ->
              problem.position().map(SourcePosition::line).orElse(Integer.MAX_VALUE))
          .thenComparing(problem -> problem.position().map(SourcePosition::column).orElse(0))
          .thenComparing(DocumentProblem::path);

  static DocumentProblem of(Problem problem) {
    return of(ProblemJson.json(problem));
  }

  static DocumentProblem of(Json.Obj problem) {
    return new DocumentProblem(
        problem.text("path").orElse(""),
        problem.text("code").orElse("invalid"),
        problem.text("message").orElse("It is not valid."),
        problem.text("suggestion"),
        number(problem, "line")
            .flatMap(
                line -> number(problem, "column").map(column -> new SourcePosition(line, column))));
  }

  /** A problem of a file as a whole. */
  static DocumentProblem ofFile(ProblemCode code, String message, Optional<String> suggestion) {
    return of(new Problem("", code, message, suggestion, Optional.empty()));
  }

  DocumentProblem at(SourcePosition place) {
    return new DocumentProblem(path, code, message, suggestion, Optional.of(place));
  }

  /** Whether it is about a place in the document, and nobody has said yet where that is. */
  boolean wantsPosition() {
    return position.isEmpty() && !code.equals(ProblemCode.MORE_PROBLEMS.text());
  }

  Optional<JsonPointer> pointer() {
    return JsonPointer.parse(path);
  }

  Json.Obj json() {
    return Json.object()
        .put("path", path)
        .put("code", code)
        .put("message", message)
        .putText("suggestion", suggestion)
        .putIfPresent("line", position.map(place -> Json.of(place.line())))
        .putIfPresent("column", position.map(place -> Json.of(place.column())))
        .build();
  }

  private static Optional<Integer> number(Json.Obj problem, String name) {
    return problem
        .whole(name)
        .filter(number -> number > 0 && number <= Integer.MAX_VALUE)
        .map(Long::intValue);
  }
}
