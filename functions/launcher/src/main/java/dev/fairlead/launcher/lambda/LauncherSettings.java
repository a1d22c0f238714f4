package dev.fairlead.launcher.lambda;

import static java.util.stream.Collectors.joining;

import dev.fairlead.catalog.Setting;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.secret.SecretName;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the functions about pods are told of their environment.
 *
 * @param environment its name
 * @param cluster where pods run; absent, nothing runs as a pod
 * @param namespaces where pods may be, in order; none: wherever the cluster's user may look
 */
record LauncherSettings(String environment, Optional<Cluster> cluster, List<String> namespaces) {
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private static final List<Setting> OF_EKS =
      List.of(Setting.EKS_CLUSTER, Setting.EKS_ENDPOINT, Setting.EKS_CERTIFICATE_AUTHORITY);

  LauncherSettings {
    namespaces = List.copyOf(namespaces);
  }

  /** How to reach a cluster, and as whom. */
  sealed interface Cluster {
    /** As the kubeconfig says that is a secret of a customer. */
    record Kubeconfig(CustomerId owner, SecretName name) implements Cluster {}

    /**
     * As the function's own role.
     *
     * @param certificateAuthority PEM, in Base64
     * @param region where it is; the function's own unless given
     */
    record Eks(String name, URI endpoint, String certificateAuthority, Optional<String> region)
        implements Cluster {}
  }

  /**
   * Reads every {@link Setting} of the launcher.
   *
   * @throws IllegalArgumentException naming the variable that is malformed or missing
   */
  static LauncherSettings fromEnvironment() {
    return from(System.getenv());
  }

  static LauncherSettings from(Map<String, String> variables) {
    Optional<Cluster> byKubeconfig =
        find(variables, Setting.KUBECONFIG_SECRET).map(LauncherSettings::kubeconfig);
    Optional<Cluster> byRole = eks(variables);
    if (byKubeconfig.isPresent() && byRole.isPresent()) {
      throw new IllegalArgumentException(
          Setting.KUBECONFIG_SECRET.variable()
              + " and "
              + Setting.EKS_CLUSTER.variable()
              + " name a cluster each, and there can be one");
    }
    if (byRole.isEmpty()) {
      refuseAlone(variables, Setting.EKS_REGION, "which EKS cluster", Setting.EKS_CLUSTER);
    }
    if (byRole.isEmpty() && byKubeconfig.isEmpty()) {
      refuseAlone(
          variables,
          Setting.POD_NAMESPACES,
          "of which cluster",
          Setting.KUBECONFIG_SECRET,
          Setting.EKS_CLUSTER);
    }
    return new LauncherSettings(
        find(variables, Setting.ENVIRONMENT).orElse(""),
        byKubeconfig.or(() -> byRole),
        find(variables, Setting.POD_NAMESPACES)
            .map(LauncherSettings::namespaces)
            .orElse(List.of()));
  }

  /** Who sets it means a cluster; without one its pods would be refused, and nobody told why. */
  private static void refuseAlone(
      Map<String, String> variables, Setting set, String what, Setting... missing) {
    if (find(variables, set).isPresent()) {
      throw new IllegalArgumentException(
          "%s is set, but not %s: %s"
              .formatted(
                  set.variable(),
                  what,
                  Arrays.stream(missing).map(Setting::variable).collect(joining(" or "))));
    }
  }

  /** One that is left out by mistake would be one whose pods nobody looks after. */
  private static List<String> namespaces(String named) {
    List<String> all = Arrays.stream(named.split(",", -1)).map(String::strip).toList();
    for (String name : all) {
      if (!NAMESPACE.matcher(name).matches()) {
        throw new IllegalArgumentException(
            Setting.POD_NAMESPACES.variable() + " names \"" + name + "\", which is no namespace");
      }
    }
    return all;
  }

  private static Optional<String> find(Map<String, String> variables, Setting setting) {
    return Optional.ofNullable(variables.get(setting.variable())).filter(text -> !text.isEmpty());
  }

  private static Cluster kubeconfig(String named) {
    int slash = named.indexOf('/');
    try {
      return new Cluster.Kubeconfig(
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

  private static Optional<Cluster> eks(Map<String, String> variables) {
    List<Setting> missing =
        OF_EKS.stream().filter(setting -> find(variables, setting).isEmpty()).toList();
    if (missing.size() == OF_EKS.size()) {
      return Optional.empty();
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          missing.getFirst().variable()
              + " is not set, and an EKS cluster takes all of "
              + String.join(", ", OF_EKS.stream().map(Setting::variable).toList()));
    }
    String endpoint = variables.getOrDefault(Setting.EKS_ENDPOINT.variable(), "");
    // In the clear, whoever listens would have the token.
    if (!endpoint.matches("https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?")) {
      throw new IllegalArgumentException(
          Setting.EKS_ENDPOINT.variable() + " is \"" + endpoint + "\" but must be https://HOST");
    }
    return Optional.of(
        new Cluster.Eks(
            variables.getOrDefault(Setting.EKS_CLUSTER.variable(), ""),
            URI.create(endpoint),
            variables.getOrDefault(Setting.EKS_CERTIFICATE_AUTHORITY.variable(), ""),
            find(variables, Setting.EKS_REGION)));
  }
}
