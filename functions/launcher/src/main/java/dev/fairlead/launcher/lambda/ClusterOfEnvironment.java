package dev.fairlead.launcher.lambda;

import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.kubernetes.KubernetesAdapters;
import dev.fairlead.launcher.NoCluster;
import dev.fairlead.launcher.lambda.LauncherSettings.Cluster;
import java.time.InstantSource;

/** The cluster that the settings name. */
final class ClusterOfEnvironment {
  private ClusterOfEnvironment() {}

  /**
   * Opens it, or none where none is named. Reads a secret where that holds the kubeconfig, and
   * calls nothing else yet.
   *
   * @throws IllegalArgumentException if the secret is not set
   */
  static PodCluster open(LauncherSettings settings, AwsAdapters aws, InstantSource clock) {
    return settings
        .cluster()
        .map(cluster -> open(cluster, aws, clock))
        .<PodCluster>map(
            kubernetes -> kubernetes.within(settings.namespaces()).pods(settings.environment()))
        .orElseGet(NoCluster::new);
  }

  private static KubernetesAdapters open(Cluster cluster, AwsAdapters aws, InstantSource clock) {
    return switch (cluster) {
      case Cluster.Kubeconfig named -> KubernetesAdapters.ofKubeconfig(read(named, aws.secrets()));
      case Cluster.Eks eks ->
          KubernetesAdapters.ofTokens(
              eks.endpoint(),
              eks.certificateAuthority(),
              aws.clusterTokens(eks.name(), eks.region(), clock));
    };
  }

  private static String read(Cluster.Kubeconfig named, SecretStore secrets) {
    return secrets
        .find(named.owner().value(), named.name())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the secret " + named.name().value() + " of " + named.owner() + " is not set"))
        .text();
  }
}
