package dev.fairlead.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.kubernetes.KubernetesAdapters;
import dev.fairlead.launcher.PodReports;
import dev.fairlead.testkit.pods.PodOrders;
import dev.fairlead.wire.ReportMessage;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The watch alone, without a turn: what a pod came to is told as soon as Kubernetes knows it. */
@EnabledIfEnvironmentVariable(
    named = "KUBECONFIG",
    matches = ".+",
    disabledReason = "watcher on a real Kubernetes cluster: KUBECONFIG names none")
class RealClusterTest {
  private static final String NAMESPACE = "default";
  private static final Duration LONG_POLL = Duration.ofSeconds(20);
  private static final int POLLS = 6;

  @Test
  void tellsWhatBecameOfAPodOfItsNamespace() throws Exception {
    var clock = InstantSource.system();
    var ids = new Ids(clock, new SecureRandom());
    String environment = "watcher-" + ids.newAgendaId();
    var key = OperationKey.parse("acme/" + ids.newAgendaId() + "/encode");
    var order =
        PodOrders.of(
            NAMESPACE,
            key,
            PodOrders.script(
                "echo '{\"failure\": {\"code\": \"http:503\", \"message\": \"as told\"}}'"
                    + " > $FAIRLEAD_OUTPUT_FILE; exit 1"));
    try (var adapters = EmbeddedAdapters.inMemory(clock);
        var kubernetes = KubernetesAdapters.openHere()) {
      KubernetesAdapters within = kubernetes.within(List.of(NAMESPACE));
      PodCluster pods = within.pods(environment);
      var reports = new PodReports(pods, adapters.ports(), PodReports.Logs.AT_END, clock);
      try (var _ = within.watchPods(environment, reports::look, reports::gone)) {
        pods.create(order);

        assertThat(end(adapters.queues()).ending())
            .isEqualTo(new Ending.Failed(new Report.Diagnostic("http:503", "as told")));
        assertThat(pods.list(10, Optional.empty()).pods()).hasSize(1);
      } finally {
        pods.delete(order.pod(), Optional.empty());
      }
    }
  }

  private static Report.Ended end(MessageQueue queues) {
    String queue = QueueSpec.COMPLETIONS.queueName();
    List<Report> told = new ArrayList<>();
    for (int i = 0; i < POLLS; i++) {
      for (var delivery : queues.receive(queue, 10, Duration.ofMinutes(1), LONG_POLL)) {
        queues.delete(queue, delivery.receipt());
        Report report = ReportMessage.parse(delivery.body()).report();
        if (report instanceof Report.Ended ended) {
          return ended;
        }
        told.add(report);
      }
    }
    throw new AssertionError("no end was told, only " + told);
  }
}
