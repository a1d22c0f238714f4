package dev.fairlead.bench.faults;

import java.util.List;

/**
 * What a run over many seeds came to.
 *
 * @param runs how many there were
 * @param failures the runs whose history broke a promise, in order
 * @param faults what went wrong on purpose, in all
 * @param events lines of all traces
 * @param agendas accepted and followed to their end
 * @param operations of these
 * @param untried calls of a port that were made, each with a fault that it never had though there
 *     were seeds enough; and who never made a call
 * @param features a line for each thing that agendas can do: how often some did
 * @param coverage a line for each call of a port: how often it was made, and what went wrong
 */
public record Summary(
    int runs,
    List<Failure> failures,
    long faults,
    long events,
    long agendas,
    long operations,
    List<String> untried,
    List<String> features,
    List<String> coverage) {
  public Summary {
    failures = List.copyOf(failures);
    untried = List.copyOf(untried);
    features = List.copyOf(features);
    coverage = List.copyOf(coverage);
  }

  /**
   * A run that broke a promise.
   *
   * @param seed what {@link FaultsBench#replay} takes
   * @param scope as much of it as is needed
   * @param problems at least one
   * @param tail the last lines of its trace
   */
  public record Failure(long seed, Scope scope, List<String> problems, List<String> tail) {
    public Failure {
      problems = List.copyOf(problems);
      tail = List.copyOf(tail);
    }

    /** What runs it again. */
    public String command() {
      return "./fairlead bench faults --seed " + seed + scope.options();
    }
  }

  /** Whether every promise held, and everything was tried. */
  public boolean isGood() {
    return failures.isEmpty() && untried.isEmpty();
  }
}
