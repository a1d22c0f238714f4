package dev.fairlead.resourcepool.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.scheduling.Snapshot.Waiting;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.Dispatched;
import dev.fairlead.store.Lines.Insight;
import dev.fairlead.store.Permits;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerTest {
  private static final Insight INSIGHT = Insight.DEFAULT;

  /** A read and two queries, then the write that takes the claim. */
  private static final int CALLS_UNTIL_CLAIMED = 4;

  private static final String PERMITS = Permits.queueOf(INSIGHT.id());

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final ItemStore items = adapters.items();
  private final MessageQueue queues = adapters.queues();
  private final Lines lines = new Lines(items);

  @Test
  @Tag("F059")
  void dispatchesTheOldestFirstAndSendsAPermitForEach() {
    var line = enter(5);

    scheduler("one", items).tick();

    assertThat(dispatched()).containsExactlyElementsOf(line);
    assertThat(queues.depth(PERMITS)).isEqualTo(5);
  }

  @Test
  @Tag("F058")
  void fillsTheQueueOfTheInsightAndNoMore() {
    var line = enter(INSIGHT.queueSize() + 30);

    scheduler("one", items).tick();
    scheduler("one", items).tick();

    assertThat(dispatched()).containsExactlyElementsOf(line.subList(0, INSIGHT.queueSize()));
    assertThat(queues.depth(PERMITS)).isEqualTo(INSIGHT.queueSize());
  }

  @Test
  @Tag("F058")
  void goesOnInOrderOnceThereIsRoomAgain() {
    var line = enter(INSIGHT.queueSize() + 10);
    scheduler("one", items).tick();
    lines.dispatched(INSIGHT.id(), 4).forEach(entry -> items.write(Lines.take(entry)));

    scheduler("one", items).wake(wakeUp(INSIGHT.id()));

    assertThat(dispatched()).containsExactlyElementsOf(line.subList(4, INSIGHT.queueSize() + 4));
  }

  @Test
  void ignoresAWakeUpForAnInsightThereIsNot() {
    enter(1);

    scheduler("one", items).wake(wakeUp("gone"));

    assertThat(dispatched()).isEmpty();
  }

  @Test
  void leavesAnInsightToTheSchedulerThatHoldsIt() {
    enter(1);
    crash(CALLS_UNTIL_CLAIMED);

    scheduler("other", items).tick();

    assertThat(dispatched()).isEmpty();
  }

  @Test
  void takesOverFromASchedulerThatVanishedOnceItsClaimExpired() {
    var line = enter(1);
    crash(CALLS_UNTIL_CLAIMED);
    clock.advance(Scheduler.CLAIM_LENGTH);

    scheduler("other", items).tick();

    assertThat(dispatched()).containsExactlyElementsOf(line);
  }

  /** The other one does all its work just before each call of the first. */
  @ParameterizedTest
  @Tag("F058")
  @Tag("F059")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void dispatchesEachAgendaOnceInOrderWhenTwoInterleave(int before) {
    var line = enter(INSIGHT.queueSize() * 2 + 50);
    var other = scheduler("other", items);

    scheduler("one", interrupted(before, other::tick)).tick();

    assertThat(dispatched()).containsExactlyElementsOf(line.subList(0, INSIGHT.queueSize()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void dispatchesEachAgendaOnceInOrderWhenTheSameHolderRunsTwice(int before) {
    var line = enter(INSIGHT.queueSize() * 2 + 50);
    var again = scheduler("one", items);

    scheduler("one", interrupted(before, again::tick)).tick();

    assertThat(dispatched()).containsExactlyElementsOf(line.subList(0, INSIGHT.queueSize()));
  }

  @Test
  void writesNothingMoreUnderAClaimThatExpiredMeanwhile() {
    var line = enter(INSIGHT.queueSize());
    var other = scheduler("other", items);
    var slow =
        interrupted(
            4,
            () -> {
              clock.advance(Scheduler.CLAIM_LENGTH);
              other.tick();
            });

    scheduler("one", slow).tick();

    assertThat(dispatched()).containsExactlyElementsOf(line);
    assertThat(queues.depth(PERMITS)).isEqualTo(INSIGHT.queueSize());
  }

  @Test
  void looksPastEntriesOfTheIndexThatNoLongerWait() {
    var plan = new StaleIndex();
    var lagging = new FaultyItemStore(items, plan);
    var store = new Lines(lagging);
    var line = enter(lagging, INSIGHT.queueSize() + 10);
    scheduler("one", lagging).tick();
    store.dispatched(INSIGHT.id(), 5).forEach(entry -> lagging.write(Lines.take(entry)));
    plan.lag = 15;

    scheduler("one", lagging).tick();

    assertThat(dispatched()).containsExactlyElementsOf(line.subList(5, INSIGHT.queueSize() + 5));
  }

  @Test
  void leavesNothingHalfDoneWhereverItStops() {
    var line = enter(60);
    for (int calls = 0; calls < 12; calls++) {
      crash(calls);
      assertThat(dispatched()).containsExactlyElementsOf(line.subList(0, dispatched().size()));
      clock.advance(Scheduler.CLAIM_LENGTH);
    }
    scheduler("last", items).tick();

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
    var crashing = scheduler("crashing", new FaultyItemStore(items, script));
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

  /** What is made at start-up is the same in every copy of a snapshot. */
  @Test
  void goesByANewNameEachTimeItIsCalled() {
    var names = new ArrayList<String>();
    Supplier<String> holders =
        () -> {
          names.add("name" + names.size());
          return names.getLast();
        };
    var scheduler =
        Scheduler.fifo(
            new Ports(items, queues, adapters.blobs(), adapters.secrets()), clock, holders);

    scheduler.tick();
    scheduler.wake(new QueueMessage("1", INSIGHT.id(), 1, Optional.empty()));

    assertThat(names).hasSize(2);
  }

  private Scheduler scheduler(String holder, ItemStore store) {
    return Scheduler.fifo(
        new Ports(store, queues, adapters.blobs(), adapters.secrets()), clock, () -> holder);
  }

  private List<AgendaKey> enter(int count) {
    return enter(items, count);
  }

  private List<AgendaKey> enter(ItemStore store, int count) {
    var line = new ArrayList<AgendaKey>();
    for (int i = 0; i < count; i++) {
      var agenda =
          new AgendaKey(
              new CustomerId(i % 3 == 0 ? "zoe" : "acme"), new AgendaId("%026d".formatted(i)));
      var waiting = new Waiting(agenda, clock.advance(Duration.ofMillis(1)));
      store.write(Lines.enter(INSIGHT.id(), waiting));
      line.add(agenda);
    }
    return line;
  }

  private List<AgendaKey> dispatched() {
    return lines.dispatched(INSIGHT.id(), 1000).stream().map(Dispatched::agenda).toList();
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
