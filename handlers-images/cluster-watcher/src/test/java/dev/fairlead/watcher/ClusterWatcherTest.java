package dev.fairlead.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.pod.PodRef;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
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
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterWatcherTest {
  private static final OperationKey KEY =
      OperationKey.parse("acme/01m80hyphcksdyrkv91t7ay769/encode");

  private static final Watched.Watch NO_WATCH = (_, _) -> () -> {};

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final FakePodCluster jobs = new FakePodCluster(clock, Set.of("jobs"));
  private final FakePodCluster others = new FakePodCluster(clock, Set.of("others"));
  private final Health health = new Health(clock, Duration.ofMinutes(5));
  private final ClusterWatcher watcher =
      new ClusterWatcher(List.of(watched(others), watched(jobs)), health);

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
    var another = new ClusterWatcher(List.of(watched(jobs)), health);

    watcher.turn();
    another.turn();
    new PodMonitor(jobs, new PodReports(jobs, adapters.ports(), PodReports.Logs.AT_END, clock))
        .sweep();

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

  @Test
  void writesNothingOnPodsAndTellsOnceAllTheSame() {
    PodRef pod = order().pod();
    jobs.run(pod);

    watcher.turn();
    watcher.turn();

    assertThat(told()).singleElement().isInstanceOf(Report.Started.class);
    assertThat(jobs.find(pod).orElseThrow().order().told()).isEmpty();
  }

  /** Each send may take as long as a call does; a restart would help nobody. */
  @Test
  void livesThroughATurnThatTakesLongSinceItsQueueDoesNotAnswer() {
    for (int i = 1; i <= 3; i++) {
      var order =
          PodOrders.of("jobs", new OperationKey(KEY.agenda(), "o" + i), PodOrders.script("true"));
      jobs.create(order);
      jobs.end(order.pod(), 0, "Completed", "1");
    }
    var queue = new SilentQueue();
    var slow = new ClusterWatcher(List.of(watched(jobs, queue.ports(), NO_WATCH)), health);

    slow.turn();

    assertThat(queue.tried).isEqualTo(3);
    assertThat(queue.deadBetween).isFalse();
    assertThat(health.dead()).isEmpty();
    assertThat(health.unready()).isPresent();
  }

  @Test
  void keepsWhatItCouldNotTellOfAPodThatIsGone() {
    PodRef pod = order().pod();
    jobs.run(pod);
    var watch = new HeldWatch();
    var queue = new SilentQueue();
    var held = new ClusterWatcher(List.of(watched(jobs, queue.ports(), watch)), health);
    held.turn();
    PodFacts last = jobs.find(pod).orElseThrow();
    jobs.vanish(pod);
    watch.gone.accept(last);
    held.turn();
    assertThat(told()).isEmpty();

    queue.answers = true;
    held.turn();

    assertThat(told())
        .singleElement()
        .isInstanceOfSatisfying(
            Report.Ended.class,
            ended -> assertThat(ended.ending()).isInstanceOf(Ending.Lost.class));
    held.turn();
    assertThat(told()).isEmpty();
  }

  @Test
  void aNamespaceThatCannotBeWatchedYetIsLookedAtAndWatchedLater() {
    ended();
    var watch = new HeldWatch();
    watch.isForbidden = true;
    var held =
        new ClusterWatcher(
            List.of(watched(others), watched(jobs, adapters.ports(), watch)), health);

    held.turn();
    assertThat(told()).hasSize(1);
    assertThat(health.unready()).isPresent();

    watch.isForbidden = false;
    held.turn();
    assertThat(health.unready()).isEmpty();
    held.turn();
    assertThat(watch.begun).isEqualTo(1);
  }

  private PodOrder order() {
    var order = PodOrders.of("jobs", KEY, PodOrders.script("true"));
    jobs.create(order);
    return order;
  }

  private void ended() {
    PodOrder order = order();
    jobs.end(order.pod(), 0, "Completed", "{\"frames\":9}");
  }

  private Watched watched(FakePodCluster cluster) {
    return watched(cluster, adapters.ports(), NO_WATCH);
  }

  private Watched watched(FakePodCluster cluster, Ports ports, Watched.Watch watch) {
    var notes = new OwnNotes();
    var reports = new PodReports(cluster, ports, PodReports.Logs.AT_END, notes, clock);
    return new Watched(new PodMonitor(cluster, reports), reports, notes, watch);
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

  /** A watch whose events a test makes. */
  private static final class HeldWatch implements Watched.Watch {
    private Consumer<PodFacts> gone = _ -> {};
    private boolean isForbidden;
    private int begun;

    @Override
    public AutoCloseable begin(Consumer<PodFacts> seen, Consumer<PodFacts> gone) {
      if (isForbidden) {
        throw new PortException(PortException.Fault.UNAVAILABLE, "the cluster answers 403");
      }
      begun++;
      this.gone = gone;
      return () -> {};
    }
  }

  /** Takes four minutes to say nothing, until it answers. */
  private final class SilentQueue implements MessageQueue {
    private boolean answers;
    private boolean deadBetween;
    private int tried;

    Ports ports() {
      Ports all = adapters.ports();
      return new Ports(all.items(), this, all.blobs(), all.secrets());
    }

    @Override
    public void send(String queue, List<Outgoing> messages) {
      if (!answers) {
        tried++;
        clock.advance(Duration.ofMinutes(4));
        deadBetween |= health.dead().isPresent();
        throw new PortException(PortException.Fault.UNAVAILABLE, "no answer");
      }
      adapters.queues().send(queue, messages);
    }

    @Override
    public List<Delivery> receive(String queue, int max, Duration visibility, Duration wait) {
      return adapters.queues().receive(queue, max, visibility, wait);
    }

    @Override
    public void delete(String queue, String receipt) {
      adapters.queues().delete(queue, receipt);
    }

    @Override
    public void changeVisibility(String queue, String receipt, Duration visibility) {
      adapters.queues().changeVisibility(queue, receipt, visibility);
    }

    @Override
    public int depth(String queue) {
      return adapters.queues().depth(queue);
    }
  }
}
