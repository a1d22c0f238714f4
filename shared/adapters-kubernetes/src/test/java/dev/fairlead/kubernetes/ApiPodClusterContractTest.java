package dev.fairlead.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodCluster.Creation;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.testkit.contracts.PodClusterContract;
import dev.fairlead.testkit.pods.PodOrders;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** In two namespaces of its own, which go at the end. */
@EnabledIf(
    value = "dev.fairlead.kubernetes.KubernetesClusterContractTest#isNamed",
    disabledReason = "suite on a real Kubernetes cluster: KUBECONFIG names none")
class ApiPodClusterContractTest extends PodClusterContract {
  private static final String NAMESPACE = "fairlead-pods-" + ProcessHandle.current().pid();
  private static final String FULL = NAMESPACE + "-full";

  private static KubernetesClient client;
  private static KubernetesAdapters adapters;

  @BeforeAll
  static void open() {
    client = new KubernetesClientBuilder().build();
    adapters = KubernetesAdapters.open(Optional.empty());
    for (String name : new String[] {NAMESPACE, FULL}) {
      client
          .namespaces()
          .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
          .create();
      // Pods are refused until the controller has given the namespace its account.
      client
          .serviceAccounts()
          .inNamespace(name)
          .withName("default")
          .waitUntilCondition(account -> account != null, 30, TimeUnit.SECONDS);
    }
    client
        .resourceQuotas()
        .inNamespace(FULL)
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("none")
                .endMetadata()
                .withNewSpec()
                .withHard(Map.of("pods", new Quantity("0")))
                .endSpec()
                .build())
        .create();
    client
        .resourceQuotas()
        .inNamespace(FULL)
        .withName("none")
        .waitUntilCondition(
            quota ->
                quota != null && quota.getStatus() != null && quota.getStatus().getHard() != null,
            30,
            TimeUnit.SECONDS);
  }

  @AfterAll
  static void close() {
    client.namespaces().withName(NAMESPACE).delete();
    client.namespaces().withName(FULL).delete();
    client.close();
    adapters.close();
  }

  /** No fake knows what a server keeps of an object, and how files get into a container. */
  @Test
  void aPodReadsThePartsOfALargePayloadAsOne() {
    var key = OperationKey.parse("acme/01m80hyphcksdyrkv91t7ay769/large");
    PodOrder usual =
        PodOrders.of(NAMESPACE, key, PodOrders.script("cat $FAIRLEAD_PAYLOAD_PARTS | md5sum"));
    String payload = "\"" + "é".repeat(PodOrder.MAX_PAYLOAD / 2 - 1) + "\"";
    var order =
        new PodOrder(
            usual.pod(),
            key,
            usual.attempt(),
            usual.type(),
            usual.correlationId(),
            usual.handler(),
            usual.requests(),
            payload,
            usual.lastProgress(),
            usual.secrets(),
            usual.longest(),
            Optional.empty());

    assertThat(cluster().create(order)).isInstanceOf(Creation.There.class);
    assertThat(cluster().create(order)).isInstanceOf(Creation.There.class);

    client
        .pods()
        .inNamespace(NAMESPACE)
        .withName(order.pod().name())
        .waitUntilCondition(
            pod -> pod != null && "Succeeded".equals(pod.getStatus().getPhase()),
            120,
            TimeUnit.SECONDS);
    assertThat(cluster().logTail(order.pod(), 100))
        .hasValueSatisfying(said -> assertThat(said).startsWith(md5(payload)));
    cluster().delete(order.pod(), Optional.empty());
    client
        .secrets()
        .inNamespace(NAMESPACE)
        .withName(order.pod().name() + "-5")
        .waitUntilCondition(secret -> secret == null, 120, TimeUnit.SECONDS);
  }

  private static String md5(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has MD5", impossible);
    }
  }

  @Override
  protected PodCluster cluster() {
    return adapters.pods("contract-" + ProcessHandle.current().pid());
  }

  @Override
  protected void leave(PodFacts pod, List<byte[]> parts) {
    for (int i = 0; i < parts.size(); i++) {
      client
          .configMaps()
          .inNamespace(NAMESPACE)
          .resource(
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withName(pod.pod().name() + "-result-" + i)
                  .addNewOwnerReference()
                  .withApiVersion("v1")
                  .withKind("Pod")
                  .withName(pod.pod().name())
                  .withUid(pod.uid())
                  .endOwnerReference()
                  .endMetadata()
                  .addToBinaryData("result", Base64.getEncoder().encodeToString(parts.get(i)))
                  .build())
          .create();
    }
  }

  @Override
  protected String namespace() {
    return NAMESPACE;
  }

  @Override
  protected String fullNamespace() {
    return FULL;
  }
}
