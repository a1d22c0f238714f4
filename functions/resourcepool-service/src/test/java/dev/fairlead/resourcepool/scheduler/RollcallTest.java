package dev.fairlead.resourcepool.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Algorithms;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.Dispatched;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.Place;
import dev.fairlead.store.Roll;
import dev.fairlead.store.StoredObject;
import dev.fairlead.store.WakeUp;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import dev.fairlead.testkit.time.SettableClock;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who wait in an insight whose terms change are found, though nobody is woken for them. */
class RollcallTest {
  private static final String INSIGHT = "gpu";
  private static final Limits MANY = Limits.ofMap(Map.of("agendas", 10_000L));

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final ItemStore items = adapters.items();
  private final Lines lines = new Lines(items);
  private final List<AgendaKey> entered = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"fair", "priority", "fifo"})
  void findsWhoCameWhileNoAccountsWereKept(String algorithm) {
    enter(70, i -> "c%03d".formatted(i % 35), _ -> 0);

    run(terms(algorithm, 999, MANY));

    assertThat(dispatched()).containsExactlyInAnyOrderElementsOf(entered);
    assertThat(lines.ledger(INSIGHT).roll().isComplete()).isTrue();
  }

  @Test
  void letsOthersHaveTheirTurnsThoughOneHasAPageOfTheLineToItself() {
    enter(1_100, _ -> "acme", _ -> 0);
    enter(2, _ -> "zoe", _ -> 0);

    run(terms("fair", 0, Limits.NONE));
    run(terms("fair", 4, Limits.NONE));

    assertThat(dispatched())
        .extracting(agenda -> agenda.customer().value())
        .containsExactly("acme", "zoe", "acme", "zoe");
  }

  @ParameterizedTest
  @CsvSource({"priority,fair", "priority,fifo", "fair,fifo", "fair,priority", "fifo,fair"})
  void findsInAllLanesWhoWasFoundOtherwise(String before, String after) {
    // More than there is place for on sheets, so that some are only where an index shows them.
    enter(420, i -> "c%03d".formatted(i / 2), i -> before.equals("priority") ? i % 3 - 1 : 0);
    run(terms(before, 0, MANY));
    assertThat(lines.ledger(INSIGHT).roll().isComplete()).isTrue();

    run(terms(after, 999, MANY));

    assertThat(dispatched()).containsExactlyInAnyOrderElementsOf(entered);
    if (after.equals("fifo")) {
      assertThat(dispatched()).containsExactlyElementsOf(entered);
    }
  }

  @Test
  void countsWhatACustomerHoldsInOtherLanesForOneThatNobodyWasDispatchedFrom() {
    enter(2, _ -> "acme", _ -> 0);
    run(terms("priority", 9, Limits.NONE));
    assertThat(dispatched()).hasSize(2);
    enter(1, _ -> "acme", _ -> -2);

    run(terms("fifo", 9, Limits.NONE, Limits.ofMap(Map.of("agendas", 2L))));

    assertThat(dispatched()).hasSize(2);
  }

  @Test
  void findsWhoCameWhileForATimeNoneWereKept() {
    enter(1, _ -> "acme", _ -> 0);
    run(terms("fair", 0, Limits.NONE));
    run(terms("fifo", 0, Limits.NONE));
    assertThat(lines.ledger(INSIGHT).roll()).isEqualTo(Roll.NONE);
    enter(1, _ -> "zoe", _ -> 0);

    run(terms("fair", 9, Limits.NONE));

    assertThat(dispatched()).containsExactlyElementsOf(entered);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 80})
  void findsAllWhereverItStops(int afterCalls) {
    enter(60, i -> "c%03d".formatted(i), _ -> 0);
    var terms = terms("fair", 999, Limits.NONE);
    var failing =
        before(number -> number >= afterCalls ? new ItemFault.Throttled() : new ItemFault.None());
    assertThatThrownBy(() -> takeAll(turns(terms, failing))).isInstanceOf(PortException.class);

    run(terms);
    tick(terms);

    assertThat(dispatched()).containsExactlyInAnyOrderElementsOf(entered);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13, 21, 34})
  void findsAllOnceWhenTwoInterleave(int before) {
    enter(40, i -> "c%03d".formatted(i % 20), _ -> 0);
    var terms = terms("fair", 999, Limits.NONE);
    var other = turns(terms, items);
    var interrupted =
        before(number -> {
          if (number == before) {
            other.take();
            other.take();
          }
          return new ItemFault.None();
        });

    takeAll(turns(terms, interrupted));
    tick(terms);

    assertThat(dispatched()).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void goesOnBehindAPageThatEndsBeforeTheLine() {
    enter(60, i -> "c%03d".formatted(i), _ -> 0);
    var pages = new Pages(items, 7);

    takeAll(turns(terms("fair", 999, Limits.NONE), pages));

    assertThat(dispatched()).containsExactlyInAnyOrderElementsOf(entered);
  }

  @Test
  void readsALineOnceThoughManyTakeTurnsInIt() {
    enter(900, i -> "c%03d".formatted(i % 300), _ -> 0);
    var pages = new Pages(items, 1_000);

    takeAll(turns(terms("fair", 0, MANY), pages));

    assertThat(lines.ledger(INSIGHT).roll().isComplete()).isTrue();
    assertThat(pages.ofLines).isBetween(900, 1_000);
  }

  @Test
  void goesOnInAnotherInvocationWhereOneIsTooShort() {
    int many = Scheduler.MAX_TURNS * Rollcall.MOST * 2;
    enter(many, i -> "c%04d".formatted(i), _ -> 0);
    insight("{\"queueSize\":0,\"algorithm\":\"fair\"}");
    var ports = new Ports(items, adapters.queues(), adapters.blobs(), adapters.secrets());
    var scheduler = new Scheduler(ports, clock);
    var message = WakeUp.of(INSIGHT).message();
    int invocations = 0;

    for (boolean isWoken = true; isWoken; invocations++) {
      scheduler.wake(List.of(new QueueMessage("m", message, 1, Optional.empty())));
      var again =
          adapters
              .queues()
              .receive(QueueSpec.WAKE.queueName(), 10, Duration.ofMinutes(1), Duration.ZERO);
      again.forEach(each -> adapters.queues().delete(QueueSpec.WAKE.queueName(), each.receipt()));
      isWoken = !again.isEmpty();
    }

    assertThat(invocations).isGreaterThan(1);
    assertThat(lines.ledger(INSIGHT).roll().isComplete()).isTrue();
  }

  private void insight(String fields) {
    var object =
        StoredObject.added(
            ObjectKind.INSIGHT,
            INSIGHT,
            new CustomerId("ops"),
            (Json.Obj) JsonText.parse(fields),
            clock.instant());
    new ObjectRows(items).add(object, Optional.empty(), Optional.empty());
  }

  private void enter(int count, IntFunction<String> customer, IntFunction<Integer> lane) {
    for (int i = 0; i < count; i++) {
      var id = new AgendaId("%026d".formatted(entered.size()));
      var agenda = new AgendaKey(new CustomerId(customer.apply(i)), id);
      var place = new Place(INSIGHT, lane.apply(i), clock.advance(Duration.ofMillis(1)));
      var entry = new InLine(place, agenda, 0, Amounts.of(1, 1, 0, 0), "log/0");
      assertThat(items.write(Lines.enter(entry)).isWritten()).isTrue();
      entered.add(agenda);
    }
  }

  private static Terms terms(String algorithm, int queueSize, Limits limits) {
    return terms(algorithm, queueSize, limits, Limits.NONE);
  }

  private static Terms terms(String algorithm, int queueSize, Limits limits, Limits ceiling) {
    return new Terms(
        INSIGHT,
        queueSize,
        Algorithms.find(algorithm).orElseThrow(),
        Policy.of(algorithm),
        limits,
        ceiling);
  }

  private void run(Terms terms) {
    takeAll(turns(terms, items));
  }

  /** While much waits to be claimed turns gather, except the tick's. */
  private void tick(Terms terms) {
    var turns = turns(terms, items);
    turns.recallForgotten();
    takeAll(turns);
  }

  private static void takeAll(Turns turns) {
    while (turns.take()) {
      // Until nothing is left.
    }
  }

  private Turns turns(Terms terms, ItemStore store) {
    var ports = new Ports(store, adapters.queues(), adapters.blobs(), adapters.secrets());
    return new Turns(terms, new Standings(store, clock), ports, clock, List.of());
  }

  private ItemStore before(IntFunction<ItemFault> what) {
    return new FaultyItemStore(
        items,
        new FaultPlan() {
          private int calls;

          @Override
          public ItemFault next(ItemCall call) {
            return what.apply(calls++);
          }
        });
  }

  private List<AgendaKey> dispatched() {
    return lines.dispatched(INSIGHT, 1_000).stream().map(Dispatched::agenda).toList();
  }

  /** Pages that end before what was asked for, as DynamoDB's do at 1 MB. */
  private static final class Pages implements ItemStore {
    private final ItemStore all;
    private final int most;

    /** Entries read of lines by age. */
    private int ofLines;

    Pages(ItemStore all, int most) {
      this.all = all;
      this.most = most;
    }

    @Override
    public Page query(Query query) {
      var page =
          all.query(
              new Query(
                  query.table(),
                  query.index(),
                  query.partition(),
                  query.from(),
                  query.to(),
                  query.descending(),
                  Math.min(query.limit(), most),
                  query.after()));
      if (query.index().isPresent()) {
        ofLines += page.items().size();
      }
      return page;
    }

    @Override
    public Optional<Item> read(Key key) {
      return all.read(key);
    }

    @Override
    public WriteOutcome write(Write write) {
      return all.write(write);
    }

    @Override
    public WriteOutcome transact(List<Write> writes) {
      return all.transact(writes);
    }
  }
}
