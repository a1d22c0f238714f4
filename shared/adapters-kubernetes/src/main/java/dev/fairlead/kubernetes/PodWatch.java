package dev.fairlead.kubernetes;

import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.Optional;
import java.util.function.Consumer;

/** Passes on what the informer of our pods sees. */
final class PodWatch implements ResourceEventHandler<Pod> {
  private final Consumer<PodFacts> seen;
  private final Consumer<PodFacts> gone;

  private PodWatch(Consumer<PodFacts> seen, Consumer<PodFacts> gone) {
    this.seen = seen;
    this.gone = gone;
  }

  /**
   * Starts it.
   *
   * @param namespace all of them unless given
   */
  static AutoCloseable start(
      KubernetesClient client,
      String environment,
      Optional<String> namespace,
      Consumer<PodFacts> seen,
      Consumer<PodFacts> gone) {
    try {
      return namespace
          .<FilterWatchListDeletable<Pod, PodList, PodResource>>map(client.pods()::inNamespace)
          .orElseGet(client.pods()::inAnyNamespace)
          .withLabel(Marks.ENVIRONMENT, environment)
          .inform(new PodWatch(seen, gone));
    } catch (KubernetesClientException failure) {
      throw new PortException(
          Fault.UNAVAILABLE,
          "the cluster's pods cannot be watched: " + failure.getMessage(),
          failure);
    }
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
