package dev.fairlead.kubernetes;

import dev.fairlead.core.port.ClusterView;
import dev.fairlead.testkit.contracts.ClusterViewContract;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;

/** In a namespace of its own, which goes at the end. Nobody is a user whom no role names. */
@EnabledIf(
    value = "isNamed",
    disabledReason = "suite on a real Kubernetes cluster: KUBECONFIG names none")
class KubernetesClusterContractTest extends ClusterViewContract {
  private static final String NAMESPACE = "fairlead-test-" + ProcessHandle.current().pid();

  private static KubernetesClient client;
  private static KubernetesAdapters admin;
  private static KubernetesAdapters nobody;

  static boolean isNamed() {
    return !Objects.requireNonNullElse(System.getenv("KUBECONFIG"), "").isBlank();
  }

  @BeforeAll
  static void open() {
    client = new KubernetesClientBuilder().build();
    admin = KubernetesAdapters.open(Optional.empty());
    var config = Config.autoConfigure(null);
    config.setImpersonateUsername("fairlead-test-nobody");
    nobody = KubernetesAdapters.open(config, "nobody");
    client
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
  }

  @AfterAll
  static void close() {
    client.namespaces().withName(NAMESPACE).delete();
    client.close();
    admin.close();
    nobody.close();
  }

  @Override
  protected ClusterView cluster() {
    return admin.cluster();
  }

  @Override
  protected ClusterView clusterOfNobody() {
    return nobody.cluster();
  }

  @Override
  protected String namespace() {
    return NAMESPACE;
  }

  /** On no node: what matters is that the API server knows it. */
  @Override
  protected void createPod(String name, String label, String value) {
    client
        .pods()
        .inNamespace(NAMESPACE)
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Map.of(label, value))
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withNodeSelector(Map.of("fairlead-test", "nowhere"))
                .addNewContainer()
                .withName("none")
                .withImage("localhost/none:1")
                .endContainer()
                .endSpec()
                .build())
        .create();
  }
}
