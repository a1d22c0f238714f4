package dev.fairlead.kubernetes;

import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.testkit.contracts.PodClusterContract;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

  @Override
  protected PodCluster cluster() {
    return adapters.pods("contract-" + ProcessHandle.current().pid());
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
