package dev.fairlead.kubernetes;

import dev.fairlead.core.objects.HandlerTerms;
import dev.fairlead.core.objects.Mount;
import dev.fairlead.core.objects.PodTerms;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.secret.SecretName;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is sent to Kubernetes for an order: a pod that is never restarted, and the Secrets with its
 * payload, which the pod waits for and which go with it.
 */
final class PodSpecs {
  static final String CONTAINER = "handler";

  private static final String FOLDER = "/fairlead";
  private static final String INPUT = FOLDER + "/in";

  /** Its content is the container's termination message. */
  private static final String OUTPUT_FILE = FOLDER + "/output.json";

  private static final String INPUT_VOLUME = "fairlead-in";

  private final String environment;

  PodSpecs(String environment) {
    this.environment = environment;
  }

  Pod pod(PodOrder order) {
    HandlerTerms handler = order.handler();
    PodTerms terms = handler.pod();
    var volumes = new ArrayList<Volume>();
    var mounts = new ArrayList<VolumeMount>();
    volumes.add(PodInput.of(order).volume(INPUT_VOLUME));
    mounts.add(
        new VolumeMountBuilder()
            .withName(INPUT_VOLUME)
            .withMountPath(INPUT)
            .withReadOnly(true)
            .build());
    for (int i = 0; i < terms.mounts().size(); i++) {
      Mount mount = terms.mounts().get(i);
      volumes.add(volume("mount-" + i, mount.source()));
      mounts.add(
          new VolumeMountBuilder()
              .withName("mount-" + i)
              .withMountPath(mount.path())
              .withReadOnly(mount.isReadOnly() ? true : null)
              .build());
    }
    var spec =
        new PodSpecBuilder()
            .withRestartPolicy("Never")
            .withActiveDeadlineSeconds(order.longest().plus(handler.startsWithin()).toSeconds())
            .withAutomountServiceAccountToken(terms.serviceAccount().isPresent())
            .withEnableServiceLinks(false)
            .withNodeSelector(terms.nodeSelector().isEmpty() ? null : terms.nodeSelector())
            .withTolerations(terms.tolerations().stream().map(PodSpecs::toleration).toList())
            .withImagePullSecrets(
                terms.pullSecrets().stream().map(LocalObjectReference::new).toList())
            .withVolumes(volumes)
            .withContainers(container(order, mounts));
    terms.serviceAccount().ifPresent(spec::withServiceAccountName);
    return new PodBuilder()
        .withNewMetadata()
        .withName(order.pod().name())
        .withNamespace(order.pod().namespace())
        .withLabels(labels(order))
        .withAnnotations(annotations(order))
        .withOwnerReferences(
            order.owner().stream().map(owner -> owner(owner.name(), owner.uid())).toList())
        .endMetadata()
        .withSpec(spec.build())
        .build();
  }

  /** Owned by the pod, so that Kubernetes deletes them with that. */
  List<Secret> input(PodOrder order, String podUid) {
    return PodInput.of(order).secrets(Map.of(Marks.ENVIRONMENT, environment), podUid);
  }

  private static OwnerReference owner(String pod, String uid) {
    return new OwnerReferenceBuilder()
        .withApiVersion("v1")
        .withKind("Pod")
        .withName(pod)
        .withUid(uid)
        .build();
  }

  private Map<String, String> labels(PodOrder order) {
    var labels = new TreeMap<>(order.handler().pod().labels());
    labels.put(Marks.ENVIRONMENT, environment);
    labels.put(Marks.AGENDA, order.key().agenda().agenda().value());
    labels.put(Marks.ATTEMPT, Integer.toString(order.attempt()));
    return labels;
  }

  private static Map<String, String> annotations(PodOrder order) {
    var annotations = new TreeMap<>(order.handler().pod().annotations());
    annotations.put(Marks.OPERATION_KEY, order.key().toString());
    annotations.put(Marks.STARTS_WITHIN, order.handler().startsWithin().toString());
    annotations.put(Marks.LONGEST, order.longest().toString());
    order.handler().silence().ifPresent(most -> annotations.put(Marks.SILENCE, most.toString()));
    order.handler().keep().ifPresent(time -> annotations.put(Marks.KEEP, time.toString()));
    if (order.handler().isIdempotent()) {
      annotations.put(Marks.IDEMPOTENT, "true");
    }
    if (!order.secrets().isEmpty()) {
      annotations.put(
          Marks.SECRETS,
          order.secrets().stream()
              .map(SecretName::value)
              .sorted()
              .collect(Collectors.joining(",")));
    }
    return annotations;
  }

  private static Container container(PodOrder order, List<VolumeMount> mounts) {
    HandlerTerms handler = order.handler();
    PodTerms terms = handler.pod();
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(handler.image())
        .withImagePullPolicy(terms.pullPolicy().text())
        .withCommand(handler.command())
        .withArgs(handler.args())
        .withEnv(variables(order))
        .withEnvFrom(terms.envFrom().stream().map(PodSpecs::variables).toList())
        .withVolumeMounts(mounts)
        .withTerminationMessagePath(OUTPUT_FILE)
        .withTerminationMessagePolicy("File")
        .withNewResources()
        .withRequests(quantities(order.requests(), handler.requests()))
        .withLimits(limits(order))
        .endResources()
        .withSecurityContext(security(terms))
        .build();
  }

  private static SecurityContext security(PodTerms terms) {
    var security = new SecurityContextBuilder();
    if (terms.isPrivileged()) {
      security.withPrivileged(true);
    } else {
      security.withAllowPrivilegeEscalation(false);
    }
    security.withRunAsNonRoot(!terms.mayRunAsRoot());
    terms.user().ifPresent(security::withRunAsUser);
    return security.build();
  }

  private static List<EnvVar> variables(PodOrder order) {
    var variables = new ArrayList<EnvVar>();
    order.handler().env().forEach((name, value) -> variables.add(variable(name, value)));
    variables.add(variable("FAIRLEAD_OPERATION_KEY", order.key().toString()));
    variables.add(variable("FAIRLEAD_ATTEMPT", Integer.toString(order.attempt())));
    variables.add(variable("FAIRLEAD_OPERATION_TYPE", order.type()));
    variables.add(variable("FAIRLEAD_CORRELATION_ID", order.correlationId().value()));
    PodInput input = PodInput.of(order);
    variables.add(
        variable(
            input.isInParts() ? "FAIRLEAD_PAYLOAD_PARTS" : "FAIRLEAD_PAYLOAD_FILE",
            input.payloadFiles(INPUT)));
    variables.add(variable("FAIRLEAD_OUTPUT_FILE", OUTPUT_FILE));
    if (order.lastProgress().isPresent()) {
      variables.add(variable("FAIRLEAD_LAST_PROGRESS_FILE", INPUT + "/" + PodInput.LAST_PROGRESS));
    }
    for (var field :
        Map.of(
                "FAIRLEAD_POD_NAME", "metadata.name",
                "FAIRLEAD_POD_UID", "metadata.uid",
                "FAIRLEAD_NAMESPACE", "metadata.namespace")
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .toList()) {
      variables.add(
          new EnvVarBuilder()
              .withName(field.getKey())
              .withNewValueFrom()
              .withNewFieldRef()
              .withFieldPath(field.getValue())
              .endFieldRef()
              .endValueFrom()
              .build());
    }
    return variables;
  }

  /** Dollars are doubled, or Kubernetes would put other variables into the value. */
  private static EnvVar variable(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value.replace("$(", "$$(")).build();
  }

  private static EnvFromSource variables(PodTerms.EnvSource source) {
    return switch (source) {
      case PodTerms.EnvSource.ConfigMap(String name) ->
          new EnvFromSourceBuilder().withNewConfigMapRef().withName(name).endConfigMapRef().build();
      case PodTerms.EnvSource.Secret(String name) ->
          new EnvFromSourceBuilder().withNewSecretRef().withName(name).endSecretRef().build();
    };
  }

  private static Toleration toleration(PodTerms.Toleration toleration) {
    var builder = new TolerationBuilder().withOperator(toleration.operator().text());
    toleration.key().ifPresent(builder::withKey);
    toleration.value().ifPresent(builder::withValue);
    toleration.effect().ifPresent(builder::withEffect);
    return builder.build();
  }

  /** A limit below what is requested is no pod: it grows with the request. */
  private static Map<String, Quantity> limits(PodOrder order) {
    Amounts limits = order.handler().limits();
    return quantities(
        Amounts.of(
            0,
            0,
            limits.cpuMillis() == 0
                ? 0
                : Math.max(limits.cpuMillis(), order.requests().cpuMillis()),
            limits.memoryMib() == 0
                ? 0
                : Math.max(limits.memoryMib(), order.requests().memoryMib())),
        Amounts.NONE);
  }

  private static Map<String, Quantity> quantities(Amounts first, Amounts otherwise) {
    var quantities = new TreeMap<String, Quantity>();
    long cpu = first.cpuMillis() > 0 ? first.cpuMillis() : otherwise.cpuMillis();
    long memory = first.memoryMib() > 0 ? first.memoryMib() : otherwise.memoryMib();
    if (cpu > 0) {
      quantities.put("cpu", new Quantity(cpu + "m"));
    }
    if (memory > 0) {
      quantities.put("memory", new Quantity(memory + "Mi"));
    }
    return quantities;
  }

  private static Volume volume(String name, Mount.Source source) {
    var volume = new VolumeBuilder().withName(name);
    switch (source) {
      case Mount.Source.ConfigMap(String map, Map<String, String> items) ->
          volume.withNewConfigMap().withName(map).withItems(items(items)).endConfigMap();
      case Mount.Source.Secret(String secret, Map<String, String> items) ->
          volume.withNewSecret().withSecretName(secret).withItems(items(items)).endSecret();
      case Mount.Source.Claim(String claim) ->
          volume.withNewPersistentVolumeClaim().withClaimName(claim).endPersistentVolumeClaim();
      case Mount.Source.Nfs(String server, String path) ->
          volume.withNewNfs().withServer(server).withPath(path).endNfs();
      case Mount.Source.Empty empty ->
          volume
              .withNewEmptyDir()
              .withMedium(empty.inMemory() ? "Memory" : null)
              .withSizeLimit(empty.sizeMib().map(mib -> new Quantity(mib + "Mi")).orElse(null))
              .endEmptyDir();
    }
    return volume.build();
  }

  private static List<KeyToPath> items(Map<String, String> items) {
    return items.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            item -> new KeyToPathBuilder().withKey(item.getKey()).withPath(item.getValue()).build())
        .toList();
  }
}
