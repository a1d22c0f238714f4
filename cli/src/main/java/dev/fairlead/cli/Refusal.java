package dev.fairlead.cli;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Problem details (RFC 9457) as what the command says and exits with. */
final class Refusal {
  /** Answers whose problems are places in the document that was sent. */
  private static final Set<String> OF_DOCUMENTS =
      Set.of(ErrorCode.INVALID_DOCUMENT.name(), ErrorCode.MALFORMED_JSON.name());

  private Refusal() {}

  static CliException of(int status, Optional<Json.Obj> problem) {
    var said =
        problem
            .flatMap(body -> body.text("detail").or(() -> body.text("title")))
            .orElse("The server answered with status " + status + ".");
    var lines = new ArrayList<String>();
    if (problem.flatMap(body -> body.field("problems")).orElse(Json.NULL)
        instanceof Json.Arr problems) {
      for (var item : problems.items()) {
        if (item instanceof Json.Obj one) {
          lines.add(line(one));
        }
      }
    }
    if (status >= 500) {
      problem
          .flatMap(body -> body.text("correlationId"))
          .ifPresent(id -> lines.add("correlation id " + id));
    }
    if (status == 401) {
      lines.add("Give a valid token with --token-file or FAIRLEAD_TOKEN.");
    }
    return new CliException(exitCode(status), said, lines);
  }

  /** What the server says of a document, shown where it stands in the file. */
  static CliException of(int status, Optional<Json.Obj> problem, DocumentText document) {
    var problems =
        problem
            .filter(body -> body.text("code").filter(OF_DOCUMENTS::contains).isPresent())
            .map(body -> AgendaView.items(body, "problems"))
            .orElse(List.of());
    return problems.isEmpty()
        ? of(status, problem)
        : new DocumentRefusal(
            document.file(), document.placed(problems.stream().map(DocumentProblem::of).toList()));
  }

  /** A problem as one line: its place, then what is wrong there. */
  static String line(Json.Obj problem) {
    var path = problem.text("path").orElse("");
    var message = problem.text("message").or(() -> problem.text("code")).orElse("is not valid");
    return (path.isEmpty() ? "(document)" : path) + "  " + message;
  }

  /** What a command exits with that got such an answer. */
  static ExitCode exitCode(int status) {
    return switch (status) {
      case 401, 403 -> ExitCode.REFUSED;
      case 502, 503, 504 -> ExitCode.UNREACHABLE;
      default -> status / 100 == 4 && status != 429 ? ExitCode.INVALID : ExitCode.FAILED;
    };
  }
}
