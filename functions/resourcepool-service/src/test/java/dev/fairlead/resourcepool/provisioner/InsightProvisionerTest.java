package dev.fairlead.resourcepool.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.QueueProvisioner.State;
import dev.fairlead.core.provisioning.Provisioning;
import dev.fairlead.core.provisioning.QueuePhase;
import dev.fairlead.core.provisioning.QueueRecord;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.InsightQueue;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.QueueRows;
import dev.fairlead.store.StoredObject;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InsightProvisionerTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String QUEUE = InsightQueue.nameOf("shop");

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final ObjectRows objects = new ObjectRows(adapters.items());
  private final QueueRows rows = new QueueRows(adapters.items());
  private final SlowProvisioner slow = new SlowProvisioner();

  @Test
  void leavesTheDefaultInsightAlone() {
    pass(3);

    assertThat(rows.all()).isEmpty();
    assertThat(slow.states).isEmpty();
  }

  @Test
  void aQueueComesRestsAndGoesWithItsInsight() {
    insight("shop");
    pass(2);
    assertThat(phase()).contains(QueuePhase.RESTING);
    assertThat(slow.find(QUEUE)).isEqualTo(State.RESTING);

    remove("shop");
    pass(2);
    assertThat(slow.find(QUEUE)).isEqualTo(State.ABSENT);
    pass(3);
    assertThat(rows.all()).isEmpty();
  }

  @Test
  void isReadBeforePermitsGoThereAndForATurnAfterTheyDo() {
    insight("shop");
    pass(2);

    dispatched(1);
    turn();
    assertThat(phase()).contains(QueuePhase.OPENING);
    assertThat(ledger().hasQueue()).isFalse();
    pass(1);
    assertThat(slow.find(QUEUE)).isEqualTo(State.READ);
    assertThat(ledger().hasQueue()).isTrue();

    clock.advance(Provisioning.QUIET);
    turn();
    assertThat(ledger().hasQueue()).isFalse();
    assertThat(slow.find(QUEUE)).isEqualTo(State.READ);
    pass(1);
    assertThat(slow.find(QUEUE)).isEqualTo(State.RESTING);
    pass(1);
    assertThat(phase()).contains(QueuePhase.RESTING);
  }

  @Test
  void asksNothingOfWhatRestsOrIsActive() {
    insight("shop");
    pass(2);
    int asked = slow.calls;
    pass(5);
    assertThat(slow.calls).isEqualTo(asked);

    dispatched(1);
    pass(2);
    asked = slow.calls;
    pass(5);
    assertThat(slow.calls).isEqualTo(asked);
  }

  /** Whoever dies between two of its calls leaves nothing that later turns do not find. */
  @Test
  void aTurnThatDiesAnywhereIsMadeUpFor() {
    for (int calls = 0; calls < 12; calls++) {
      String id = "shop-" + calls;
      String queue = InsightQueue.nameOf(id);
      insight(id);
      dies(calls);
      pass(3);
      assertThat(slow.find(queue)).as("made, after %s calls", calls).isEqualTo(State.RESTING);

      dispatched(id, 1);
      dies(calls);
      pass(3);
      assertThat(slow.find(queue)).as("read, after %s calls", calls).isEqualTo(State.READ);
      assertThat(new Lines(adapters.items()).ledger(id).hasQueue()).isTrue();

      remove(id);
      dies(calls);
      pass(5);
      assertThat(slow.find(queue)).as("gone, after %s calls", calls).isEqualTo(State.ABSENT);
      assertThat(rows.find(id)).isEmpty();
      assertThat(new Lines(adapters.items()).ledger(id).hasQueue()).isFalse();
    }
  }

  @Test
  void permitsAreLedAwayALittleLaterIfTheSchedulerWasFaster() {
    insight("shop");
    pass(2);
    dispatched(1);
    turn();
    slow.happen();
    // Between reading the ledger and writing it, the scheduler has a turn.
    var racing =
        new WatchedItems(
            adapters.items(),
            write -> {
              if (write && phase().filter(QueuePhase.ACTIVE::equals).isPresent()) {
                dispatched(1);
              }
            });
    new InsightProvisioner(over(racing), slow, clock).turn();

    assertThat(phase()).contains(QueuePhase.ACTIVE);
    assertThat(ledger().hasQueue()).isFalse();
    assertThat(ledger().lastDispatch()).isEqualTo(2);
    pass(1);
    assertThat(ledger().hasQueue()).isTrue();
    assertThat(ledger().lastDispatch()).isEqualTo(2);
  }

  @Test
  void aQueueThatCouldNotBeMadeIsRemovedAndMadeAgain() {
    insight("shop");
    turn();
    slow.states.put(QUEUE, State.BROKEN);

    pass(4);

    assertThat(phase()).contains(QueuePhase.RESTING);
  }

  @Test
  void anInsightThatComesAgainHasAQueueAgain() {
    insight("shop");
    pass(2);
    remove("shop");
    pass(1);
    insight("shop");

    pass(6);

    assertThat(phase()).contains(QueuePhase.RESTING);
    assertThat(slow.find(QUEUE)).isEqualTo(State.RESTING);
  }

  @Test
  void aTurnAsksForALimitedNumberAndAllHaveTheirTurn() {
    IntStream.range(0, 60).forEach(i -> insight("shop-%02d".formatted(i)));

    turn();
    assertThat(slow.states).hasSize(InsightProvisioner.MAX_STEPS);

    pass(12);
    assertThat(rows.all().values()).extracting(QueueRecord::phase).containsOnly(QueuePhase.RESTING);
    assertThat(slow.states).hasSize(60);
  }

  @Test
  void whatFailsForOneInsightKeepsNoOtherFromItsQueue() {
    insight("shop");
    insight("toys");
    slow.refused = QUEUE;

    assertThatThrownBy(this::turn).isInstanceOf(PortException.class);

    assertThat(slow.states).containsKey(InsightQueue.nameOf("toys"));
  }

  private void insight(String id) {
    objects.add(
        StoredObject.added(
            ObjectKind.INSIGHT,
            id,
            new CustomerId("ops"),
            Json.object().put("title", "x").put("resourcePoolId", "p").build(),
            clock.instant()),
        Optional.empty(),
        Optional.empty());
  }

  private void remove(String id) {
    objects.shut(id);
    objects.delete(objects.main(ObjectKind.INSIGHT, id).orElseThrow(), Optional.empty());
  }

  private void dispatched(int more) {
    dispatched("shop", more);
  }

  private void dispatched(String id, int more) {
    Ledger before = new Lines(adapters.items()).ledger(id);
    adapters.items().write(before.dispatched(more, Map.of(), before.held()).write());
  }

  private Ledger ledger() {
    return new Lines(adapters.items()).ledger("shop");
  }

  private Optional<QueuePhase> phase() {
    return rows.find("shop").map(QueueRecord::phase);
  }

  private void turn() {
    new InsightProvisioner(adapters.ports(), slow, clock).turn();
  }

  /** Turns a minute apart; what is asked for is done before the next. */
  private void pass(int turns) {
    for (int i = 0; i < turns; i++) {
      slow.happen();
      clock.advance(MINUTE);
      turn();
      slow.happen();
    }
  }

  /** A turn that has so many calls of the store and of who provides queues, and then dies. */
  private void dies(int calls) {
    slow.happen();
    clock.advance(MINUTE);
    var left = new AtomicInteger(calls);
    slow.before = () -> live(left);
    try {
      new InsightProvisioner(over(new WatchedItems(adapters.items(), _ -> live(left))), slow, clock)
          .turn();
    } catch (Death expected) {
      assertThat(left).hasNegativeValue();
    } finally {
      slow.before = () -> {};
    }
  }

  private static void live(AtomicInteger left) {
    if (left.decrementAndGet() < 0) {
      throw new Death();
    }
  }

  private Ports over(ItemStore items) {
    return new Ports(items, adapters.queues(), adapters.blobs(), adapters.secrets());
  }

  /** No failure of an insight's step, after which the turn would go on. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }
}
