package dev.fairlead.testkit.pods;

import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.testkit.contracts.PodClusterContract;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** The fake passes what a real cluster passes. */
class FakePodClusterTest extends PodClusterContract {
  private final FakePodCluster cluster =
      new FakePodCluster(InstantSource.system(), Set.of("default", "full"));

  FakePodClusterTest() {
    cluster.fill("full", true);
  }

  @Override
  protected PodCluster cluster() {
    return cluster;
  }

  @Override
  protected void leave(PodFacts pod, List<byte[]> parts) {
    cluster.leave(pod.pod(), parts);
  }

  @Override
  protected String namespace() {
    return "default";
  }

  @Override
  protected String fullNamespace() {
    return "full";
  }
}
