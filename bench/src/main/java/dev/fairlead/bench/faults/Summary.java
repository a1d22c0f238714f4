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
 * @param withoutCrash calls of a port that were made and never crashed before, or never after
 * @param coverage a line for each call of a port: how often it was made, and what went wrong
 */
public record Summary(
    int runs,
    List<Failure> failures,
    long faults,
    long events,
    long agendas,
    List<String> withoutCrash,
    List<String> coverage) {
  public Summary {
    failures = List.copyOf(failures);
    withoutCrash = List.copyOf(withoutCrash);
    coverage = List.copyOf(coverage);
  }

  /**
   * A run that broke a promise.
   *
   * @param seed what {@link FaultsBench#replay} takes
   * @param problems at least one
   * @param tail the last lines of its trace
   */
  public record Failure(long seed, List<String> problems, List<String> tail) {
    public Failure {
      problems = List.copyOf(problems);
      tail = List.copyOf(tail);
    }
  }

  public boolean isGood() {
    return failures.isEmpty();
  }
}
