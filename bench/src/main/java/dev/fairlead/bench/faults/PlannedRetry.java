package dev.fairlead.bench.faults;

import dev.fairlead.core.json.Json;
import java.util.Set;
import java.util.TreeSet;

/**
 * When and how often an attempt is made again, said as the document says it.
 *
 * @param attempts at most, the first included; 1 and up
 * @param backoffSeconds before the second attempt; each further wait is as long again
 * @param maxBackoffSeconds no wait is longer
 * @param jittered whether a wait may be shorter
 * @param on the failures that are tried again; empty for all
 */
record PlannedRetry(
    int attempts, int backoffSeconds, int maxBackoffSeconds, boolean jittered, Set<String> on) {
  static final PlannedRetry ONCE = new PlannedRetry(1, 0, 0, false, Set.of());

  /** What gets lost is tried again more often than this. */
  private static final int LOST_ATTEMPTS = 10;

  private static final int FACTOR = 2;

  PlannedRetry {
    on = Set.copyOf(on);
  }

  boolean covers(String failure) {
    return on.isEmpty() || on.contains(failure);
  }

  /** Whether another attempt follows after so many failures, the last of this kind. */
  boolean follows(int failures, String failure) {
    return failures < attempts && covers(failure);
  }

  /** Whether another attempt follows after so many were lost. */
  boolean followsLost(int lost) {
    return lost <= LOST_ATTEMPTS && covers("infrastructure");
  }

  /** The least time in milliseconds from an attempt's end to the next one's start. */
  long leastWaitMillis(int ends) {
    if (jittered || backoffSeconds == 0) {
      return 0;
    }
    double wait = backoffSeconds * Math.pow(FACTOR, ends - 1.0);
    return Math.round(1000 * Math.min(wait, maxBackoffSeconds));
  }

  Json json() {
    Json.Builder json = Json.object().put("maxAttempts", attempts);
    if (backoffSeconds > 0) {
      json.put("backoff", backoffSeconds + "s");
      json.put("factor", FACTOR);
      json.put("maxBackoff", maxBackoffSeconds + "s");
      json.put("jitter", jittered ? "full" : "none");
    }
    if (!on.isEmpty()) {
      json.put("on", Json.texts(new TreeSet<>(on).stream().toList()));
    }
    return json.build();
  }
}
