package dev.fairlead.resourcepool.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.Dispatched;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.Place;
import dev.fairlead.store.StoredObject;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerTest {
  private static final Insight INSIGHT = Insight.DEFAULT;

  private static final String PERMITS = QueueSpec.PERMITS.queueName();

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final ItemStore items = adapters.items();
  private final MessageQueue queues = adapters.queues();
  private final Lines lines = new Lines(items);

  @Test
  @Tag("F059")
  void dispatchesTheOldestFirstAndSendsAPermitForEach() {
    var line = enter(5);

    scheduler(items).tick();

    assertThat(dispatched()).containsExactlyElementsOf(line);
    assertThat(queues.depth(PERMITS)).isEqualTo(5);
  }

  @Test
  @Tag("F058")
  void fillsTheQueueOfTheInsightAndNoMore() {
    var line = enter(INSIGHT.queueSize() + 30);

    scheduler(items).tick();
    scheduler(items).tick();

    assertThat(dispatched()).containsExactlyElementsOf(line.subList(0, INSIGHT.queueSize()));
    assertThat(queues.depth(PERMITS)).isEqualTo(INSIGHT.queueSize());
  }

  @Test
  @Tag("F058")
  void goesOnInOrderOnceThereIsRoomAgain() {
    var line = enter(INSIGHT.queueSize() + 10);
    scheduler(items).tick();
    lines.slips(INSIGHT.id(), 1).forEach(slip -> items.write(slip.drop()));

    scheduler(items).wake(List.of(wakeUp(INSIGHT.id())));

    assertThat(dispatched()).containsExactlyElementsOf(line.subList(4, INSIGHT.queueSize() + 4));
  }

  @Test
  void ignoresAWakeUpForAnInsightThereIsNot() {
    enter(1);

    scheduler(items).wake(List.of(wakeUp("gone")));

    assertThat(dispatched()).isEmpty();
  }

  @Test
  void dispatchesForEveryInsightThatIsStored() {
    var gpu =
        StoredObject.added(
            ObjectKind.INSIGHT,
            "gpu",
            new CustomerId("ops"),
            Json.object().put("queueSize", 2).build(),
            clock.instant());
    new ObjectRows(items).add(gpu, Optional.empty(), Optional.empty());
    var line = enter("gpu", items, 3);

    scheduler(items).wake(List.of(wakeUp("gpu")));
    var woken = dispatched("gpu");
    lines.slips("gpu", 1).forEach(slip -> items.write(slip.drop()));
    scheduler(items).tick();

    assertThat(woken).containsExactlyElementsOf(line.subList(0, 2));
    assertThat(dispatched("gpu")).containsExactlyElementsOf(line.subList(1, 3));
    assertThat(dispatched()).isEmpty();
  }

  @Test
  void knowsWithTheNextTurnWhatAnInsightHasComeToSay() {
    var rows = new ObjectRows(items);
    var gpu =
        StoredObject.added(
            ObjectKind.INSIGHT,
            "gpu",
            new CustomerId("ops"),
            Json.object().put("queueSize", 2).build(),
            clock.instant());
    rows.add(gpu, Optional.empty(), Optional.empty());
    var line = enter("gpu", items, 5);
    var scheduler = scheduler(items);
    scheduler.tick();

    var wide = Json.object().put("queueSize", 3).build();
    var wider = gpu.changed(gpu.owner(), wide, clock.instant());
    rows.replace(gpu, wider, List.of());
    scheduler.wake(List.of(wakeUp("gpu")));
    assertThat(dispatched("gpu")).containsExactlyElementsOf(line.subList(0, 3));
    var widest = Json.object().put("queueSize", 4).build();
    rows.replace(wider, wider.changed(gpu.owner(), widest, clock.instant()), List.of());
    scheduler.tick();

    assertThat(dispatched("gpu")).containsExactlyElementsOf(line.subList(0, 4));
  }

  @Test
  void goesOnWithTheOthersWhenOneInsightCannotBeScheduled() {
    var broken =
        StoredObject.added(
            ObjectKind.INSIGHT,
            "alpha",
            new CustomerId("ops"),
            Json.object().put("algorithm", "no-such").build(),
            clock.instant());
    new ObjectRows(items).add(broken, Optional.empty(), Optional.empty());
    var line = enter(2);

    assertThatThrownBy(scheduler(items)::tick).isInstanceOf(NoSuchElementException.class);

    assertThat(dispatched()).containsExactlyElementsOf(line);
  }

  /** The other one does all its work just before each call of the first. */
  @ParameterizedTest
  @Tag("F058")
  @Tag("F059")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void dispatchesEachAgendaOnceInOrderWhenTwoInterleave(int before) {
    var line = enter(INSIGHT.queueSize() * 2 + 50);
    var other = scheduler(items);

    scheduler(interrupted(before, other::tick)).tick();

    assertThat(dispatched()).containsExactlyElementsOf(line.subList(0, INSIGHT.queueSize()));
  }

  @Test
  void looksPastEntriesOfTheIndexThatNoLongerWait() {
    var plan = new StaleIndex();
    var lagging = new FaultyItemStore(items, plan);
    var store = new Lines(lagging);
    var line = enter(lagging, INSIGHT.queueSize() + 10);
    scheduler(lagging).tick();
    store.slips(INSIGHT.id(), 2).forEach(slip -> lagging.write(slip.drop()));
    plan.lag = 15;

    scheduler(lagging).tick();

    assertThat(dispatched()).containsExactlyElementsOf(line.subList(8, INSIGHT.queueSize() + 8));
  }

  @Test
  void leavesNothingHalfDoneWhereverItStops() {
    var line = enter(60);
    for (int calls = 0; calls < 12; calls++) {
      crash(calls);
      assertThat(dispatched()).containsExactlyElementsOf(line.subList(0, dispatched().size()));
    }
    scheduler(items).tick();

    assertThat(dispatched()).containsExactlyElementsOf(line);
  }

  private void crash(int afterCalls) {
    var script = new FaultScript();
    for (int i = 0; i < afterCalls; i++) {
      script.then(new ItemFault.None());
    }
    for (int i = 0; i < 100; i++) {
      script.then(new ItemFault.Throttled());
    }
    var crashing = scheduler(new FaultyItemStore(items, script));
    if (lines.oldest(INSIGHT.id(), 1).isEmpty()) {
      return;
    }
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10; i++) {
                crashing.tick();
              }
            })
        .isInstanceOf(PortException.class);
  }

  private Scheduler scheduler(ItemStore store) {
    return new Scheduler(new Ports(store, queues, adapters.blobs(), adapters.secrets()), clock);
  }

  private List<AgendaKey> enter(int count) {
    return enter(items, count);
  }

  private List<AgendaKey> enter(ItemStore store, int count) {
    return enter(INSIGHT.id(), store, count);
  }

  private List<AgendaKey> enter(String insight, ItemStore store, int count) {
    var line = new ArrayList<AgendaKey>();
    for (int i = 0; i < count; i++) {
      var agenda =
          new AgendaKey(
              new CustomerId(i % 3 == 0 ? "zoe" : "acme"), new AgendaId("%026d".formatted(i)));
      var place = new Place(insight, 0, clock.advance(Duration.ofMillis(1)));
      store.write(Lines.enter(new InLine(place, agenda, 0, Amounts.NONE, "log/0")));
      line.add(agenda);
    }
    return line;
  }

  private List<AgendaKey> dispatched() {
    return dispatched(INSIGHT.id());
  }

  private List<AgendaKey> dispatched(String insight) {
    return lines.dispatched(insight, 1000).stream().map(Dispatched::agenda).toList();
  }

  /** The store, with something that happens just before the call of that number. */
  private ItemStore interrupted(int before, Runnable something) {
    return new FaultyItemStore(
        items,
        new FaultPlan() {
          private int calls;

          @Override
          public ItemFault next(ItemCall call) {
            if (calls++ == before) {
              something.run();
            }
            return new ItemFault.None();
          }
        });
  }

  private static final class StaleIndex implements FaultPlan {
    private int lag;

    @Override
    public ItemFault next(ItemCall call) {
      return call == ItemCall.QUERY_INDEX && lag > 0
          ? new ItemFault.Stale(lag)
          : new ItemFault.None();
    }
  }

  private static QueueMessage wakeUp(String insight) {
    return new QueueMessage("id", insight, 1, Optional.empty());
  }
}
