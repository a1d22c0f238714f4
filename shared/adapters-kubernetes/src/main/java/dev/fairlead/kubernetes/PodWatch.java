package dev.fairlead.kubernetes;

import dev.fairlead.core.pod.PodFacts;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Passes on what the informers of our pods see, one of each namespace that is watched by itself;
 * they take turns, so that whoever is told is told one thing at a time.
 */
final class PodWatch implements ResourceEventHandler<Pod>, AutoCloseable {
  private final Consumer<PodFacts> seen;
  private final Consumer<PodFacts> gone;
  private final List<SharedIndexInformer<Pod>> informers = new ArrayList<>();

  private PodWatch(Consumer<PodFacts> seen, Consumer<PodFacts> gone) {
    this.seen = seen;
    this.gone = gone;
  }

  /** Watches all, or, where one part can't be, nothing. */
  static PodWatch start(PodsInSight pods, Consumer<PodFacts> seen, Consumer<PodFacts> gone) {
    var watch = new PodWatch(seen, gone);
    try {
      pods.parts().forEach(part -> watch.informers.add(part.inform(watch)));
      return watch;
    } catch (KubernetesClientException failure) {
      watch.close();
      throw ApiPodCluster.unavailable(failure);
    }
  }

  @Override
  public synchronized void onAdd(Pod pod) {
    PodReading.facts(pod).ifPresent(seen);
  }

  @Override
  public synchronized void onUpdate(Pod before, Pod now) {
    PodReading.facts(now).ifPresent(seen);
  }

  @Override
  public synchronized void onDelete(Pod pod, boolean isStateUnknown) {
    PodReading.facts(pod).ifPresent(gone);
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::close);
  }
}
