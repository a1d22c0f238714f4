package dev.fairlead.local;

import dev.fairlead.catalog.Grant;
import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.pod.PodRef;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Pods of a function that is granted them.
 *
 * @param require refuses what is not granted
 */
record GrantedPods(PodCluster cluster, Consumer<Grant> require) implements PodCluster {
  @Override
  public String usualNamespace() {
    return cluster.usualNamespace();
  }

  @Override
  public Creation create(PodOrder order) {
    return granted().create(order);
  }

  @Override
  public Optional<PodFacts> find(PodRef pod) {
    return granted().find(pod);
  }

  @Override
  public Listing list(int limit, Optional<String> after) {
    return granted().list(limit, after);
  }

  @Override
  public void tell(PodFacts pod, String told) {
    granted().tell(pod, told);
  }

  @Override
  public void answer(PodFacts pod, Map<String, String> answers) {
    granted().answer(pod, answers);
  }

  @Override
  public Optional<String> logTail(PodRef pod, int bytes) {
    return granted().logTail(pod, bytes);
  }

  @Override
  public Optional<byte[]> result(PodFacts pod) {
    return granted().result(pod);
  }

  @Override
  public Optional<Instant> lastLine(PodRef pod) {
    return granted().lastLine(pod);
  }

  @Override
  public void delete(PodRef pod, Optional<String> uid) {
    granted().delete(pod, uid);
  }

  private PodCluster granted() {
    require.accept(Grant.pods());
    return cluster;
  }
}
