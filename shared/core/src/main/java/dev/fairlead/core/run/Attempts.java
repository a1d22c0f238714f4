package dev.fairlead.core.run;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of an operation's attempts.
 *
 * @param latest 0 before the first launch
 * @param starts how often each attempt was started, as far as is known
 * @param failures attempts that failed by themselves
 * @param lost attempts that were lost through no fault of their own
 * @param outOfMemory failures that were killed because they used more memory than they had
 * @param notBefore when the next may be launched; empty for at once
 */
public record Attempts(
    int latest,
    Map<Integer, Integer> starts,
    int failures,
    int lost,
    int outOfMemory,
    Optional<Instant> notBefore) {
  public static final Attempts NONE = new Attempts(0, Map.of(), 0, 0, 0, Optional.empty());

  public Attempts {
    starts = Collections.unmodifiableMap(new TreeMap<>(starts));
  }

  Attempts launched(int attempt) {
    return new Attempts(attempt, starts, failures, lost, outOfMemory, Optional.empty());
  }

  Attempts counted(int attempt, int count) {
    if (count == 0) {
      return this;
    }
    var counts = new TreeMap<>(starts);
    counts.merge(attempt, count, Math::max);
    return new Attempts(latest, counts, failures, lost, outOfMemory, notBefore);
  }

  Attempts retrying(Change.OperationRetrying change) {
    return new Attempts(
        latest,
        counted(change.attempt(), change.starts()).starts(),
        failures + (change.lost() ? 0 : 1),
        lost + (change.lost() ? 1 : 0),
        outOfMemory + (isOutOfMemory(change) ? 1 : 0),
        change.notBefore());
  }

  private static boolean isOutOfMemory(Change.OperationRetrying change) {
    return !change.lost() && change.diagnostic().code().equals(Report.Diagnostic.OUT_OF_MEMORY);
  }
}
