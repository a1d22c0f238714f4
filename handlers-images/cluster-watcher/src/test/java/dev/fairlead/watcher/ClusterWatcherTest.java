package dev.fairlead.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.launcher.PodMonitor;
import dev.fairlead.launcher.PodReports;
import dev.fairlead.testkit.pods.FakePodCluster;
import dev.fairlead.testkit.pods.PodOrders;
import dev.fairlead.testkit.time.SettableClock;
import dev.fairlead.wire.ReportMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterWatcherTest {
  private static final OperationKey KEY =
      OperationKey.parse("acme/01m80hyphcksdyrkv91t7ay769/encode");

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final FakePodCluster jobs = new FakePodCluster(clock, Set.of("jobs"));
  private final FakePodCluster others = new FakePodCluster(clock, Set.of("others"));
  private final Health health = new Health(clock, Duration.ofMinutes(5));
  private final ClusterWatcher watcher =
      new ClusterWatcher(List.of(monitor(others), monitor(jobs)), health);

  @AfterEach
  void close() {
    adapters.close();
  }

  @Test
  void tellsOfThePodsOfEveryNamespace() {
    ended();

    assertThat(health.unready()).isPresent();
    watcher.turn();

    assertThat(told()).singleElement().isInstanceOf(Report.Ended.class);
    assertThat(health.unready()).isEmpty();
  }

  @Test
  void aNamespaceThatDoesNotAnswerKeepsNoOtherFromIt() {
    ended();
    others.failNext(1);

    watcher.turn();

    assertThat(told()).hasSize(1);
    assertThat(health.unready().orElseThrow()).startsWith("the last look failed: ");
    assertThat(health.dead()).isEmpty();

    watcher.turn();
    assertThat(health.unready()).isEmpty();
  }

  @Test
  void whoeverTellsOfAnAttemptTellsTheSame() {
    ended();
    var another = new ClusterWatcher(List.of(monitor(jobs)), health);

    watcher.turn();
    another.turn();
    monitor(jobs).sweep();

    // One attempt ends once: the agenda takes the first, and knows the others by their number.
    assertThat(Set.copyOf(told()))
        .singleElement()
        .isInstanceOfSatisfying(
            Report.Ended.class,
            ended -> {
              assertThat(ended.attempt()).isEqualTo(1);
              assertThat(ended.ending())
                  .isEqualTo(new Ending.Succeeded(Json.object().put("frames", 9).build()));
            });
  }

  @Test
  void aThreadThatHangsIsDeadAndABadTurnIsNot() {
    watcher.turn();
    clock.advance(Duration.ofMinutes(5));
    assertThat(health.dead()).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    assertThat(health.dead()).isPresent();
    assertThat(health.unready()).isEqualTo(health.dead());
  }

  private void ended() {
    var order = PodOrders.of("jobs", KEY, PodOrders.script("true"));
    jobs.create(order);
    jobs.end(order.pod(), 0, "Completed", "{\"frames\":9}");
  }

  private PodMonitor monitor(FakePodCluster cluster) {
    return new PodMonitor(
        cluster, new PodReports(cluster, adapters.ports(), PodReports.Logs.AT_END, clock));
  }

  private List<Report> told() {
    MessageQueue queues = adapters.queues();
    String queue = QueueSpec.COMPLETIONS.queueName();
    var all = new ArrayList<Report>();
    List<MessageQueue.Delivery> batch;
    do {
      batch = queues.receive(queue, 10, Duration.ofMinutes(1), Duration.ZERO);
      for (MessageQueue.Delivery delivery : batch) {
        all.add(ReportMessage.parse(delivery.body()).report());
        queues.delete(queue, delivery.receipt());
      }
    } while (!batch.isEmpty());
    return all;
  }
}
