package dev.fairlead.doctor.cluster;

import dev.fairlead.core.port.ClusterView;
import dev.fairlead.core.port.ClusterView.Node;
import dev.fairlead.testkit.contracts.ClusterViewContract;
import java.util.Set;

class FakeClusterContractTest extends ClusterViewContract {
  private final FakeCluster cluster =
      FakeCluster.ofAdmin().withNamespace("there").withNode(new Node("b", true, 2000, 1 << 30, 10));

  @Override
  protected ClusterView cluster() {
    return cluster;
  }

  @Override
  protected ClusterView clusterOfNobody() {
    return FakeCluster.ofTenant(Set.of());
  }

  @Override
  protected String namespace() {
    return "there";
  }

  @Override
  protected void createPod(String name, String label, String value) {
    cluster.withPod("there", name, "Pending", label, value);
  }
}
