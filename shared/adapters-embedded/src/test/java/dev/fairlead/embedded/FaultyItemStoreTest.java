package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import dev.fairlead.testkit.time.SettableClock;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FaultyItemStoreTest {
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(SettableClock.somewhen());
  private final FaultScript script = new FaultScript();
  private final ItemStore items = new FaultyItemStore(adapters.items(), script);

  @AfterEach
  void close() {
    adapters.close();
  }

  private static Item item(String sort, String listKey) {
    return new Item(
        new Key("agendas", "p", sort),
        Map.of("customerId", Attr.of("acme"), "listKey", Attr.of(listKey)));
  }

  private List<Item> table() {
    return adapters.items().query(Query.of("agendas", "p", 100)).items();
  }

  private List<Item> index(int limit) {
    return items.query(Query.ofIndex("agendas", "byCustomer", "acme", limit)).items();
  }

  @Test
  void withoutFaultsItIsTheRealStore() {
    assertThat(items.write(Write.put(item("a", "1"))).isWritten()).isTrue();

    assertThat(items.read(item("a", "1").key())).contains(item("a", "1"));
    assertThat(index(100)).isEqualTo(table());
  }

  @Test
  void aThrottledCallIsNotApplied() {
    script.then(new ItemFault.Throttled()).then(new ItemFault.Throttled());

    assertFails(Fault.THROTTLED, () -> items.write(Write.put(item("a", "1"))));
    assertFails(Fault.THROTTLED, () -> items.read(item("a", "1").key()));

    assertThat(table()).isEmpty();
  }

  @Test
  void aConflictIsNotAppliedAndOnlyTransactionsHaveIt() {
    script.then(new ItemFault.Conflict()).then(new ItemFault.Conflict());

    assertFails(Fault.CONFLICT, () -> items.transact(List.of(Write.put(item("a", "1")))));
    assertThat(table()).isEmpty();

    assertThat(items.write(Write.put(item("a", "1"))).isWritten()).isTrue();
  }

  @Test
  void aWriteThatTimedOutMayBeDone() {
    script.then(new ItemFault.TimedOutButDone());
    var putIfAbsent = Write.put(item("a", "1"), Condition.absent());

    assertFails(Fault.TIMED_OUT, () -> items.write(putIfAbsent));

    assertThat(table()).containsExactly(item("a", "1"));
    assertThat(items.write(putIfAbsent)).isInstanceOf(WriteOutcome.Refused.class);
  }

  @Test
  void aWriteThatTimedOutMayNotBeDone() {
    script.then(new ItemFault.TimedOutAndNotDone());

    assertFails(Fault.TIMED_OUT, () -> items.transact(List.of(Write.put(item("a", "1")))));

    assertThat(table()).isEmpty();
  }

  @Test
  void aStaleIndexHasNotSeenTheLastWrites() {
    items.write(Write.put(item("old", "1")));
    items.write(Write.put(item("moved", "2")));
    items.write(Write.put(item("deleted", "3")));
    items.write(Write.put(item("new", "0")));
    items.write(Write.put(item("moved", "9")));
    items.write(Write.delete(item("deleted", "3").key()));
    script.then(new ItemFault.Stale(3)).then(new ItemFault.Stale(1));

    assertThat(index(100))
        .containsExactly(item("old", "1"), item("moved", "2"), item("deleted", "3"));
    assertThat(index(100))
        .containsExactly(
            item("new", "0"), item("old", "1"), item("deleted", "3"), item("moved", "9"));
    assertThat(index(100)).containsExactly(item("new", "0"), item("old", "1"), item("moved", "9"));
  }

  @Test
  void aStalePageIsNoLongerThanItMayBe() {
    items.write(Write.put(item("a", "1")));
    items.write(Write.put(item("b", "2")));
    items.write(Write.put(item("b", "3")));
    items.write(Write.delete(item("a", "1").key()));
    items.write(Write.put(item("c", "4")));
    script.then(new ItemFault.Stale(2));

    assertThat(index(1)).hasSize(1);
  }

  @Test
  void theTableIsNeverStale() {
    items.write(Write.put(item("a", "1")));
    script.then(new ItemFault.Stale(1));

    assertThat(items.query(Query.of("agendas", "p", 10)).items()).hasSize(1);
  }

  private static void assertFails(Fault fault, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(PortException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
