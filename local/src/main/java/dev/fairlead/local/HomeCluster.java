package dev.fairlead.local;

import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.kubernetes.KubernetesAdapters;
import dev.fairlead.launcher.PodReports;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The cluster in which a host's pods run, by a context of the user's kubeconfig. Several hosts may
 * share one: each sees only what it made, by a name that it keeps in its directory.
 */
final class HomeCluster implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HomeCluster.class.getName());
  private static final int PER_PAGE = 500;

  private final KubernetesAdapters kubernetes;
  private final String environment;
  private final boolean isDurable;

  private HomeCluster(KubernetesAdapters kubernetes, String environment, boolean isDurable) {
    this.kubernetes = kubernetes;
    this.environment = environment;
    this.isDurable = isDurable;
  }

  /**
   * Opens the cluster; calls nothing yet.
   *
   * @throws dev.fairlead.core.port.PortException there is no such context
   */
  static HomeCluster open(HostOptions.Cluster chosen, HostOptions options) throws IOException {
    return new HomeCluster(
        KubernetesAdapters.open(Optional.of(chosen.context())).within(chosen.namespaces()),
        environment(options.directory()),
        options.durable());
  }

  private static String environment(Path directory) throws IOException {
    Path file = directory.resolve("environment");
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    String name = "home-" + HexFormat.of().formatHex(random);
    Files.writeString(file, name + "\n");
    return name;
  }

  PodCluster pods() {
    return kubernetes.pods(environment);
  }

  /** Has pods told of as soon as they change. */
  AutoCloseable watch(PodReports reports) {
    return kubernetes.watchPods(environment, reports::look, reports::gone);
  }

  /** Of a host that keeps nothing, no pod stays. */
  @Override
  public void close() {
    try {
      if (!isDurable) {
        deletePods();
      }
    } finally {
      kubernetes.close();
    }
  }

  private void deletePods() {
    PodCluster pods = pods();
    Optional<String> after = Optional.empty();
    do {
      PodCluster.Listing page = pods.list(PER_PAGE, after);
      for (PodFacts pod : page.pods()) {
        pods.delete(pod.pod(), Optional.of(pod.uid()));
      }
      page.unseen()
          .ifPresent(unseen ->
              LOG.log(
                  Level.WARNING,
                  "pods of namespace {0} may be left: {1}",
                  unseen.namespace(),
                  unseen.why()));
      after = page.next();
    } while (after.isPresent());
  }
}
