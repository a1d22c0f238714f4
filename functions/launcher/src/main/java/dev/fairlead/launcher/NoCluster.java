package dev.fairlead.launcher;

import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.pod.PodRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where an environment has no cluster: it has no pods, and makes none. */
public final class NoCluster implements PodCluster {
  @Override
  public String usualNamespace() {
    return "default";
  }

  @Override
  public Creation create(PodOrder order) {
    return new Creation.Refused(
        Refusal.NO_CLUSTER, "No Kubernetes cluster is set up, so that nothing can run as a pod.");
  }

  @Override
  public Optional<PodFacts> find(PodRef pod) {
    return Optional.empty();
  }

  @Override
  public Listing list(int limit, Optional<String> after) {
    return new Listing(List.of(), Optional.empty());
  }

  @Override
  public void tell(PodFacts pod, String told) {
    throw new IllegalStateException("there is no pod " + pod.pod());
  }

  @Override
  public void answer(PodFacts pod, Map<String, String> answers) {
    throw new IllegalStateException("there is no pod " + pod.pod());
  }

  @Override
  public Optional<String> logTail(PodRef pod, int bytes) {
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> result(PodFacts pod) {
    return Optional.empty();
  }

  @Override
  public Optional<Instant> lastLine(PodRef pod) {
    return Optional.empty();
  }

  @Override
  public void delete(PodRef pod, Optional<String> uid) {
    // It is as gone as it can be.
  }
}
