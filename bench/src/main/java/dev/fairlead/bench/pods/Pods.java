package dev.fairlead.bench.pods;

import java.time.Instant;
import java.util.List;

/** A way of making pods. */
interface Pods {
  /**
   * What came of it.
   *
   * @param begun when they were asked for
   * @param over when the last was known to be over
   * @param starts when each one's container began
   * @param agenda the label by which its pods are found
   */
  record Done(Instant begun, Instant over, List<Instant> starts, String agenda) {}

  /**
   * Makes so many at once, and returns when each is known to be over.
   *
   * @throws IllegalStateException if one fails, or it takes too long
   */
  Done run(int count);
}
