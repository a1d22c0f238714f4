package dev.fairlead.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.ClusterView;
import dev.fairlead.core.port.ClusterView.Node;
import dev.fairlead.core.port.ClusterView.Pod;
import dev.fairlead.core.port.ClusterView.Presence;
import dev.fairlead.core.port.ClusterView.Right;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What every view of a cluster shows, to one who may do all and to one who may do nothing.
 *
 * <p>An implementation extends this and gives a cluster with a node and a namespace.
 */
public abstract class ClusterViewContract {
  private static final String LABEL = "app.kubernetes.io/managed-by";

  private final String prefix = UniqueNames.forTestOf(getClass()).toLowerCase(Locale.ROOT);

  /** For one who may do all. */
  protected abstract ClusterView cluster();

  /** For one who may do nothing, in the same cluster. */
  protected abstract ClusterView clusterOfNobody();

  /** A namespace that is there. */
  protected abstract String namespace();

  /** Makes a pod with one label in {@link #namespace}. */
  protected abstract void createPod(String name, String label, String value);

  @Test
  void tellsItsVersion() {
    assertThat(cluster().version()).matches("v1\\.\\d+.*");
  }

  @Test
  void knowsItsNamespaces() {
    assertThat(cluster().namespace(namespace())).isEqualTo(Presence.THERE);
    assertThat(cluster().namespace(prefix)).isEqualTo(Presence.MISSING);
    assertThat(clusterOfNobody().namespace(namespace())).isEqualTo(Presence.NOT_TOLD);
  }

  @Test
  void tellsWhatTheUserMayDo() {
    assertThat(cluster().rights(namespace())).containsExactlyInAnyOrder(Right.values());
    assertThat(cluster().rights(prefix)).containsExactlyInAnyOrder(Right.values());
    assertThat(clusterOfNobody().rights(namespace())).isEmpty();
  }

  @Test
  void showsItsNodes() {
    var nodes = cluster().nodes().orElseThrow();

    assertThat(nodes).isNotEmpty().isSortedAccordingTo(Comparator.comparing(Node::name));
    assertThat(nodes)
        .anyMatch(node ->
            node.ready() && node.cpuMillis() > 0 && node.memoryBytes() > 0 && node.pods() > 0);
    assertThat(clusterOfNobody().nodes()).isEmpty();
  }

  @Test
  void showsThePodsWithALabelAndNoOthers() {
    createPod(prefix + "-b", LABEL, prefix);
    createPod(prefix + "-a", LABEL, prefix);
    createPod(prefix + "-other", LABEL, "other");

    assertThat(cluster().pods(namespace(), LABEL, prefix).orElseThrow())
        .extracting(Pod::name)
        .containsExactly(prefix + "-a", prefix + "-b");
    assertThat(cluster().pods(namespace(), LABEL, prefix).orElseThrow())
        .allMatch(pod -> pod.created().isAfter(Instant.EPOCH) && !pod.phase().isEmpty());
    assertThat(clusterOfNobody().pods(namespace(), LABEL, prefix)).isEmpty();
  }

  @Test
  void aNamespaceThatIsNotThereHasNoPods() {
    assertThat(cluster().pods(prefix, LABEL, prefix).orElseThrow()).isEmpty();
  }
}
