package dev.fairlead.kubernetes;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.pod.PodRef;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Pods by the API server. Quota is told from other prohibitions by what the server says. */
final class ApiPodCluster implements PodCluster {
  private static final int HTTP_TOO_MANY = 429;
  private static final int HTTP_UNPROCESSABLE = 422;
  private static final int HTTP_BAD_REQUEST = 400;

  /** Lines, and bytes of them, that are fetched of a log. */
  private static final int MAX_LINES = 1024;

  private static final int MAX_LOG = 1024 * 1024;

  /** The key of a part of a result in its ConfigMap. */
  private static final String RESULT = "result";

  private final KubernetesClient client;
  private final String environment;
  private final PodsInSight sight;
  private final PodSpecs specs;

  /**
   * A cluster.
   *
   * @param environment whose pods are ours; a label's value
   */
  ApiPodCluster(KubernetesClient client, String environment, PodsInSight sight) {
    this.client = client;
    this.environment = environment;
    this.sight = sight;
    this.specs = new PodSpecs(environment);
  }

  @Override
  public String usualNamespace() {
    return sight.usual();
  }

  @Override
  public Creation create(PodOrder order) {
    Optional<String> blind = sight.blindTo(order.pod().namespace());
    if (blind.isPresent()) {
      return new Creation.Refused(Refusal.NAMESPACE, blind.get());
    }
    try {
      Pod pod = made(order);
      Optional<PodFacts> facts = PodReading.facts(pod).filter(_ -> isOurs(pod));
      if (facts.isEmpty()) {
        return new Creation.Refused(
            Refusal.INVALID, "A pod named " + order.pod() + " is there that is not ours.");
      }
      if (!facts.get().isOver() && facts.get().deletedAt().isEmpty()) {
        giveInput(order, pod.getMetadata().getUid());
      }
      return new Creation.There(facts.get());
    } catch (KubernetesClientException failure) {
      return refusal(failure)
          .map(why -> new Creation.Refused(why, said(failure)))
          .orElseThrow(() -> unavailable(failure));
    }
  }

  private Pod made(PodOrder order) {
    try {
      return client.pods().resource(specs.pod(order)).create();
    } catch (KubernetesClientException failure) {
      if (failure.getCode() != HTTP_CONFLICT) {
        throw failure;
      }
      return Optional.ofNullable(resource(order.pod()).get()).orElseThrow(() -> failure);
    }
  }

  private void giveInput(PodOrder order, String uid) {
    for (Secret part : specs.input(order, uid)) {
      try {
        client.secrets().resource(part).create();
      } catch (KubernetesClientException failure) {
        // Whoever came first gave the same; of an older pod of that name it goes any moment.
        if (failure.getCode() != HTTP_CONFLICT) {
          throw failure;
        }
      }
    }
  }

  private boolean isOurs(Pod pod) {
    return environment.equals(pod.getMetadata().getLabels().get(Marks.ENVIRONMENT));
  }

  @Override
  public Optional<PodFacts> find(PodRef pod) {
    return answered(() -> Optional.ofNullable(resource(pod).get()))
        .filter(this::isOurs)
        .flatMap(PodReading::facts);
  }

  @Override
  public Listing list(int limit, Optional<String> after) {
    try {
      return sight.page(limit, after);
    } catch (KubernetesClientException failure) {
      throw unavailable(failure);
    }
  }

  @Override
  public void tell(PodFacts pod, String told) {
    annotate(pod, Map.of(Marks.TOLD, told));
  }

  @Override
  public void answer(PodFacts pod, Map<String, String> answers) {
    var annotations = new TreeMap<String, String>();
    answers.forEach((name, answer) -> annotations.put(Marks.ANSWER + name, answer));
    annotate(pod, annotations);
  }

  private void annotate(PodFacts pod, Map<String, String> annotations) {
    answered(() -> {
      var patch =
          new PodBuilder()
              .withNewMetadata()
              .withUid(pod.uid())
              .addToAnnotations(annotations)
              .endMetadata()
              .build();
      resource(pod.pod()).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
      return Optional.empty();
    });
  }

  @Override
  public Optional<String> logTail(PodRef pod, int bytes) {
    return bytes > MAX_LOG ? ends(pod, bytes) : lastLines(pod, bytes);
  }

  /** Asked for often, so not more is sent than is wanted, or not much. */
  private Optional<String> lastLines(PodRef pod, int bytes) {
    return ApiPodCluster.<String>answered(() ->
            Optional.ofNullable(
                resource(pod)
                    .inContainer(PodSpecs.CONTAINER)
                    .limitBytes(MAX_LOG)
                    .tailingLines(MAX_LINES)
                    .getLog()))
        .filter(text -> !text.isEmpty())
        .map(text -> text.substring(Math.max(0, text.length() - bytes)));
  }

  /** Kubernetes can leave out the end of a log, but not its beginning: all of it is sent. */
  private Optional<String> ends(PodRef pod, int bytes) {
    return ApiPodCluster.<String>answered(
            () -> {
              try (InputStream log =
                  resource(pod).inContainer(PodSpecs.CONTAINER).getLogInputStream()) {
                return log == null ? Optional.empty() : Optional.of(StreamTail.read(log, bytes));
              } catch (IOException broken) {
                throw new PortException(
                    PortException.Fault.UNAVAILABLE, "the log of " + pod + " broke off", broken);
              }
            })
        .filter(text -> !text.isEmpty());
  }

  @Override
  public Optional<byte[]> result(PodFacts pod) {
    var all = new ByteArrayOutputStream();
    for (int i = 0; i < pod.said().parts(); i++) {
      Optional<byte[]> part = part(pod, pod.pod().name() + "-result-" + i);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      all.writeBytes(part.get());
    }
    return Optional.of(all.toByteArray());
  }

  /** Of a pod of that name which was there before, it is nobody's. */
  private Optional<byte[]> part(PodFacts pod, String name) {
    try {
      return ApiPodCluster.<ConfigMap>answered(() ->
              Optional.ofNullable(
                  client.configMaps().inNamespace(pod.pod().namespace()).withName(name).get()))
          .filter(map ->
              map.getMetadata().getOwnerReferences().stream()
                  .anyMatch(owner -> owner.getUid().equals(pod.uid())))
          .flatMap(map -> Optional.ofNullable(map.getBinaryData()))
          .flatMap(data -> Optional.ofNullable(data.get(RESULT)))
          .map(Base64.getDecoder()::decode);
    } catch (PortException refused) {
      if (refused.getCause() instanceof KubernetesClientException failure
          && failure.getCode() == HTTP_FORBIDDEN) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  @Override
  public Optional<Instant> lastLine(PodRef pod) {
    return ApiPodCluster.<String>answered(() ->
            Optional.ofNullable(
                resource(pod)
                    .inContainer(PodSpecs.CONTAINER)
                    .usingTimestamps()
                    .tailingLines(1)
                    .getLog()))
        .map(line -> line.split(" ", 2)[0])
        .flatMap(ApiPodCluster::time);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException nothingPrinted) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(PodRef pod, Optional<String> uid) {
    answered(() -> {
      Optional<Pod> found = Optional.ofNullable(resource(pod).get());
      boolean isIt =
          found
              .filter(this::isOurs)
              .filter(there -> uid.map(there.getMetadata().getUid()::equals).orElse(true))
              .isPresent();
      if (isIt) {
        resource(pod).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
      }
      return Optional.empty();
    });
  }

  private PodResource resource(PodRef pod) {
    return client.pods().inNamespace(pod.namespace()).withName(pod.name());
  }

  /**
   * What is gone, or not there yet, is nothing; so is a log of a container that has not begun.
   *
   * @throws PortException for everything else
   */
  private static <T> Optional<T> answered(Supplier<Optional<T>> call) {
    try {
      return call.get();
    } catch (KubernetesClientException failure) {
      int code = failure.getCode();
      // Unprocessable is the change of a uid: the pod of that name is another one by now.
      if (code == HTTP_NOT_FOUND
          || code == HTTP_BAD_REQUEST
          || code == HTTP_CONFLICT
          || code == HTTP_UNPROCESSABLE) {
        return Optional.empty();
      }
      throw unavailable(failure);
    }
  }

  private static Optional<Refusal> refusal(KubernetesClientException failure) {
    return switch (failure.getCode()) {
      case HTTP_UNPROCESSABLE, HTTP_BAD_REQUEST -> Optional.of(Refusal.INVALID);
      case HTTP_NOT_FOUND -> Optional.of(Refusal.NAMESPACE);
      case HTTP_TOO_MANY -> Optional.of(Refusal.BUSY);
      case HTTP_FORBIDDEN ->
          Optional.of(
              said(failure).contains("exceeded quota")
                  ? Refusal.QUOTA
                  : said(failure).contains("being terminated")
                      ? Refusal.NAMESPACE
                      : Refusal.FORBIDDEN);
      default -> Optional.empty();
    };
  }

  private static String said(KubernetesClientException failure) {
    return Optional.ofNullable(failure.getStatus())
        .map(Status::getMessage)
        .orElseGet(() -> Optional.ofNullable(failure.getMessage()).orElse("No reason is given."));
  }

  static PortException unavailable(KubernetesClientException failure) {
    return new PortException(
        Fault.UNAVAILABLE, "the cluster answers " + failure.getCode(), failure);
  }
}
