package dev.fairlead.resourcepool.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Algorithms;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.Accounts;
import dev.fairlead.store.Estimates;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.Dispatched;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.Place;
import dev.fairlead.store.Settlement;
import dev.fairlead.store.Slip;
import dev.fairlead.store.StoredObject;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import dev.fairlead.testkit.time.SettableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns of insights that keep accounts. */
class TurnsTest {
  private static final String INSIGHT = "gpu";
  private static final Amounts FLOOR = Amounts.of(1, 1, 0, 0);
  private static final AccountKey ACME = account("acme", 0);
  private static final AccountKey ZOE = account("zoe", 0);

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final ItemStore items = adapters.items();
  private final MessageQueue queues = adapters.queues();
  private final Lines lines = new Lines(items);
  private final Accounts accounts = new Accounts(items);
  private int numbers;

  @Test
  @Tag("F060")
  void letsCustomersTakeTurnsHoweverManyAgendasOneOfThemHas() {
    enter("acme", 6);
    enter("zoe", 2);

    run(terms("fair", 4, Limits.NONE, Limits.NONE), ACME, ZOE);

    assertThat(customers()).containsExactly("acme", "zoe", "acme", "zoe");
  }

  @Test
  void givesACustomerTheShareOfItsWeight() {
    weigh("acme", 3);
    enter("acme", 12);
    enter("zoe", 12);

    run(terms("fair", 8, Limits.NONE, Limits.NONE), ACME, ZOE);

    assertThat(customers()).filteredOn("acme"::equals).hasSize(6);
    assertThat(customers()).filteredOn("zoe"::equals).hasSize(2);
  }

  @Test
  void remembersFromTurnToTurnWhoWasServed() {
    var terms = terms("fair", 2, Limits.NONE, Limits.NONE);
    enter("acme", 4);
    run(terms, ACME);
    enter("zoe", 4);
    claim(2);

    run(terms, ZOE);

    assertThat(customers()).containsExactly("zoe", "acme");
  }

  @Test
  @Tag("F061")
  void letsHigherPriorityOvertakeUntilTheOtherIsOldEnough() {
    var terms = terms("priority", 1, Limits.NONE, Limits.NONE);
    enter("acme", 0, 1);
    clock.advance(Duration.ofMinutes(5));
    enter("zoe", 1, 1);
    clock.advance(Duration.ofMinutes(6));
    enter("zoe", 1, 1);

    run(terms, ACME, account("zoe", 1));
    claim(1);
    run(terms);
    claim(1);
    run(terms);

    assertThat(everDispatched)
        .extracting(agenda -> agenda.customer().value())
        .containsExactly("zoe", "acme", "zoe");
  }

  @Test
  void stopsAtTheCeilingOfACustomerAndGoesOnWithTheOthers() {
    enter("acme", 5);
    enter("zoe", 5);

    run(terms("fifo", 9, Limits.NONE, limit(2)), ACME, ZOE);

    assertThat(customers()).containsExactly("acme", "acme", "zoe", "zoe");
    assertThat(accounts.find(INSIGHT, ACME).isExhausted()).isTrue();
    assertThat(accounts.oldest(INSIGHT, 0, 10)).isEmpty();
  }

  @Test
  void goesOnOnceSomethingOfTheCustomerEnds() {
    var terms = terms("fair", 9, Limits.NONE, limit(2));
    enter("acme", 5);
    run(terms, ACME);

    end(claim(1).getFirst(), 1);
    run(terms);

    assertThat(customers()).containsExactly("acme", "acme");
    assertThat(accounts.find(INSIGHT, ACME).held()).isEqualTo(FLOOR.times(2));
  }

  @Test
  void stopsAtTheLimitsOfTheInsight() {
    var terms = terms("fair", 9, limit(3), Limits.NONE);
    enter("acme", 5);
    enter("zoe", 5);
    run(terms, ACME, ZOE);

    assertThat(dispatched()).hasSize(3);

    end(claim(1).getFirst(), 1);
    run(terms);

    assertThat(dispatched()).hasSize(3);
    assertThat(lines.ledger(INSIGHT).held()).isEqualTo(FLOOR.times(3));
  }

  @Test
  void hasACustomerPayForWhatItTookAndNotForWhatWasGuessed() {
    var terms = terms("fair", 2, Limits.NONE, Limits.NONE);
    enter("acme", 9);
    enter("zoe", 9);
    run(terms, ACME, ZOE);
    // Both were charged the same; acme's took a hundred times as long.
    for (Dispatched entry : claim(2)) {
      end(entry, entry.agenda().customer().value().equals("acme") ? 100 : 1);
    }

    run(terms);

    assertThat(customers()).containsExactly("zoe", "zoe");
  }

  @Test
  void guessesFromWhatWasWhatWillBe() {
    var terms = terms("fair", 2, Limits.NONE, Limits.NONE);
    enter("acme", "slow/0", 9);
    enter("zoe", "fast/0", 9);
    run(terms, ACME, ZOE);
    for (Dispatched entry : claim(2)) {
      end(entry, entry.admission().shape().equals("slow/0") ? 90 : 10);
    }
    // Nobody has had more than the other once zoe has had another eight.
    for (int i = 0; i < 4; i++) {
      run(terms);
      claim(2).forEach(entry -> end(entry, 10));
    }

    assertThat(everDispatched.subList(2, 10))
        .extracting(agenda -> agenda.customer().value())
        .containsOnly("zoe");
    assertThat(new Estimates(items).read(INSIGHT).of("slow/0").slotSeconds()).isEqualTo(90);
    assertThat(new Estimates(items).read(INSIGHT).of("fast/0").count()).isEqualTo(7);
  }

  @Test
  void findsOnATickWhomNobodyWasWokenFor() {
    var terms = terms("fair", 9, Limits.NONE, Limits.NONE);
    run(terms);
    enter("acme", 1);
    run(terms);
    assertThat(dispatched()).isEmpty();

    var turns = turns(terms, items, List.of());
    turns.recallForgotten();
    while (turns.take()) {
      // Until nothing is left.
    }

    assertThat(customers()).containsExactly("acme");
  }

  @Test
  @Tag("F062")
  void servesManyMoreCustomersThanOneTurnLooksAt() {
    var keys = IntStream.range(0, 150).mapToObj(i -> account("c%03d".formatted(i), 0)).toList();
    keys.forEach(key -> enter(key.customer().value(), 2));

    run(terms("fair", 999, Limits.NONE, limit(1)), keys.toArray(AccountKey[]::new));

    assertThat(customers()).hasSize(150).doesNotHaveDuplicates();
  }

  @Test
  void readsNoMoreThanADecisionTakesHoweverManyLanesAreBusy() {
    var keys = lanes(25, 7);
    keys.forEach(key -> enter(key.customer().value(), key.lane(), 7));

    run(terms("priority", 0, Limits.NONE, Limits.NONE), keys.toArray(AccountKey[]::new));

    run(terms("priority", 60, Limits.NONE, Limits.NONE));

    assertThat(dispatched()).hasSize(60).doesNotHaveDuplicates();
    assertThat(lines.dispatched(INSIGHT, 60))
        .allSatisfy(entry -> assertThat(entry.admission().lane()).isEqualTo(6));
  }

  @Test
  void readsOnlyTheLanesThatMayBeNext() {
    var keys = lanes(20, 11);
    keys.forEach(key -> enter(key.customer().value(), key.lane(), 1));
    run(terms("priority", 0, Limits.NONE, Limits.NONE), keys.toArray(AccountKey[]::new));
    var calls = new AtomicInteger();
    ItemStore counted = interrupted(_ -> calls.incrementAndGet());

    turns(terms("priority", 12, Limits.NONE, Limits.NONE), counted, List.of()).take();

    assertThat(dispatched()).hasSize(12);
    // One look at each lane, and at each of some that are next and its customer: not at all 220.
    assertThat(calls.get()).isLessThan(11 + 4 * 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void dispatchesInTheOrderOfLevelsAndAgesThoughItReadsFewLanes(int seed) {
    var random = new Random(seed);
    var policy = Policy.of("priority");
    Map<CustomerId, Double> due = new HashMap<>();
    var keys = new ArrayList<AccountKey>();
    for (int i = 0; i < 250; i++) {
      var key = account("c%03d".formatted(i), random.nextInt(-10, 11));
      clock.advance(Duration.ofSeconds(random.nextInt(240)));
      enter(key.customer().value(), key.lane(), 1);
      keys.add(key);
      var order = Algorithms.find("priority").orElseThrow();
      due.put(key.customer(), order.laneOrder(key.lane(), clock.instant(), policy));
    }
    run(terms("priority", 0, Limits.NONE, Limits.NONE), keys.toArray(AccountKey[]::new));

    run(terms("priority", 999, Limits.NONE, Limits.NONE));

    assertThat(dispatched()).hasSize(250);
    assertThat(dispatched()).extracting(agenda -> due.get(agenda.customer())).isSorted();
  }

  @Test
  void writesNoMoreThanATransactionTakesHoweverManyAccountsAreExhaustedAtOnce() {
    var keys = lanes(6, 21);
    keys.forEach(key -> enter(key.customer().value(), key.lane() - 10, 1));
    keys = keys.stream().map(key -> new AccountKey(key.customer(), key.lane() - 10)).toList();
    run(terms("priority", 0, Limits.NONE, Limits.NONE), keys.toArray(AccountKey[]::new));

    run(terms("priority", 60, Limits.NONE, limit(1)));

    assertThat(dispatched()).hasSize(6);
    assertThat(keys.stream().filter(key -> !lines.heads(INSIGHT, key, 1).isEmpty()))
        .hasSize(120)
        .allMatch(key -> accounts.find(INSIGHT, key).isExhausted());
  }

  @Test
  void setsAsideWhatCouldNeverBeAdmittedAndPutsItBackWithItsAge() {
    enter("acme", 3);
    var line = lines.oldest(INSIGHT, 10).stream().map(InLine::agenda).toList();
    run(terms("fair", 60, Limits.NONE, limit(0)), ACME);

    assertThat(dispatched()).isEmpty();
    assertThat(lines.oldest(INSIGHT, 10)).isEmpty();
    assertThat(lines.oldest(Place.Line.ASIDE, INSIGHT, 10)).hasSize(3);

    var terms = terms("fair", 60, Limits.NONE, limit(3));
    var standings = new Standings(items, clock);
    var woken = new Misfits(terms, standings, items).putBack();
    assertThat(woken).containsExactly(ACME);
    run(terms, ACME);
    assertThat(dispatched()).hasSize(3).isEqualTo(line);
  }

  private static List<AccountKey> lanes(int customers, int lanes) {
    return IntStream.range(0, customers * lanes)
        .mapToObj(i -> account("c%02d".formatted(i / lanes), i % lanes))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void neverCountsTwiceWhenTwoInterleave(int before) {
    var terms = terms("fair", 7, limit(5), limit(4));
    enter("acme", 9);
    enter("zoe", 1);
    var other = turns(terms, items, List.of(ACME, ZOE));

    takeAll(turns(terms, interrupted(before, () -> takeAll(other)), List.of(ACME, ZOE)));

    assertThat(dispatched()).hasSize(5).doesNotHaveDuplicates();
    assertThat(lines.ledger(INSIGHT).held()).isEqualTo(FLOOR.times(5));
    assertThat(accounts.find(INSIGHT, ACME).held()).isEqualTo(FLOOR.times(4));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
  void leavesNothingHalfDoneWhereverItStops(int afterCalls) {
    var terms = terms("fair", 7, limit(3), Limits.NONE);
    enter("acme", 4);
    enter("zoe", 4);
    run(terms, ACME);
    claim(1).forEach(entry -> end(entry, 1));
    try {
      takeAll(turns(terms, failing(afterCalls), List.of(ZOE)));
    } catch (PortException crash) {
      assertThat(crash.fault()).isEqualTo(PortException.Fault.THROTTLED);
    }

    run(terms, ZOE);

    assertThat(dispatched()).hasSize(3);
    assertThat(lines.ledger(INSIGHT).held()).isEqualTo(FLOOR.times(3));
    assertThat(accounts.settlements(INSIGHT, 9)).isEmpty();
  }

  @Test
  void beginsAnewWhereAnotherWroteSinceItRemembers() {
    var terms = terms("fair", 9, limit(1), Limits.NONE);
    enter("acme", 1);
    Turns turns = turns(terms, items, List.of(ACME));
    takeAll(turns);
    end(claim(1).getFirst(), 1);
    takeAll(turns);
    // What it remembers of acme is that it holds nothing.
    enter("acme", 2);
    run(terms, ACME);
    end(claim(1).getFirst(), 1);

    takeAll(turns);

    assertThat(dispatched()).hasSize(1);
    assertThat(accounts.settlements(INSIGHT, 9)).isEmpty();
    assertThat(lines.ledger(INSIGHT).held()).isEqualTo(FLOOR);
  }

  @Test
  void doesNotHideThatSomethingWasFreedTwice() {
    var terms = terms("fair", 9, limit(1), Limits.NONE);
    enter("acme", 1);
    run(terms, ACME);
    Dispatched entry = claim(1).getFirst();
    end(entry, 1);
    run(terms);
    end(entry, 1);

    assertThatThrownBy(() -> run(terms)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settlesWhatWasAdmittedWhenAccountsWereKept() {
    enter("acme", 2);
    run(terms("fair", 1, limit(1), Limits.NONE), ACME);
    end(claim(1).getFirst(), 1);

    run(terms("fifo", 1, Limits.NONE, Limits.NONE));

    assertThat(dispatched()).hasSize(1);
    assertThat(accounts.settlements(INSIGHT, 9)).isEmpty();
    assertThat(lines.ledger(INSIGHT).held()).isEqualTo(Amounts.NONE);
    assertThat(accounts.find(INSIGHT, ACME).held()).isEqualTo(Amounts.NONE);
  }

  @Test
  void goesOnInAnotherLaneOnceSomethingOfTheCustomerEnds() {
    var terms = terms("priority", 9, Limits.NONE, limit(1));
    enter("acme", 1, 1);
    enter("acme", 0, 1);
    run(terms, account("acme", 1), ACME);
    assertThat(dispatched()).hasSize(1);

    end(claim(1).getFirst(), 1);
    run(terms);

    assertThat(dispatched()).hasSize(1);
  }

  @Test
  void looksOnATickAtWhomOtherTermsSentAway() {
    enter("acme", 2);
    run(terms("fair", 9, Limits.NONE, limit(1)), ACME);
    assertThat(dispatched()).hasSize(1);

    var turns = turns(terms("fair", 9, Limits.NONE, limit(2)), items, List.of());
    turns.recallForgotten();
    takeAll(turns);

    assertThat(dispatched()).hasSize(2);
  }

  @Test
  void countsAgainstACeilingWhatIsHeldInLanesThatThereWereOnce() {
    enter("acme", 3, 1);
    run(terms("priority", 9, Limits.NONE, limit(1)), account("acme", 3));
    enter("acme", 1);

    run(terms("fair", 9, Limits.NONE, limit(1)), ACME);

    assertThat(dispatched()).hasSize(1);
  }

  @Test
  void takesWhatACancelledAgendaHeldBackThoughItNeverRan() {
    var terms = terms("fair", 2, limit(2), Limits.NONE);
    enter("acme", 3);
    run(terms, ACME);

    Slip slip = lines.slips(INSIGHT, 1).getFirst();
    items.transact(slip.cancel(slip.entries().getFirst(), clock.instant()));
    run(terms);

    assertThat(dispatched()).hasSize(2);
    assertThat(lines.ledger(INSIGHT).held()).isEqualTo(FLOOR.times(2));
  }

  @Test
  void gathersWhatEndsWhileEnoughIsThereToBeClaimed() {
    var terms = terms("fair", 40, Limits.NONE, Limits.NONE);
    enter("acme", 60);
    run(terms, ACME);
    assertThat(dispatched()).hasSize(40);
    claim(1).forEach(entry -> end(entry, 1));

    run(terms);

    assertThat(accounts.settlements(INSIGHT, 9)).hasSize(4);
    assertThat(dispatched()).hasSize(36);

    claim(4).forEach(entry -> end(entry, 1));
    run(terms);

    assertThat(accounts.settlements(INSIGHT, 9)).isEmpty();
    assertThat(dispatched()).hasSize(40);
    assertThat(accounts.find(INSIGHT, ACME).held()).isEqualTo(FLOOR.times(40));
  }

  @Test
  void theTickWaitsForNothing() {
    var terms = terms("fair", 40, Limits.NONE, Limits.NONE);
    enter("acme", 60);
    run(terms, ACME);
    claim(1).forEach(entry -> end(entry, 1));

    var turns = turns(terms, items, List.of());
    turns.recallForgotten();
    takeAll(turns);

    assertThat(accounts.settlements(INSIGHT, 9)).isEmpty();
    assertThat(dispatched()).hasSize(40);
  }

  @Test
  void admitsWhoComesNewThoughItGathers() {
    var terms = terms("fair", 40, Limits.NONE, Limits.NONE);
    enter("acme", 60);
    run(terms, ACME);
    claim(1);
    enter("zoe", 1);

    run(terms, ZOE);

    assertThat(accounts.leastServed(INSIGHT, 0, 9)).extracting(AccountRow::key).contains(ZOE);
  }

  private final List<AgendaKey> everDispatched = new ArrayList<>();

  private List<Dispatched> claim(int count) {
    List<Slip> slips = lines.slips(INSIGHT, count);
    slips.forEach(slip -> assertThat(items.write(slip.drop()).isWritten()).isTrue());
    return slips.stream().flatMap(slip -> slip.entries().stream()).toList();
  }

  private void end(Dispatched entry, double slotSeconds) {
    var used = new Settlement.Used(slotSeconds, slotSeconds);
    var note =
        new Settlement(entry.agenda(), 1, entry.admission(), Optional.of(used), clock.instant());
    assertThat(items.write(note.write()).isWritten()).isTrue();
  }

  private void run(Terms terms, AccountKey... woken) {
    takeAll(turns(terms, items, List.of(woken)));
    dispatched().stream()
        .filter(agenda -> !everDispatched.contains(agenda))
        .forEach(everDispatched::add);
  }

  private static void takeAll(Turns turns) {
    while (turns.take()) {
      // Until nothing is left.
    }
  }

  private Turns turns(Terms terms, ItemStore store, Collection<AccountKey> woken) {
    var ports = new Ports(store, queues, adapters.blobs(), adapters.secrets());
    return new Turns(terms, new Standings(store, clock), ports, clock, woken);
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

  private static Limits limit(long agendas) {
    return Limits.ofMap(Map.of("agendas", agendas));
  }

  private void weigh(String customer, int weight) {
    var said = Json.object().put("weight", Json.of(BigDecimal.valueOf(weight))).build();
    var object =
        StoredObject.added(
            ObjectKind.CUSTOMER, customer, new CustomerId(customer), said, clock.instant());
    new ObjectRows(items).add(object, Optional.empty(), Optional.empty());
  }

  private void enter(String customer, int count) {
    enter(customer, 0, count);
  }

  private void enter(String customer, String shape, int count) {
    enter(customer, 0, shape, count);
  }

  private void enter(String customer, int lane, int count) {
    enter(customer, lane, "log/0", count);
  }

  private void enter(String customer, int lane, String shape, int count) {
    for (int i = 0; i < count; i++) {
      var agenda =
          new AgendaKey(new CustomerId(customer), new AgendaId("%026d".formatted(numbers++)));
      var place = new Place(INSIGHT, lane, clock.advance(Duration.ofMillis(1)));
      assertThat(items.write(Lines.enter(new InLine(place, agenda, 0, FLOOR, shape))).isWritten())
          .isTrue();
    }
  }

  private List<AgendaKey> dispatched() {
    return lines.dispatched(INSIGHT, 1000).stream().map(Dispatched::agenda).toList();
  }

  private List<String> customers() {
    return dispatched().stream().map(agenda -> agenda.customer().value()).toList();
  }

  private static AccountKey account(String customer, int lane) {
    return new AccountKey(new CustomerId(customer), lane);
  }

  private ItemStore interrupted(int before, Runnable something) {
    return interrupted(number -> {
      if (number == before) {
        something.run();
      }
    });
  }

  /** Before each call something happens, that depends on its number. */
  private ItemStore interrupted(IntConsumer before) {
    return new FaultyItemStore(
        items,
        new FaultPlan() {
          private int calls;

          @Override
          public ItemFault next(ItemCall call) {
            before.accept(calls++);
            return new ItemFault.None();
          }
        });
  }

  private ItemStore failing(int afterCalls) {
    return new FaultyItemStore(
        items,
        new FaultPlan() {
          private int calls;

          @Override
          public ItemFault next(ItemCall call) {
            return calls++ >= afterCalls ? new ItemFault.Throttled() : new ItemFault.None();
          }
        });
  }
}
