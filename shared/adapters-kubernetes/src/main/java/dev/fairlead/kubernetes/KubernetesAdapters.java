package dev.fairlead.kubernetes;

import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.port.ClusterView;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One cluster as one user, by a context of the kubeconfig. Thread-safe. */
public final class KubernetesAdapters implements AutoCloseable {
  /** The label of our pods whose value is the id of their agenda. */
  public static final String AGENDA_LABEL = Marks.AGENDA;

  private static final int CONNECT_MILLIS = 3_000;
  private static final int REQUEST_MILLIS = 10_000;

  private final KubernetesClient client;
  private final String context;
  private final List<String> namespaces;

  private KubernetesAdapters(KubernetesClient client, String context, List<String> namespaces) {
    this.client = client;
    this.context = context;
    this.namespaces = List.copyOf(namespaces);
  }

  /**
   * Opens a cluster. Calls nothing yet but, where the kubeconfig says so, the program that makes
   * credentials. The kubeconfig is what KUBECONFIG names, else the one in the home folder.
   *
   * @param context the kubeconfig's current one unless given
   * @throws PortException with fault UNAVAILABLE when there is no such context
   */
  public static KubernetesAdapters open(Optional<String> context) {
    var config = Config.autoConfigure(context.orElse(null));
    List<String> known = config.getContexts().stream().map(NamedContext::getName).sorted().toList();
    if (context.isPresent() && !known.contains(context.get())) {
      throw new PortException(
          Fault.UNAVAILABLE,
          "the kubeconfig has no context %s; it has %s"
              .formatted(context.get(), known.isEmpty() ? "none" : String.join(", ", known)));
    }
    if (config.getCurrentContext() == null) {
      throw new PortException(Fault.UNAVAILABLE, "there is no kubeconfig with a current context");
    }
    return open(config, config.getCurrentContext().getName());
  }

  /**
   * Opens the kubeconfig's current context; inside of a pod, where there is no kubeconfig, the
   * cluster that it runs in, as its service account. Calls nothing yet.
   *
   * @throws PortException with fault UNAVAILABLE when there is neither
   */
  public static KubernetesAdapters openHere() {
    var config = Config.autoConfigure(null);
    return config.getCurrentContext() == null && config.getAutoOAuthToken() != null
        ? open(config, "in-cluster")
        : open(Optional.empty());
  }

  /**
   * Opens the cluster of a kubeconfig's current context. Calls nothing yet.
   *
   * @param kubeconfig its text, YAML
   */
  public static KubernetesAdapters ofKubeconfig(String kubeconfig) {
    var config = Config.fromKubeconfig(kubeconfig);
    return open(config, config.getCurrentContext().getName());
  }

  /**
   * Opens a cluster that is known without a kubeconfig. Calls nothing yet.
   *
   * @param server https address of its API server
   * @param certificateAuthority who signs the server's certificate: PEM, in Base64
   * @param tokens is asked before each request for the bearer token to send along
   */
  public static KubernetesAdapters ofTokens(
      URI server, String certificateAuthority, Supplier<String> tokens) {
    return open(
        new ConfigBuilder(Config.empty())
            .withMasterUrl(server.toString())
            .withCaCertData(certificateAuthority)
            .withOauthTokenProvider(tokens::get)
            .build(),
        server.getHost());
  }

  static KubernetesAdapters open(Config config, String context) {
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setRequestTimeout(REQUEST_MILLIS);
    config.setRequestRetryBackoffLimit(1);
    return new KubernetesAdapters(
        new KubernetesClientBuilder().withConfig(config).build(), context, List.of());
  }

  /**
   * The same cluster, for a user who may look into some namespaces only. Pods are then listed and
   * watched there, and made nowhere else, since nobody would tell of them.
   *
   * @param only their names; none: as this is
   * @return shares the connection, and ends with this
   */
  public KubernetesAdapters within(List<String> only) {
    return only.isEmpty() ? this : new KubernetesAdapters(client, context, only);
  }

  /** Name of the context. */
  public String context() {
    return context;
  }

  /** Address of the API server. */
  public String server() {
    return client.getMasterUrl().toString();
  }

  /** The context's namespace; {@code default} where it names none. */
  public String namespace() {
    return Optional.ofNullable(client.getNamespace()).orElse("default");
  }

  /**
   * The pods of an environment.
   *
   * @param environment a label's value: 1 to 63 letters, digits, dashes, underscores and dots
   */
  public PodCluster pods(String environment) {
    return new ApiPodCluster(client, environment, sight(environment));
  }

  /**
   * Watches the pods of an environment: tells of each that is there, of each change, and again of
   * all from time to time. After a break it begins anew by itself. What it is told is called on
   * threads of the client's, one at a time. Where {@link #within} names no namespaces and this user
   * may not look into all, the context's is watched.
   *
   * @param seen is told how a pod is
   * @param gone is told how a pod was before it was gone
   * @return ends it
   * @throws PortException with fault UNAVAILABLE when the cluster does not answer, or this user may
   *     not list and watch pods there
   */
  public AutoCloseable watchPods(
      String environment, Consumer<PodFacts> seen, Consumer<PodFacts> gone) {
    return PodWatch.start(sight(environment), seen, gone);
  }

  private PodsInSight sight(String environment) {
    return new PodsInSight(client, environment, namespaces, namespace());
  }

  public ClusterView cluster() {
    return new ApiClusterView(client);
  }

  @Override
  public void close() {
    client.close();
  }
}
