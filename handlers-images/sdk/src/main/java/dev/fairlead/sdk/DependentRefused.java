package dev.fairlead.sdk;

import java.util.List;
import java.util.stream.Collectors;

/** Why a dependent was not started. Another one may be, under another name. */
public final class DependentRefused extends HandlerFailure {
  /** The code of the failure, for retry rules. */
  public static final String CODE = "refused";

  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /**
   * One thing that is wrong.
   *
   * @param path JSON Pointer into what was asked: {@code /type}, {@code /requests}, …; empty for
   *     all of it
   * @param code stable
   * @param message for people
   */
  public record Problem(String path, String code, String message) {}

  DependentRefused(String name, List<Problem> problems) {
    super(
        CODE,
        "The dependent "
            + name
            + " was refused: "
            + problems.stream()
                .map(problem ->
                    problem.path().isEmpty()
                        ? problem.message()
                        : problem.path() + ": " + problem.message())
                .collect(Collectors.joining(" ")));
    this.problems = List.copyOf(problems);
  }

  /** All that was found, or as much of it as 3 KiB hold. */
  public List<Problem> problems() {
    return problems;
  }
}
