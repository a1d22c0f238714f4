package dev.fairlead.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.HandlerTerms;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.pod.PodRef;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.wire.JsonText;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Kubernetes is sent for what a handler says. */
class PodSpecsTest {
  private static final String HANDLER =
      """
      {"image": "encode:1", "command": ["encode"], "args": ["--fast"], "env": {"LEVEL": "$(x) y"},
       "requests": {"cpu": "250m", "memory": "64Mi"}, "limits": {"cpu": "1", "memory": "128Mi"},
       "startsWithin": "2m", "silence": "1m", "idempotent": true,
       "pod": {
         "serviceAccount": "encoder", "nodeSelector": {"disk": "ssd"},
         "tolerations": [{"key": "dedicated", "operator": "Equal", "value": "media", "effect": "NoSchedule"}],
         "labels": {"team": "media"}, "annotations": {"note": "x"},
         "mounts": [
           {"path": "/conf", "configMap": "conf", "items": {"a": "b"}},
           {"path": "/nfs", "readOnly": true, "nfs": {"server": "10.0.0.1", "path": "/x"}},
           {"path": "/tmp", "empty": {"sizeMib": 16, "memory": true}},
           {"path": "/store", "claim": "store"}],
         "envFrom": [{"configMap": "usual"}, {"secret": "keys"}],
         "pullPolicy": "Always", "pullSecrets": ["registry"], "runAsUser": 1000}}
      """;

  private final PodSpecs specs = new PodSpecs("prod");

  private static PodOrder order(String handler, Amounts requests) {
    return new PodOrder(
        new PodRef("jobs", "fl-1"),
        OperationKey.parse("acme/01m80hyphcksdyrkv91t7ay769/päck it"),
        2,
        "encode",
        new CorrelationId("c-1"),
        HandlerTerms.of((Json.Obj) JsonText.parse(handler)),
        requests,
        "{\"h\":720}",
        Optional.of("{\"attempt\":1}"),
        Set.of(new SecretName("key")),
        Duration.ofHours(1),
        Optional.of(new PodOrder.Owner("fl-0", "u-0")));
  }

  private Container container(Pod pod) {
    return pod.getSpec().getContainers().getFirst();
  }

  private static Map<String, Quantity> amounts(String cpu, String memory) {
    return Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory));
  }

  @Test
  void goesWithThePodThatItIsBeside() {
    var owners = specs.pod(order(HANDLER, Amounts.NONE)).getMetadata().getOwnerReferences();

    assertThat(owners)
        .singleElement()
        .satisfies(owner -> {
          assertThat(owner.getKind()).isEqualTo("Pod");
          assertThat(owner.getName()).isEqualTo("fl-0");
          assertThat(owner.getUid()).isEqualTo("u-0");
        });
  }

  @Test
  @Tag("F076")
  void honoursWhatAHandlerSays() {
    Pod pod = specs.pod(order(HANDLER, Amounts.NONE));
    var spec = pod.getSpec();
    var container = container(pod);

    assertThat(container.getImage()).isEqualTo("encode:1");
    assertThat(container.getCommand()).containsExactly("encode");
    assertThat(container.getArgs()).containsExactly("--fast");
    assertThat(container.getImagePullPolicy()).isEqualTo("Always");
    assertThat(container.getEnvFrom()).hasSize(2);
    assertThat(container.getEnvFrom().getLast().getSecretRef().getName()).isEqualTo("keys");
    assertThat(spec.getServiceAccountName()).isEqualTo("encoder");
    assertThat(spec.getAutomountServiceAccountToken()).isTrue();
    assertThat(spec.getNodeSelector()).isEqualTo(Map.of("disk", "ssd"));
    assertThat(spec.getTolerations())
        .singleElement()
        .satisfies(toleration -> assertThat(toleration.getValue()).isEqualTo("media"));
    assertThat(spec.getImagePullSecrets().getFirst().getName()).isEqualTo("registry");
    assertThat(pod.getMetadata().getLabels())
        .containsEntry("team", "media")
        .containsEntry(Marks.ENVIRONMENT, "prod")
        .containsEntry(Marks.ATTEMPT, "2");
    assertThat(pod.getMetadata().getAnnotations())
        .containsEntry("note", "x")
        .containsEntry(Marks.SECRETS, "key");
    assertThat(spec.getVolumes()).hasSize(5);
    assertThat(spec.getVolumes().get(1).getConfigMap().getItems().getFirst().getPath())
        .isEqualTo("b");
    assertThat(spec.getVolumes().get(2).getNfs().getServer()).isEqualTo("10.0.0.1");
    assertThat(spec.getVolumes().get(3).getEmptyDir().getMedium()).isEqualTo("Memory");
    assertThat(spec.getVolumes().get(4).getPersistentVolumeClaim().getClaimName())
        .isEqualTo("store");
    assertThat(container.getVolumeMounts().get(2).getReadOnly()).isTrue();
  }

  @Test
  @Tag("F077")
  void theDocumentsRequestsGoBeforeTheHandlersAndNeverBeyondALimit() {
    var usual = container(specs.pod(order(HANDLER, Amounts.NONE))).getResources();
    var more = container(specs.pod(order(HANDLER, Amounts.of(0, 0, 1500, 256)))).getResources();

    assertThat(usual.getRequests()).isEqualTo(amounts("250m", "64Mi"));
    assertThat(usual.getLimits()).isEqualTo(amounts("1000m", "128Mi"));
    assertThat(more.getRequests()).isEqualTo(amounts("1500m", "256Mi"));
    assertThat(more.getLimits()).isEqualTo(amounts("1500m", "256Mi"));
  }

  @Test
  void itsEnvironmentSaysWhoItIsAndNothingIsExpanded() {
    var variables =
        container(specs.pod(order(HANDLER, Amounts.NONE))).getEnv().stream()
            .filter(variable -> variable.getValue() != null)
            .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));

    assertThat(variables)
        .containsEntry("LEVEL", "$$(x) y")
        .containsEntry("FAIRLEAD_ATTEMPT", "2")
        .containsEntry("FAIRLEAD_OPERATION_KEY", "acme/01m80hyphcksdyrkv91t7ay769/päck it")
        .containsEntry("FAIRLEAD_PAYLOAD_FILE", "/fairlead/in/payload.json")
        .containsEntry("FAIRLEAD_LAST_PROGRESS_FILE", "/fairlead/in/last-progress.json");
    assertThat(variables.values()).noneMatch(value -> value.contains("720"));
  }

  @Test
  void isSafeUnlessToldOtherwise() {
    Pod pod = specs.pod(order("{\"image\": \"x\"}", Amounts.NONE));
    var security = container(pod).getSecurityContext();

    assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
    assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSpec().getActiveDeadlineSeconds()).isEqualTo(3600 + 300);
    assertThat(security.getRunAsNonRoot()).isTrue();
    assertThat(security.getAllowPrivilegeEscalation()).isFalse();
    assertThat(container(pod).getResources().getRequests()).isEmpty();
  }

  @Test
  void itsInputIsASecretThatGoesWithIt() {
    var input = specs.input(order(HANDLER, Amounts.NONE), "u-1");

    assertThat(input).hasSize(1);
    assertThat(input.getFirst().getMetadata().getName()).isEqualTo("fl-1");
    assertThat(input.getFirst().getMetadata().getOwnerReferences().getFirst().getUid())
        .isEqualTo("u-1");
    assertThat(files(input))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("payload.json", "{\"h\":720}", "last-progress.json", "{\"attempt\":1}"));
  }

  /** A character of two bytes is where it is cut. */
  @Test
  void aPayloadThatNoObjectHoldsComesInParts() {
    String payload = "\"" + "x".repeat(PodOrder.MAX_PART - 2) + "é" + "y".repeat(10) + "\"";
    PodOrder order = withPayload(order(HANDLER, Amounts.NONE), payload);

    List<Secret> input = specs.input(order, "u-1");
    Pod pod = specs.pod(order);

    assertThat(input)
        .extracting(part -> part.getMetadata().getName())
        .containsExactly("fl-1", "fl-1-1");
    assertThat(input)
        .allSatisfy(part ->
            assertThat(part.getMetadata().getOwnerReferences().getFirst().getUid())
                .isEqualTo("u-1"));
    byte[] first = Base64.getDecoder().decode(input.getFirst().getData().get("payload.json.0"));
    assertThat(first).hasSize(PodOrder.MAX_PART);
    byte[] second = Base64.getDecoder().decode(input.getLast().getData().get("payload.json.1"));
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(first);
    whole.writeBytes(second);
    assertThat(whole.toString(UTF_8)).isEqualTo(payload);
    assertThat(pod.getSpec().getVolumes().getFirst().getProjected().getSources())
        .extracting(source -> source.getSecret().getName())
        .containsExactly("fl-1", "fl-1-1");
    assertThat(container(pod).getEnv())
        .filteredOn(variable -> variable.getName().startsWith("FAIRLEAD_PAYLOAD"))
        .singleElement()
        .satisfies(variable -> {
          assertThat(variable.getName()).isEqualTo("FAIRLEAD_PAYLOAD_PARTS");
          assertThat(variable.getValue())
              .isEqualTo("/fairlead/in/payload.json.0 /fairlead/in/payload.json.1");
        });
  }

  private static PodOrder withPayload(PodOrder order, String payload) {
    return new PodOrder(
        order.pod(),
        order.key(),
        order.attempt(),
        order.type(),
        order.correlationId(),
        order.handler(),
        order.requests(),
        payload,
        order.lastProgress(),
        order.secrets(),
        order.longest(),
        Optional.empty());
  }

  private static Map<String, String> files(List<Secret> input) {
    return input.stream()
        .flatMap(part -> part.getData().entrySet().stream())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                file -> new String(Base64.getDecoder().decode(file.getValue()), UTF_8)));
  }
}
