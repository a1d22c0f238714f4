package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.Journal;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import dev.fairlead.testkit.time.SettableClock;
import dev.fairlead.wire.WorkMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several that do the same work, one that comes after another, a store that is not there. */
class ReplicasTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d");
  private static final String DIAMOND =
      """
      {"operations":[
        {"name":"a","type":"wordcount","payload":{"text":"x"}},
        {"name":"b","type":"wordcount","payload":{"text":"x"},"dependsOn":["a"]},
        {"name":"c","type":"wordcount","payload":{"text":"x"},"dependsOn":["a"]},
        {"name":"d","type":"wordcount","payload":{"text":"x"},"dependsOn":["b","c"]}]}
      """;

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final Ports ports = adapters.ports();
  private final WatchedWorker worker = new WatchedWorker(clock);

  @AfterEach
  void close() {
    adapters.close();
  }

  @Test
  @Timeout(120)
  @Tag("H1")
  @Tag("S18")
  void fourReplicasSendEveryOperationOfAHundredPlansOnce()
      throws InterruptedException, ExecutionException {
    var wait = Duration.ofMillis(5);
    var over = new CountDownLatch(1);
    var submitting = new Replica(ports, 0, clock);
    var agendas = IntStream.range(0, 100).mapToObj(_ -> submitting.submit(DIAMOND)).toList();
    try (var threads = Executors.newCachedThreadPool()) {
      List<Future<?>> replicas =
          IntStream.rangeClosed(1, 4)
              .<Future<?>>mapToObj(number -> {
                var replica = new Replica(ports, number, clock);
                return threads.submit(() -> {
                  while (over.getCount() > 0) {
                    replica.turn(wait);
                  }
                });
              })
              .toList();
      try {
        int idle = 0;
        while (idle < 2_000 && !agendas.stream().allMatch(submitting::isComplete)) {
          var orders = worker.take(ports.queues(), wait);
          orders.forEach(order -> worker.succeedTwiceAtOnce(order, ports.queues()));
          if (orders.isEmpty()) {
            idle++;
            // What lost a race is looked at again after a while.
            clock.advance(Duration.ofMillis(1));
          }
        }
      } finally {
        over.countDown();
      }
      for (Future<?> replica : replicas) {
        replica.get();
      }
    }

    worker.take(ports.queues());
    assertThat(agendas).allMatch(submitting::isComplete);
    assertThat(worker.orders())
        .extracting(WorkMessage::key)
        .containsExactlyInAnyOrderElementsOf(
            agendas.stream().flatMap(agenda -> keys(agenda).stream()).toList());
  }

  /** All messages, and all that the functions kept in memory, are gone: while a worker works. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  @Tag("H5")
  void goesOnFromTheStoreAloneAndSendsNothingTwice(int ended) {
    var before = new Replica(ports, 1, clock);
    AgendaKey agenda = before.submit(DIAMOND);
    before.settle();
    for (int i = 0; i < ended; i++) {
      worker.take(ports.queues());
      worker.succeed(worker.orders().get(i), ports.queues());
      before.settle();
    }
    worker.take(ports.queues());
    assertThat(before.isComplete(agenda)).isFalse();

    try (var lost = EmbeddedAdapters.inMemory(clock)) {
      var others = new Ports(ports.items(), lost.queues(), ports.blobs(), ports.secrets());
      var after = new Replica(others, 2, clock);
      worker.orders().stream()
          .skip(ended)
          .forEach(working -> worker.succeed(working, others.queues()));
      runToItsEnd(agenda, after, others);
    }
  }

  @Test
  @Tag("H5")
  void findsInTheStoreWhatNobodyHadClaimedWhenAllMessagesWereLost() {
    AgendaKey agenda = new Replica(ports, 1, clock).submit(DIAMOND);

    try (var lost = EmbeddedAdapters.inMemory(clock)) {
      var others = new Ports(ports.items(), lost.queues(), ports.blobs(), ports.secrets());
      runToItsEnd(agenda, new Replica(others, 2, clock), others);
    }
  }

  /** Each write refused for ten seconds, from before the claim to after the first has ended. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 10})
  @Tag("S19")
  void sendsNothingUnrecordedAndForgetsNothingWhileTheStoreTakesNoWrites(int writes) {
    var outage = new Outage(writes);
    var unsteady =
        new Ports(
            new FaultyItemStore(ports.items(), outage),
            ports.queues(),
            ports.blobs(),
            ports.secrets());
    var replica = new Replica(unsteady, 1, clock);
    AgendaKey agenda = new Replica(ports, 2, clock).submit(DIAMOND);

    for (int i = 0; i < 40 && !outage.isOn(); i++) {
      second(replica, agenda);
    }
    assertThat(outage.isOn()).isTrue();
    assertThatThrownBy(() -> replica.submit(DIAMOND)).isInstanceOf(PortException.class);
    for (int i = 0; i < 10; i++) {
      second(replica, agenda);
    }
    assertThat(replica.isComplete(agenda)).isFalse();
    outage.end();
    for (int i = 0; i < 120 && !replica.isComplete(agenda); i++) {
      second(replica, agenda);
    }

    assertThat(replica.isComplete(agenda)).isTrue();
    assertThat(recorded(agenda).operations().values())
        .allMatch(operation -> operation.commits() == 1);
    assertThat(worker.orders())
        .extracting(WorkMessage::key)
        .containsExactlyInAnyOrderElementsOf(keys(agenda));
  }

  private void runToItsEnd(AgendaKey agenda, Replica replica, Ports others) {
    for (int i = 0; i < 120 && !replica.isComplete(agenda); i++) {
      clock.advance(Duration.ofSeconds(1));
      replica.fireSchedules();
      replica.settle();
      worker.take(others.queues()).forEach(order -> worker.succeed(order, others.queues()));
    }

    assertThat(replica.isComplete(agenda)).isTrue();
    assertThat(worker.orders())
        .extracting(WorkMessage::key)
        .containsExactlyInAnyOrderElementsOf(keys(agenda));
  }

  private void second(Replica replica, AgendaKey agenda) {
    clock.advance(Duration.ofSeconds(1));
    replica.fireSchedules();
    replica.settle();
    for (WorkMessage order : worker.take(ports.queues())) {
      assertThat(recorded(agenda).operation(order.key().operation()).attempt())
          .isEqualTo(order.attempt());
      worker.succeed(order, ports.queues());
    }
  }

  private AgendaRun recorded(AgendaKey agenda) {
    return new Journal(ports.items(), ports.blobs()).load(agenda, NAMES);
  }

  private static List<OperationKey> keys(AgendaKey agenda) {
    return NAMES.stream().map(name -> new OperationKey(agenda, name)).toList();
  }

  /** Takes so many writes, then none until it ends. */
  private static final class Outage implements FaultPlan {
    private int left;
    private boolean ended;
    private boolean on;

    Outage(int writes) {
      left = writes;
    }

    boolean isOn() {
      return on;
    }

    void end() {
      ended = true;
    }

    @Override
    public ItemFault next(ItemCall call) {
      boolean changes = call == ItemCall.WRITE || call == ItemCall.TRANSACT;
      if (!changes || ended) {
        return new ItemFault.None();
      }
      on |= left-- <= 0;
      return on ? new ItemFault.Throttled() : new ItemFault.None();
    }
  }
}
