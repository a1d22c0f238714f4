package dev.fairlead.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.HandlerTerms;
import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodCluster.Creation;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.pod.PodRef;
import dev.fairlead.core.port.PortException;
import dev.fairlead.testkit.pods.PodOrders;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * As the launcher's account of deploy/kubernetes, which may look into two namespaces and no more,
 * on a real cluster: no other forbids what that does. The namespaces go at the end.
 */
@EnabledIf(
    value = "dev.fairlead.kubernetes.KubernetesClusterContractTest#isNamed",
    disabledReason = "suite on a real Kubernetes cluster: KUBECONFIG names none")
class PodWatchTest {
  private static final String ENVIRONMENT = "watch-" + ProcessHandle.current().pid();
  private static final String FIRST = "fairlead-" + ENVIRONMENT + "-first";
  private static final String SECOND = "fairlead-" + ENVIRONMENT + "-second";
  private static final String OTHER = "fairlead-" + ENVIRONMENT + "-other";
  private static final List<String> ALL = List.of(FIRST, SECOND, OTHER);

  private static KubernetesClient admin;
  private static KubernetesAdapters launcher;

  private final List<AutoCloseable> watches = new ArrayList<>();

  @BeforeAll
  static void open() throws IOException {
    admin = new KubernetesClientBuilder().build();
    for (String name : ALL) {
      admin
          .namespaces()
          .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
          .create();
      admin
          .serviceAccounts()
          .inNamespace(name)
          .withName("default")
          .waitUntilCondition(account -> account != null, 30, TimeUnit.SECONDS);
    }
    grantTo(FIRST);
    grantTo(SECOND);
    var config = Config.autoConfigure(null);
    config.setImpersonateUsername("system:serviceaccount:" + FIRST + ":fairlead-launcher");
    config.setNamespace(FIRST);
    launcher = KubernetesAdapters.open(config, "launcher");
  }

  /** Kustomize writes where an account is that a role is bound to; the last line names it. */
  private static void grantTo(String namespace) throws IOException {
    String text = Files.readString(Path.of("../../deploy/kubernetes/launcher.yaml"));
    String bound = text.stripTrailing() + "\n    namespace: " + FIRST + "\n";
    admin
        .load(new ByteArrayInputStream(bound.getBytes(StandardCharsets.UTF_8)))
        .inNamespace(namespace)
        .create();
  }

  @AfterEach
  void endWatches() throws Exception {
    for (AutoCloseable watch : watches) {
      watch.close();
    }
  }

  @AfterAll
  static void close() {
    ALL.forEach(name -> admin.namespaces().withName(name).delete());
    admin.close();
    launcher.close();
  }

  private BlockingQueue<PodFacts> watch(
      KubernetesAdapters kubernetes, BlockingQueue<PodFacts> gone) {
    var seen = new LinkedBlockingQueue<PodFacts>();
    watches.add(kubernetes.watchPods(ENVIRONMENT, seen::add, gone::add));
    return seen;
  }

  /** No node takes it, so that no container has to end before its pod is gone. */
  private static HandlerTerms nowhere() {
    return HandlerTerms.of(
        Json.object()
            .put("image", PodOrders.IMAGE)
            .put("requests", Json.object().put("cpu", "1000").build())
            .build());
  }

  private static PodRef make(PodCluster cluster, String namespace, String operation) {
    var key = new OperationKey(AgendaKey.parse("acme/01m80hyphcksdyrkv91t7ay769"), operation);
    PodOrder order = PodOrders.of(namespace, key, nowhere());
    assertThat(cluster.create(order)).isInstanceOf(Creation.There.class);
    return order.pod();
  }

  /** Goes through what is told until it is what was waited for. */
  private static PodFacts await(BlockingQueue<PodFacts> told, PodRef pod)
      throws InterruptedException {
    PodFacts facts = next(told, pod);
    while (!facts.pod().equals(pod)) {
      facts = next(told, pod);
    }
    return facts;
  }

  private static PodFacts next(BlockingQueue<PodFacts> told, PodRef pod)
      throws InterruptedException {
    return Optional.ofNullable(told.poll(60, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("Nothing is told of " + pod));
  }

  @Test
  void watchesItsOwnNamespaceWhereItMayNotLookIntoAll() throws InterruptedException {
    var gone = new LinkedBlockingQueue<PodFacts>();
    var seen = watch(launcher, gone);
    PodCluster cluster = launcher.pods(ENVIRONMENT);

    PodRef pod = make(cluster, FIRST, "own");

    assertThat(await(seen, pod).attempt()).isEqualTo(1);
    cluster.delete(pod, Optional.empty());
    await(gone, pod);
  }

  @Test
  void watchesAndListsEveryNamespaceThatIsNamed() throws InterruptedException {
    var named = launcher.within(List.of(FIRST, SECOND));
    var gone = new LinkedBlockingQueue<PodFacts>();
    PodCluster cluster = named.pods(ENVIRONMENT);
    PodRef before = make(cluster, SECOND, "before");

    var seen = watch(named, gone);
    PodRef after = make(cluster, FIRST, "after");

    await(seen, before);
    cluster.delete(before, Optional.empty());
    await(gone, before);
    assertThat(cluster.list(500, Optional.empty()).pods())
        .extracting(PodFacts::pod)
        .contains(after);
  }

  @Test
  void refusesToWatchWhatItMayNotAndLeavesNoOtherWatchBehind() {
    var named = launcher.within(List.of(FIRST, OTHER));
    var seen = new LinkedBlockingQueue<PodFacts>();

    assertThatThrownBy(() -> named.watchPods(ENVIRONMENT, seen::add, seen::add))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("403");
  }
}
