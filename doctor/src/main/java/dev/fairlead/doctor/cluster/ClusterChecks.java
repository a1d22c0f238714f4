package dev.fairlead.doctor.cluster;

import dev.fairlead.core.port.ClusterView;
import dev.fairlead.core.port.ClusterView.Node;
import dev.fairlead.core.port.ClusterView.Pod;
import dev.fairlead.core.port.ClusterView.Right;
import dev.fairlead.core.port.PortException;
import dev.fairlead.doctor.finding.Finding;
import dev.fairlead.doctor.finding.Section;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a cluster is there, and this user may run operations in it as pods. */
public final class ClusterChecks {
  private static final String LABEL = "app.kubernetes.io/managed-by";
  private static final String OURS = "fairlead";
  private static final int MOST_NAMES = 5;

  private final ClusterView cluster;
  private final String namespace;

  private ClusterChecks(ClusterView cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /**
   * Looks at everything: some ten small calls.
   *
   * @param context under which the kubeconfig knows it
   */
  public static Section of(ClusterView cluster, String context, String namespace) {
    try {
      return Section.reached(title(context), new ClusterChecks(cluster, namespace).findings());
    } catch (PortException failure) {
      return unreached(Optional.of(context), failure);
    }
  }

  /** Of a cluster that could not even be opened. */
  public static Section unreached(Optional<String> context, PortException failure) {
    return Section.unreached(
        title(context.orElse("of the current context")),
        Finding.problem(
            "cluster",
            String.valueOf(failure.getMessage()),
            "See whether 'kubectl version' works, and what KUBECONFIG and --kube-context name."));
  }

  private static String title(String context) {
    return "Kubernetes cluster " + context;
  }

  private List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    findings.add(Finding.ok("cluster", "answers, version " + cluster.version()));
    findings.add(namespace());
    findings.add(rights());
    findings.addAll(nodes());
    findings.addAll(pods());
    return findings;
  }

  private Finding namespace() {
    return switch (cluster.namespace(namespace)) {
      case THERE -> Finding.ok("namespace", namespace + " is there");
      case MISSING ->
          Finding.problem(
              "namespace",
              namespace + " is missing",
              "Name another with --namespace, or: kubectl create namespace " + namespace);
      case NOT_TOLD -> Finding.ok("namespace", namespace + "; this user is not told of namespaces");
    };
  }

  private Finding rights() {
    var missing = EnumSet.allOf(Right.class);
    missing.removeAll(cluster.rights(namespace));
    return missing.isEmpty()
        ? Finding.ok("rights", "this user may " + words(EnumSet.allOf(Right.class)))
        : Finding.problem(
            "rights",
            "this user may not " + words(missing),
            "Have a role that allows it bound in namespace " + namespace + ".");
  }

  private static String words(Set<Right> rights) {
    return String.join(", ", rights.stream().map(Right::words).toList());
  }

  private List<Finding> nodes() {
    Optional<List<Node>> told = cluster.nodes();
    if (told.isEmpty()) {
      return List.of(Finding.ok("nodes", "this user is not told of nodes"));
    }
    List<Node> ready = told.get().stream().filter(Node::ready).toList();
    if (ready.isEmpty()) {
      return List.of(
          Finding.problem(
              "nodes",
              "none of %d takes pods".formatted(told.get().size()),
              "See why: kubectl describe nodes"));
    }
    var findings = new ArrayList<Finding>();
    findings.add(Finding.ok("nodes", capacity(ready, told.get().size())));
    told.get().stream()
        .filter(node -> !node.ready())
        .forEach(node ->
            findings.add(
                Finding.warning(
                    "node",
                    node.name() + " takes no pods",
                    "See why: kubectl describe node " + node.name())));
    return findings;
  }

  private static String capacity(List<Node> ready, int all) {
    return String.format(
        Locale.ROOT,
        "%d of %d take pods; allocatable to them: %.1f cores, %.1f GiB, %d pods",
        ready.size(),
        all,
        ready.stream().mapToLong(Node::cpuMillis).sum() / 1000.0,
        ready.stream().mapToLong(Node::memoryBytes).sum() / (double) (1L << 30),
        ready.stream().mapToLong(Node::pods).sum());
  }

  private List<Finding> pods() {
    Optional<List<Pod>> told = cluster.pods(namespace, LABEL, OURS);
    if (told.isEmpty()) {
      return List.of();
    }
    List<Pod> finished = told.get().stream().filter(Pod::isFinished).toList();
    List<Pod> living = told.get().stream().filter(pod -> !pod.isFinished()).toList();
    var findings = new ArrayList<Finding>();
    findings.add(
        Finding.ok("pods", living.isEmpty() ? "none of ours runs" : "of ours: " + named(living)));
    if (!finished.isEmpty()) {
      findings.add(
          Finding.warning(
              "pods",
              "finished and left over: " + named(finished),
              "If nobody needs their logs: kubectl delete pods -n %s -l %s=%s --field-selector"
                      .formatted(namespace, LABEL, OURS)
                  + " status.phase!=Running,status.phase!=Pending"));
    }
    return findings;
  }

  private static String named(List<Pod> pods) {
    String names =
        String.join(
            ", ",
            pods.stream()
                .limit(MOST_NAMES)
                .map(pod -> pod.name() + " (" + pod.phase() + ")")
                .toList());
    return pods.size() > MOST_NAMES
        ? names + " and " + (pods.size() - MOST_NAMES) + " more"
        : names;
  }
}
