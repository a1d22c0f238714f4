package dev.fairlead.launcher;

import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodCluster.Listing;
import dev.fairlead.core.pod.PodFacts;
import java.util.Optional;

/**
 * Looks at all pods of ours, and has told what is news. A pod that cannot be told of does not keep
 * the others from it. Cost: 1 request to Kubernetes per 500 pods.
 */
public final class PodMonitor {
  private static final int PER_PAGE = 500;

  private final PodCluster cluster;
  private final PodReports reports;

  public PodMonitor(PodCluster cluster, PodReports reports) {
    this.cluster = cluster;
    this.reports = reports;
  }

  /**
   * One look.
   *
   * @throws RuntimeException what failed first, after all were tried
   */
  public void sweep() {
    var failures = new FirstFailure();
    Optional<String> after = Optional.empty();
    do {
      Listing page = cluster.list(PER_PAGE, after);
      for (PodFacts pod : page.pods()) {
        failures.attempt(() -> reports.look(pod));
      }
      after = page.next();
    } while (after.isPresent());
    failures.raise();
  }
}
