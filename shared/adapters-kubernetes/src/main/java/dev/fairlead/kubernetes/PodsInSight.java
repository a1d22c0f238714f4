package dev.fairlead.kubernetes;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_GONE;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import dev.fairlead.core.pod.PodCluster.Listing;
import dev.fairlead.core.pod.PodCluster.Unseen;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.util.List;
import java.util.Optional;

/**
 * The pods of an environment where this user may look: in the namespaces that are named, or where
 * none is, in all of them. Who may not look into all looks into the usual one.
 */
final class PodsInSight {
  private final KubernetesClient client;
  private final String environment;
  private final List<String> named;
  private final String usual;

  /**
   * Looks nowhere yet.
   *
   * @param environment a label's value
   * @param named namespaces; none: all that there are
   * @param own the namespace of the context
   */
  PodsInSight(KubernetesClient client, String environment, List<String> named, String own) {
    this.client = client;
    this.environment = environment;
    this.named = named.stream().distinct().toList();
    this.usual = named.isEmpty() || named.contains(own) ? own : named.getFirst();
  }

  /** The context's, or the first that is named where that is not among them. */
  String usual() {
    return usual;
  }

  /** Whether pods of a namespace are told of; empty if so, or else why not. */
  Optional<String> blindTo(String namespace) {
    return named.isEmpty() || named.contains(namespace)
        ? Optional.empty()
        : Optional.of(
            "Nobody looks after pods in namespace %s, only in %s."
                .formatted(namespace, String.join(", ", named)));
  }

  /**
   * A page, of one namespace only where some are named. Where to go on is then written as
   * namespace/continue. A named one that is forbidden or gone gives no pods, and says so. Cost: 1
   * request; 2 where all may not be looked into.
   */
  Listing page(int limit, Optional<String> after) {
    if (named.isEmpty()) {
      return everywhere(limit, after);
    }
    String from = after.orElseGet(() -> named.getFirst() + "/");
    int slash = from.indexOf('/');
    String namespace = from.substring(0, slash);
    Listing page =
        named(
            namespace,
            limit,
            Optional.of(from.substring(slash + 1)).filter(next -> !next.isEmpty()));
    int following = named.indexOf(namespace) + 1;
    return new Listing(
        page.pods(),
        page.next()
            .map(next -> namespace + "/" + next)
            .or(() ->
                following < named.size()
                    ? Optional.of(named.get(following) + "/")
                    : Optional.empty()),
        page.unseen());
  }

  private Listing named(String namespace, int limit, Optional<String> after) {
    try {
      return page(in(namespace), limit, after);
    } catch (KubernetesClientException failure) {
      if (failure.getCode() != HTTP_FORBIDDEN && failure.getCode() != HTTP_NOT_FOUND) {
        throw failure;
      }
      var why = "the cluster answers %d: %s".formatted(failure.getCode(), failure.getMessage());
      return new Listing(List.of(), Optional.empty(), Optional.of(new Unseen(namespace, why)));
    }
  }

  private Listing everywhere(int limit, Optional<String> after) {
    try {
      return page(everywhere(), limit, after);
    } catch (KubernetesClientException failure) {
      if (failure.getCode() != HTTP_FORBIDDEN) {
        throw failure;
      }
      return page(in(usual), limit, after);
    }
  }

  private static Listing page(
      FilterWatchListDeletable<Pod, PodList, PodResource> pods, int limit, Optional<String> after) {
    var options = new ListOptionsBuilder().withLimit((long) limit);
    after.ifPresent(options::withContinue);
    try {
      PodList page = pods.list(options.build());
      return new Listing(
          page.getItems().stream().flatMap(pod -> PodReading.facts(pod).stream()).toList(),
          Optional.ofNullable(page.getMetadata().getContinue()).filter(next -> !next.isEmpty()));
    } catch (KubernetesClientException failure) {
      // What it went on from is forgotten by now; the next look begins anew.
      if (failure.getCode() == HTTP_GONE) {
        return new Listing(List.of(), Optional.empty());
      }
      throw failure;
    }
  }

  /**
   * What has to be watched to see all of them. Cost: nothing where namespaces are named, or else 1
   * request, which tells whether this user may look into all.
   */
  List<FilterWatchListDeletable<Pod, PodList, PodResource>> parts() {
    if (!named.isEmpty()) {
      return named.stream().map(this::in).toList();
    }
    try {
      everywhere().list(new ListOptionsBuilder().withLimit(1L).build());
      return List.of(everywhere());
    } catch (KubernetesClientException failure) {
      if (failure.getCode() != HTTP_FORBIDDEN) {
        throw failure;
      }
      return List.of(in(usual));
    }
  }

  private FilterWatchListDeletable<Pod, PodList, PodResource> everywhere() {
    return client.pods().inAnyNamespace().withLabel(Marks.ENVIRONMENT, environment);
  }

  private FilterWatchListDeletable<Pod, PodList, PodResource> in(String namespace) {
    return client.pods().inNamespace(namespace).withLabel(Marks.ENVIRONMENT, environment);
  }
}
