package dev.fairlead.launcher.lambda;

import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.kubernetes.KubernetesAdapters;
import dev.fairlead.launcher.NoCluster;
import dev.fairlead.launcher.lambda.LauncherSettings.Kubeconfig;

/** The cluster whose kubeconfig the environment keeps as a secret of one of its customers. */
final class ClusterOfEnvironment {
  private ClusterOfEnvironment() {}

  /**
   * Opens it, or none where none is named.
   *
   * @throws IllegalArgumentException if the secret is not set
   */
  static PodCluster open(LauncherSettings settings, SecretStore secrets) {
    return settings
        .kubeconfig()
        .map(named -> KubernetesAdapters.ofKubeconfig(read(named, secrets)))
        .<PodCluster>map(kubernetes -> kubernetes.pods(settings.environment()))
        .orElseGet(NoCluster::new);
  }

  private static String read(Kubeconfig named, SecretStore secrets) {
    return secrets
        .find(named.owner().value(), named.name())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the secret " + named.name().value() + " of " + named.owner() + " is not set"))
        .text();
  }
}
