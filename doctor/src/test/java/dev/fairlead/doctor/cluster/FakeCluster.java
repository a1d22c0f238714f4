package dev.fairlead.doctor.cluster;

import dev.fairlead.core.port.ClusterView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A cluster in memory, as one user sees it. */
final class FakeCluster implements ClusterView {
  private record Labelled(String namespace, String label, String value, Pod pod) {}

  private final Set<Right> rights = EnumSet.noneOf(Right.class);
  private final Set<String> namespaces = new HashSet<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Labelled> pods = new ArrayList<>();
  private final boolean seesAll;

  private FakeCluster(boolean seesAll) {
    this.seesAll = seesAll;
  }

  static FakeCluster ofAdmin() {
    return new FakeCluster(true).allow(EnumSet.allOf(Right.class));
  }

  /** Who may do nothing sees nothing; with rights in a namespace one sees its pods. */
  static FakeCluster ofTenant(Set<Right> rights) {
    return new FakeCluster(false).allow(rights);
  }

  private FakeCluster allow(Set<Right> allowed) {
    rights.addAll(allowed);
    return this;
  }

  FakeCluster withNamespace(String name) {
    namespaces.add(name);
    return this;
  }

  FakeCluster withNode(Node node) {
    nodes.add(node);
    return this;
  }

  FakeCluster withPod(String namespace, String name, String phase, String label, String value) {
    pods.add(
        new Labelled(
            namespace, label, value, new Pod(name, phase, Instant.parse("2026-01-01T00:00:00Z"))));
    return this;
  }

  @Override
  public String version() {
    return "v1.34.2";
  }

  @Override
  public Presence namespace(String name) {
    if (!seesAll) {
      return Presence.NOT_TOLD;
    }
    return namespaces.contains(name) ? Presence.THERE : Presence.MISSING;
  }

  @Override
  public Set<Right> rights(String namespace) {
    return Set.copyOf(rights);
  }

  @Override
  public Optional<List<Node>> nodes() {
    return seesAll
        ? Optional.of(nodes.stream().sorted(Comparator.comparing(Node::name)).toList())
        : Optional.empty();
  }

  @Override
  public Optional<List<Pod>> pods(String namespace, String label, String value) {
    return rights.contains(Right.LIST_PODS)
        ? Optional.of(
            pods.stream()
                .filter(pod ->
                    pod.namespace().equals(namespace)
                        && pod.label().equals(label)
                        && pod.value().equals(value))
                .map(Labelled::pod)
                .sorted(Comparator.comparing(Pod::name))
                .toList())
        : Optional.empty();
  }
}
