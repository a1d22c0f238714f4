package dev.fairlead.launcher;

import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodCluster.Listing;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Goes through all pods of ours. One that fails, or a namespace that may not be listed, keeps no
 * other from its turn. Cost: 1 request to Kubernetes per 500 pods.
 */
final class PodRound {
  private static final int PER_PAGE = 500;

  private final PodCluster cluster;

  PodRound(PodCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * One round.
   *
   * @throws PortException whose message begins with {@code pods-unseen}, which alarms may look for,
   *     and names the namespaces that could not be listed: of their pods nothing is known
   * @throws RuntimeException what failed first, after all were tried
   */
  void forEach(Consumer<PodFacts> step) {
    var failures = new FirstFailure();
    List<PodCluster.Unseen> unseen = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Listing page = cluster.list(PER_PAGE, after);
      for (PodFacts pod : page.pods()) {
        failures.attempt(() -> step.accept(pod));
      }
      page.unseen().ifPresent(unseen::add);
      after = page.next();
    } while (after.isPresent());
    failures.attempt(() -> refuse(unseen));
    failures.raise();
  }

  private static void refuse(List<PodCluster.Unseen> unseen) {
    if (!unseen.isEmpty()) {
      List<String> names = unseen.stream().map(PodCluster.Unseen::namespace).toList();
      throw new PortException(
          Fault.UNAVAILABLE,
          "pods-unseen: %s: %s".formatted(String.join(", ", names), unseen.getFirst().why()));
    }
  }
}
