package dev.fairlead.cli;

import java.util.List;

/** Ends the command because a document is not good, after every problem of it was shown. */
final class DocumentRefusal extends CliException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final transient List<DocumentProblem> problems;

  /**
   * A refusal.
   *
   * @param file as the user named it
   */
  DocumentRefusal(String file, List<DocumentProblem> problems) {
    super(
        ExitCode.INVALID,
        (problems.size() == 1 ? "1 problem" : problems.size() + " problems") + " in " + file + ".");
    this.file = file;
    this.problems = List.copyOf(problems);
  }

  List<String> lines(Screen screen, Style style) {
    return new ProblemLines(screen, style).of(file, problems);
  }
}
