package dev.fairlead.cli;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fairlead lint FILE...}. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = "Checks agenda documents by the server's own rules, without a server.",
    footer = {"", "Exit codes: 0 all documents are good, 2 some document has a problem."})
final class LintCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Agenda documents, YAML or JSON; - for stdin.")
  private List<String> files = List.of();

  @Mixin private final OutputOptions output = new OutputOptions();

  LintCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  /** What became of one file. */
  private sealed interface Linted {
    String file();
  }

  private record Good(String file, AgendaShape shape) implements Linted {}

  private record Bad(String file, List<DocumentProblem> problems) implements Linted {
    Bad {
      problems = List.copyOf(problems);
    }
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    var all = files.stream().map(this::lint).toList();
    output.write(surroundings.out(), json(all), () -> lines(all, surroundings.out()));
    return all.stream().allMatch(Good.class::isInstance)
        ? ExitCode.SUCCEEDED.number()
        : ExitCode.INVALID.number();
  }

  private Linted lint(String file) {
    return switch (DocumentFile.read(file, fairlead.surroundings().in())) {
      case DocumentFile.Read(DocumentText text) ->
          switch (DocumentCheck.check(text)) {
            case DocumentCheck.Good(AgendaDocument document) ->
                new Good(text.file(), AgendaShape.of(document));
            case DocumentCheck.Bad(List<Problem> problems) ->
                new Bad(
                    text.file(), text.placed(problems.stream().map(DocumentProblem::of).toList()));
          };
      case DocumentFile.Unreadable(String shown, DocumentProblem problem) ->
          new Bad(shown, List.of(problem));
    };
  }

  private List<String> lines(List<Linted> all, Screen screen) {
    var style = fairlead.style(screen);
    var problems = new ProblemLines(screen, style);
    var lines = new ArrayList<String>();
    int bad = 0;
    int count = 0;
    for (var one : all) {
      switch (one) {
        case Good(String file, AgendaShape shape) ->
            lines.add(Text.line(file) + ": " + style.paint(Style.Tone.GOOD, "ok") + summary(shape));
        case Bad(String file, List<DocumentProblem> found) -> {
          lines.addAll(problems.of(file, found));
          bad++;
          count += found.size();
        }
      }
    }
    if (bad > 0) {
      if (all.stream().anyMatch(LintCommand::hasUnknownType)) {
        lines.add("A server may know more types than are built in; see fairlead handler ls.");
      }
      var files = all.size() == 1 ? "" : " in %d of %d files".formatted(bad, all.size());
      lines.add(style.paint(Style.Tone.BAD, counted(count, "problem") + files + "."));
    }
    return lines;
  }

  private static boolean hasUnknownType(Linted one) {
    return one instanceof Bad(_, List<DocumentProblem> problems)
        && problems.stream()
            .anyMatch(problem -> problem.code().equals(ProblemCode.UNKNOWN_TYPE.text()));
  }

  private static String summary(AgendaShape shape) {
    return ", %s, %s, depth %d, width %d"
        .formatted(
            counted(shape.operations(), "operation"),
            shape.dependencies() == 1 ? "1 dependency" : shape.dependencies() + " dependencies",
            shape.depth(),
            shape.width());
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static Json json(List<Linted> all) {
    return Json.object()
        .put("files", Json.array(all.stream().map(LintCommand::json).toList()))
        .build();
  }

  private static Json json(Linted one) {
    var json = Json.object().put("file", one.file()).put("ok", one instanceof Good);
    return switch (one) {
      case Good(_, AgendaShape shape) ->
          json.put("operations", shape.operations())
              .put("dependencies", shape.dependencies())
              .put("depth", shape.depth())
              .put("width", shape.width())
              .put("problems", Json.array(List.of()))
              .build();
      case Bad(_, List<DocumentProblem> problems) ->
          json.put("problems", Json.array(problems.stream().map(DocumentProblem::json).toList()))
              .build();
    };
  }
}
