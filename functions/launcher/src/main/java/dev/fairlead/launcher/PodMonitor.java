package dev.fairlead.launcher;

import dev.fairlead.core.pod.PodCluster;

/**
 * Looks at all pods of ours, and has told what is news. A pod that cannot be told of, or a
 * namespace that may not be listed, keeps no other from it. Cost: 1 request to Kubernetes per 500
 * pods.
 */
public final class PodMonitor {
  private final PodRound round;
  private final PodReports reports;

  public PodMonitor(PodCluster cluster, PodReports reports) {
    this.round = new PodRound(cluster);
    this.reports = reports;
  }

  /**
   * One look.
   *
   * @throws RuntimeException what failed first, after all were tried
   */
  public void sweep() {
    sweep(() -> {});
  }

  /**
   * One look.
   *
   * @param step is run after each pod, be it that it could not be told of
   * @throws RuntimeException what failed first, after all were tried
   */
  public void sweep(Runnable step) {
    round.forEach(pod -> {
      try {
        reports.look(pod);
      } finally {
        step.run();
      }
    });
  }
}
