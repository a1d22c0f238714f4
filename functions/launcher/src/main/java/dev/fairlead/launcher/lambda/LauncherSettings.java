package dev.fairlead.launcher.lambda;

import dev.fairlead.catalog.Setting;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.secret.SecretName;
import java.util.Map;
import java.util.Optional;

/**
 * What the functions about pods are told of their environment.
 *
 * @param environment its name
 * @param kubeconfig where the kubeconfig is; absent, nothing runs as a pod
 */
record LauncherSettings(String environment, Optional<Kubeconfig> kubeconfig) {
  /** A secret of a customer. */
  record Kubeconfig(CustomerId owner, SecretName name) {}

  /**
   * Reads every {@link Setting} of the launcher.
   *
   * @throws IllegalArgumentException naming the variable that is malformed
   */
  static LauncherSettings fromEnvironment() {
    return from(System.getenv());
  }

  static LauncherSettings from(Map<String, String> variables) {
    return new LauncherSettings(
        variables.getOrDefault(Setting.ENVIRONMENT.variable(), ""),
        Optional.ofNullable(variables.get(Setting.KUBECONFIG_SECRET.variable()))
            .filter(named -> !named.isEmpty())
            .map(LauncherSettings::kubeconfig));
  }

  private static Kubeconfig kubeconfig(String named) {
    int slash = named.indexOf('/');
    try {
      return new Kubeconfig(
          new CustomerId(named.substring(0, Math.max(0, slash))),
          new SecretName(named.substring(slash + 1)));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          Setting.KUBECONFIG_SECRET.variable()
              + " is \""
              + named
              + "\" but must be customer/secret",
          malformed);
    }
  }
}
