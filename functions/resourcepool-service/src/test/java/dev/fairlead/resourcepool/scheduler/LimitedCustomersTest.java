package dev.fairlead.resourcepool.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Algorithms;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.Accounts;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.Dispatched;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.Place;
import dev.fairlead.store.Roll;
import dev.fairlead.store.Settlement;
import dev.fairlead.store.Slip;
import dev.fairlead.store.StoredObject;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits that customers have of their own hold in an insight that goes by age and has none. */
class LimitedCustomersTest {
  private static final String INSIGHT = "gpu";
  private static final Amounts FLOOR = Amounts.of(1, 1, 0, 0);
  private static final AccountKey ACME = new AccountKey(new CustomerId("acme"), 0);
  private static final Terms BY_AGE =
      new Terms(
          INSIGHT,
          40,
          Algorithms.find("fifo").orElseThrow(),
          Policy.of("fifo"),
          Limits.NONE,
          Limits.NONE);

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final ItemStore items = adapters.items();
  private final Lines lines = new Lines(items);
  private final Accounts accounts = new Accounts(items);
  private final Standings standings = new Standings(items, clock);
  private int numbers;

  @Test
  void passesOverWhoIsAtItsLimitAndLetsTheOthersGoInOrder() {
    limit("acme", 2);
    enter("acme", 3);
    enter("zoe", 3);
    enter("acme", 1);
    enter("ed", 1);

    run();

    assertThat(customers()).containsExactly("acme", "acme", "zoe", "zoe", "zoe", "ed");
    assertThat(accounts.find(INSIGHT, ACME).isExhausted()).isTrue();
    assertThat(lines.ledger(INSIGHT).held()).isEqualTo(FLOOR.times(6));
  }

  @Test
  void goesOnOnceSomethingOfTheCustomerEnds() {
    limit("acme", 1);
    enter("acme", 2);
    run();
    var first = lines.dispatched(INSIGHT, 1).getFirst();
    claim();
    end(first);

    run();

    assertThat(dispatched()).hasSize(1).doesNotContain(first.agenda());
    assertThat(lines.ledger(INSIGHT).held()).isEqualTo(FLOOR);
  }

  @Test
  void readsAndWritesNothingOfAccountsWhereNobodyIsLimited() {
    enter("acme", 5);
    enter("zoe", 5);

    run();

    assertThat(customers()).hasSize(10);
    assertThat(lines.ledger(INSIGHT).roll()).isEqualTo(Roll.NONE);
    assertThat(lines.ledger(INSIGHT).held()).isEqualTo(Amounts.NONE);
    assertThat(accounts.all(INSIGHT, "", 10)).isEmpty();
  }

  @Test
  void countsALimitThatIsSetWhileAgendasWait() {
    enter("acme", 60);
    run();
    assertThat(customers()).hasSize(40);
    limit("acme", 3);
    clock.advance(Standings.KEPT);
    claim();

    run();

    assertThat(customers()).hasSize(3);
  }

  @Test
  void findsThemBehindOthersThatAreNotLimited() {
    limit("acme", 1);
    enter("zoe", 100);
    enter("acme", 5);
    for (int i = 0; i < 3; i++) {
      run();
      claim();
    }

    run();

    assertThat(accounts.find(INSIGHT, ACME).held()).isEqualTo(FLOOR);
    assertThat(accounts.find(INSIGHT, ACME).isExhausted()).isTrue();
  }

  @Test
  void setsAsideWhatIsMoreThanItsCustomerMayEverHave() {
    limit("acme", 0);
    enter("acme", 1);
    enter("zoe", 1);

    run();
    tick();

    assertThat(customers()).containsExactly("zoe");
    assertThat(lines.oldest(Place.Line.ASIDE, INSIGHT, 9)).hasSize(1);
    assertThat(new Misfits(BY_AGE, standings, items).putBack()).isEmpty();
  }

  @Test
  void goesOnOnceItsLimitIsRaisedThoughManyOfOthersWaitBeforeIt() {
    limit("zoe", 1);
    limit("acme", 1);
    enter("zoe", 100);
    enter("acme", 3);
    run();
    claim();
    assertThat(accounts.find(INSIGHT, ACME).isExhausted()).isTrue();
    raise("acme", 2);
    clock.advance(Standings.KEPT);

    tick();

    assertThat(customers()).containsExactly("acme");
    assertThat(accounts.find(INSIGHT, ACME).isExhausted()).isTrue();
  }

  @Test
  void keepsNoMoreAccountsOnceNobodyWhoIsLimitedIsThere() {
    limit("acme", 1);
    enter("acme", 1);
    run();
    assertThat(lines.ledger(INSIGHT).roll().isForCustomers()).isTrue();
    tick();
    assertThat(lines.ledger(INSIGHT).roll().isForCustomers()).as("it holds something").isTrue();
    var last = lines.dispatched(INSIGHT, 1).getFirst();
    claim();
    end(last);

    tick();
    tick();
    assertThat(lines.ledger(INSIGHT).roll()).isEqualTo(Roll.NONE);

    enter("acme", 3);
    run();
    assertThat(customers()).as("and has them anew").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 20, 25})
  void isNeverOverWhereverItStops(int afterCalls) {
    limit("acme", 2);
    for (int i = 0; i < 20; i++) {
      enter("acme", 1);
      enter("zoe", 1);
    }
    var failing =
        before(number -> number >= afterCalls ? new ItemFault.Throttled() : new ItemFault.None());
    assertThatThrownBy(() -> takeAll(turns(failing))).isInstanceOf(PortException.class);

    run();
    tick();

    assertThat(customers()).filteredOn("acme"::equals).hasSize(2);
    assertThat(customers()).filteredOn("zoe"::equals).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 21})
  void isNeverOverWhenTwoInterleave(int before) {
    limit("acme", 2);
    for (int i = 0; i < 10; i++) {
      enter("acme", 1);
      enter("zoe", 1);
    }
    var other = turns(items);
    var interrupted =
        before(number -> {
          if (number == before) {
            other.take();
            other.take();
            other.take();
          }
          return new ItemFault.None();
        });

    takeAll(turns(interrupted));
    tick();

    assertThat(dispatched()).doesNotHaveDuplicates();
    assertThat(customers()).filteredOn("acme"::equals).hasSize(2);
    assertThat(customers()).filteredOn("zoe"::equals).hasSize(10);
  }

  private void limit(String customer, long agendas) {
    var said = Json.object().put("limits", Json.object().put("agendas", agendas).build()).build();
    var object =
        StoredObject.added(
            ObjectKind.CUSTOMER, customer, new CustomerId(customer), said, clock.instant());
    assertThat(new ObjectRows(items).add(object, Optional.empty(), Optional.empty()).isWritten())
        .isTrue();
  }

  private void raise(String customer, long agendas) {
    var rows = new ObjectRows(items);
    var before = rows.main(ObjectKind.CUSTOMER, customer).orElseThrow();
    var said = Json.object().put("limits", Json.object().put("agendas", agendas).build()).build();
    var after = before.changed(before.owner(), said, clock.instant());
    assertThat(rows.replace(before, after, Optional.empty(), Optional.empty()).isWritten())
        .isTrue();
  }

  private void enter(String customer, int count) {
    for (int i = 0; i < count; i++) {
      var id = new AgendaId("%026d".formatted(numbers++));
      var agenda = new AgendaKey(new CustomerId(customer), id);
      var place = new Place(INSIGHT, 0, clock.advance(Duration.ofMillis(1)));
      var entry = new InLine(place, agenda, 0, FLOOR, "log/0");
      assertThat(items.write(Lines.enter(entry)).isWritten()).isTrue();
    }
  }

  private void claim() {
    List<Slip> slips = lines.slips(INSIGHT, 100);
    slips.forEach(slip -> assertThat(items.write(slip.drop()).isWritten()).isTrue());
  }

  private void end(Dispatched entry) {
    var used = Optional.of(new Settlement.Used(1, 1));
    var note = new Settlement(entry.agenda(), 1, entry.admission(), used, clock.instant());
    assertThat(items.write(note.write()).isWritten()).isTrue();
  }

  private void run() {
    takeAll(turns(items));
  }

  /** While much waits to be claimed turns gather, except the tick's. */
  private void tick() {
    var turns = turns(items);
    turns.recallForgotten();
    takeAll(turns);
  }

  private static void takeAll(Turns turns) {
    while (turns.take()) {
      // Until nothing is left.
    }
  }

  private Turns turns(ItemStore store) {
    var ports = new Ports(store, adapters.queues(), adapters.blobs(), adapters.secrets());
    return new Turns(BY_AGE, standings, ports, clock, List.of());
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

  private List<String> customers() {
    return dispatched().stream().map(agenda -> agenda.customer().value()).toList();
  }
}
