package dev.fairlead.kubernetes;

import dev.fairlead.core.pod.PodFacts;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/** Passes on what the informer of our pods sees. */
final class PodWatch implements ResourceEventHandler<Pod> {
  private final Consumer<PodFacts> seen;
  private final Consumer<PodFacts> gone;

  private PodWatch(Consumer<PodFacts> seen, Consumer<PodFacts> gone) {
    this.seen = seen;
    this.gone = gone;
  }

  static AutoCloseable start(
      KubernetesClient client,
      String environment,
      Consumer<PodFacts> seen,
      Consumer<PodFacts> gone) {
    return client
        .pods()
        .inAnyNamespace()
        .withLabel(Marks.ENVIRONMENT, environment)
        .inform(new PodWatch(seen, gone));
  }

  @Override
  public void onAdd(Pod pod) {
    PodReading.facts(pod).ifPresent(seen);
  }

  @Override
  public void onUpdate(Pod before, Pod now) {
    PodReading.facts(now).ifPresent(seen);
  }

  @Override
  public void onDelete(Pod pod, boolean isStateUnknown) {
    PodReading.facts(pod).ifPresent(gone);
  }
}
