package dev.fairlead.launcher.lambda;

import dev.fairlead.catalog.Setting;
import dev.fairlead.core.port.PodCluster;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import dev.fairlead.kubernetes.KubernetesAdapters;
import dev.fairlead.launcher.NoCluster;

/** The cluster whose kubeconfig the environment keeps as a secret of one of its customers. */
final class ClusterOfEnvironment {
  private ClusterOfEnvironment() {}

  /**
   * Opens it, or none where none is named.
   *
   * @throws IllegalArgumentException if the setting names no secret, or one that is not set
   */
  static PodCluster open(SecretStore secrets) {
    String named = System.getenv().getOrDefault(Setting.KUBECONFIG_SECRET.variable(), "");
    if (named.isEmpty()) {
      return new NoCluster();
    }
    int slash = named.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          Setting.KUBECONFIG_SECRET.variable() + " is customer/secret, not \"" + named + "\"");
    }
    SecretValue kubeconfig =
        secrets
            .find(named.substring(0, slash), new SecretName(named.substring(slash + 1)))
            .orElseThrow(() -> new IllegalArgumentException("the secret " + named + " is not set"));
    return KubernetesAdapters.ofKubeconfig(kubeconfig.text())
        .pods(System.getenv().getOrDefault(Setting.ENVIRONMENT.variable(), ""));
  }
}
