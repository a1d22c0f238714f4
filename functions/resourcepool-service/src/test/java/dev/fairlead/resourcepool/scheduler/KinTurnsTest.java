package dev.fairlead.resourcepool.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.Dispatched;
import dev.fairlead.store.Place;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sub-agendas, whose parents hold what they run on. */
class KinTurnsTest {
  private static final String INSIGHT = "gpu";

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final ItemStore items = adapters.items();
  private final Lines lines = new Lines(items);

  @Test
  void dispatchesAllInOrderAndHoldsNothingMore() {
    List<AgendaKey> line = enter(KinTurns.MAX_PICKS + 3);

    run(items);

    assertThat(dispatched()).containsExactlyElementsOf(line);
    assertThat(lines.ledger(INSIGHT).held()).isEqualTo(Amounts.NONE);
    assertThat(lines.ledger(INSIGHT).lastDispatch()).isEqualTo(line.size());
    assertThat(adapters.queues().depth(QueueSpec.PERMITS.queueName())).isEqualTo(line.size());
    assertThat(lines.dispatched(INSIGHT, 1).getFirst().admission())
        .satisfies(terms -> {
          assertThat(terms.isOfKin()).isTrue();
          assertThat(terms.isAccounted()).isFalse();
          assertThat(terms.held()).isEqualTo(Amounts.of(0, 1, 500, 0));
          assertThat(terms.counted()).containsExactly("cpu");
        });
  }

  @Test
  void dispatchesNoMoreThanACancelCanLookThrough() {
    enter(Insight.MAX_QUEUE_SIZE + 5);

    for (int i = 0; i < 3; i++) {
      run(items);
    }
    assertThat(dispatched()).hasSize(Insight.MAX_QUEUE_SIZE);

    lines.slips(INSIGHT, 1).forEach(slip -> items.write(slip.drop()));
    run(items);
    assertThat(dispatched()).hasSize(Insight.MAX_QUEUE_SIZE);
  }

  /** The other one does all its work just before each call of the first. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void dispatchesEachOnceWhenTwoInterleave(int before) {
    List<AgendaKey> line = enter(KinTurns.MAX_PICKS * 2);

    run(interrupted(before, () -> run(items)));

    assertThat(dispatched()).containsExactlyElementsOf(line);
  }

  @Test
  void passesOverOneThatWasCancelledMeanwhile() {
    List<AgendaKey> line = enter(5);
    InLine third = lines.oldest(Place.Line.KIN, INSIGHT, 5).get(2);

    run(interrupted(3, () -> items.write(Lines.leave(third.place(), third.agenda()))));

    List<AgendaKey> others = new ArrayList<>(line);
    others.remove(third.agenda());
    assertThat(dispatched()).containsExactlyElementsOf(others);
  }

  @Test
  void goesOnBehindEntriesThatTheIndexStillShows() {
    var lagging = new FaultyItemStore(items, new StaleIndex());
    List<AgendaKey> line = enter(lagging, 10);
    lines
        .oldest(Place.Line.KIN, INSIGHT, 4)
        .forEach(entry -> lagging.write(Lines.leave(entry.place(), entry.agenda())));

    run(lagging);

    assertThat(dispatched()).containsExactlyElementsOf(line.subList(4, 10));
  }

  private void run(ItemStore store) {
    var ports = new Ports(store, adapters.queues(), adapters.blobs(), adapters.secrets());
    var turns = new KinTurns(INSIGHT, ports, clock);
    for (int i = 0; i < Scheduler.MAX_TURNS && turns.take(); i++) {
      // Until nothing is left.
    }
  }

  private List<AgendaKey> enter(int count) {
    return enter(items, count);
  }

  private List<AgendaKey> enter(ItemStore store, int count) {
    var line = new ArrayList<AgendaKey>();
    for (int i = 0; i < count; i++) {
      var agenda = new AgendaKey(new CustomerId("acme"), new AgendaId("%026d".formatted(i)));
      var place = new Place(INSIGHT, Place.Line.KIN, 0, clock.advance(Duration.ofMillis(1)));
      store.write(
          Lines.enter(
              new InLine(place, agenda, 0, Amounts.of(0, 1, 500, 0), "log/0", List.of("cpu"))));
      line.add(agenda);
    }
    return line;
  }

  private List<AgendaKey> dispatched() {
    return lines.dispatched(INSIGHT, 1000).stream().map(Dispatched::agenda).toList();
  }

  /** Shows four entries that were there a while ago. */
  private static final class StaleIndex implements FaultPlan {
    @Override
    public ItemFault next(ItemCall call) {
      return call == ItemCall.QUERY_INDEX ? new ItemFault.Stale(4) : new ItemFault.None();
    }
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
}
