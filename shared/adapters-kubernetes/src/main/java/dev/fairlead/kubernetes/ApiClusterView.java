package dev.fairlead.kubernetes;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_UNAUTHORIZED;

import dev.fairlead.core.port.ClusterView;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The view that the API server gives. */
final class ApiClusterView implements ClusterView {
  private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

  private final KubernetesClient client;

  ApiClusterView(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public String version() {
    return told(() -> client.getKubernetesVersion().getGitVersion())
        .orElseThrow(
            () -> new PortException(Fault.UNAVAILABLE, "this user may not even read the version"));
  }

  @Override
  public Presence namespace(String name) {
    return told(() -> Optional.ofNullable(client.namespaces().withName(name).get()))
        .map(found -> found.isPresent() ? Presence.THERE : Presence.MISSING)
        .orElse(Presence.NOT_TOLD);
  }

  @Override
  public Set<Right> rights(String namespace) {
    var rights = EnumSet.noneOf(Right.class);
    for (Right right : Right.values()) {
      if (told(() -> isAllowed(right, namespace)).orElse(false)) {
        rights.add(right);
      }
    }
    return rights;
  }

  /** A question in the form of an object: the server answers it and keeps nothing. */
  private boolean isAllowed(Right right, String namespace) {
    String verb = right.words().substring(0, right.words().indexOf(' '));
    var question =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withNamespace(namespace)
            .withVerb(verb)
            .withResource("pods")
            .withSubresource(right == Right.READ_LOGS ? "log" : "")
            .endResourceAttributes()
            .endSpec()
            .build();
    return Boolean.TRUE.equals(
        client
            .authorization()
            .v1()
            .selfSubjectAccessReview()
            .create(question)
            .getStatus()
            .getAllowed());
  }

  @Override
  public Optional<List<Node>> nodes() {
    return told(() ->
        client.nodes().list().getItems().stream()
            .map(ApiClusterView::node)
            .sorted(Comparator.comparing(Node::name))
            .toList());
  }

  private static Node node(io.fabric8.kubernetes.api.model.Node node) {
    Map<String, Quantity> allocatable = node.getStatus().getAllocatable();
    boolean unschedulable = Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    return new Node(
        node.getMetadata().getName(),
        !unschedulable && node.getStatus().getConditions().stream().anyMatch(ApiClusterView::ready),
        amount(allocatable, "cpu").multiply(MILLIS).longValue(),
        amount(allocatable, "memory").longValue(),
        amount(allocatable, "pods").longValue());
  }

  private static boolean ready(NodeCondition condition) {
    return condition.getType().equals("Ready") && condition.getStatus().equals("True");
  }

  private static BigDecimal amount(Map<String, Quantity> quantities, String name) {
    return Optional.ofNullable(quantities.get(name))
        .map(Quantity::getNumericalAmount)
        .orElse(BigDecimal.ZERO);
  }

  @Override
  public Optional<List<Pod>> pods(String namespace, String label, String value) {
    return told(() ->
        client.pods().inNamespace(namespace).withLabel(label, value).list().getItems().stream()
            .map(pod ->
                new Pod(
                    pod.getMetadata().getName(),
                    pod.getStatus().getPhase(),
                    Instant.parse(pod.getMetadata().getCreationTimestamp())))
            .sorted(Comparator.comparing(Pod::name))
            .toList());
  }

  /** What is forbidden is not told; any other refusal is the whole cluster's. */
  private <T> Optional<T> told(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (KubernetesClientException failure) {
      if (failure.getCode() == HTTP_FORBIDDEN) {
        return Optional.empty();
      }
      throw new PortException(Fault.UNAVAILABLE, reason(failure), failure);
    }
  }

  private String reason(KubernetesClientException failure) {
    String server = client.getMasterUrl().toString();
    if (failure.getCode() == HTTP_UNAUTHORIZED) {
      return server + " does not accept the kubeconfig's credentials";
    }
    if (failure.getCode() > 0) {
      return server + " answers with status " + failure.getCode();
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return "%s does not answer: %s"
        .formatted(
            server, Optional.ofNullable(root.getMessage()).orElse(root.getClass().getSimpleName()));
  }
}
